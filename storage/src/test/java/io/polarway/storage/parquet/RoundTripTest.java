package io.polarway.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.parquet.SampleRows.Nulls;
import io.polarway.storage.parquet.SampleRows.Shape;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is what DuckDB and the Parquet library of Java read. */
class RoundTripTest {

  private final Path directory;

  RoundTripTest(@TempDir Path directory) {
    this.directory = directory;
  }

  static Stream<Arguments> shapes() {
    return Stream.of(Shape.values())
        .flatMap(
            shape ->
                Stream.of(
                    Arguments.of(shape, Nulls.NONE, List.of(1_000), 3),
                    Arguments.of(shape, Nulls.SOME, List.of(901, 70, 1), 3),
                    Arguments.of(shape, Nulls.SOME, List.of(299), 19)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void allTypes(Shape shape, Nulls nulls, List<Integer> rowGroups, int level) throws Exception {
    assertRoundTrip(shape, nulls, rowGroups, WriteOptions.level(level));
  }

  @Test
  void nothingButNulls() throws Exception {
    assertRoundTrip(Shape.RANDOM, Nulls.ALL, List.of(500, 1), WriteOptions.level(3));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void oneRow(Shape shape) throws Exception {
    assertRoundTrip(shape, Nulls.NONE, List.of(1), WriteOptions.level(3));
  }

  @Test
  void notByteStreamSplit() throws Exception {
    assertRoundTrip(
        Shape.RANDOM, Nulls.SOME, List.of(500), new WriteOptions(3, false, java.util.Map.of()));
  }

  private void assertRoundTrip(
      Shape shape, Nulls nulls, List<Integer> rowGroups, WriteOptions options) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Path file = directory.resolve("rows.parquet");
    List<ColumnBatch> batches = new ArrayList<>();
    List<FileColumn> columns = SampleRows.columns(nulls != Nulls.NONE);
    DataFileSummary summary;
    try (DataFileWriter writer = new DataFileWriter(file, columns, options)) {
      for (int rows : rowGroups) {
        ColumnBatch batch = SampleRows.batch(random, rows, shape, nulls);
        writer.writeRowGroup(batch);
        batches.add(batch);
      }
      summary = writer.finish(false);
    }

    List<List<@Nullable String>> expected = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      List<@Nullable String> texts = new ArrayList<>();
      for (ColumnBatch batch : batches) {
        Column column = batch.column(i);
        for (int row = 0; row < column.size(); row++) {
          texts.add(SampleRows.text(column, row));
        }
      }
      expected.add(texts);
    }
    List<List<@Nullable String>> byLibrary = ParquetFiles.read(file);
    List<List<@Nullable String>> byDuckDb = readByDuckDb(file);
    for (int i = 0; i < columns.size(); i++) {
      DataType type = columns.get(i).type();
      assertThat(byLibrary.get(i))
          .as("seed %d, library, %s", seed, type)
          .isEqualTo(expected.get(i));
      assertThat(byDuckDb.get(i)).as("seed %d, DuckDB, %s", seed, type).isEqualTo(expected.get(i));
    }
    assertThat(summary.rows()).isEqualTo(expected.get(0).size());
    assertThat(summary.splitOffsets()).hasSameSizeAs(rowGroups);
    assertThat(summary.bytes()).isEqualTo(java.nio.file.Files.size(file));
  }

  private static List<List<@Nullable String>> readByDuckDb(Path file) throws Exception {
    List<List<@Nullable String>> columns = new ArrayList<>();
    String expressions =
        IntStream.range(0, SampleRows.TYPES.size())
            .mapToObj(i -> SampleRows.sqlText(SampleRows.TYPES.get(i), "c" + i))
            .collect(Collectors.joining(", "));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT " + expressions + " FROM read_parquet('" + file + "')")) {
      SampleRows.TYPES.forEach(type -> columns.add(new ArrayList<>()));
      while (rows.next()) {
        for (int i = 0; i < columns.size(); i++) {
          String text;
          if (SampleRows.TYPES.get(i) == ScalarType.DOUBLE) {
            text = Double.toString(rows.getDouble(i + 1));
          } else if (SampleRows.TYPES.get(i) == ScalarType.REAL) {
            text = Float.toString(rows.getFloat(i + 1));
          } else {
            text = rows.getString(i + 1);
          }
          columns.get(i).add(rows.wasNull() ? null : text);
        }
      }
    }
    return columns;
  }
}
