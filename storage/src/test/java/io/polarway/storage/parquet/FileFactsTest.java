package io.polarway.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What footers say of how files were written. */
class FileFactsTest {

  private final Path file;

  FileFactsTest(@TempDir Path directory) {
    file = directory.resolve("rows.parquet");
  }

  @Test
  void rawBytesAreThoseOfTheValuesAlone() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<FileColumn> columns = SampleRows.columns(true);
    long expected = 0;
    try (DataFileWriter writer = new DataFileWriter(file, columns, WriteOptions.level(7))) {
      for (SampleRows.Nulls nulls : SampleRows.Nulls.values()) {
        ColumnBatch batch = SampleRows.batch(random, 300, SampleRows.Shape.RANDOM, nulls);
        for (Column column : batch.columns()) {
          for (int row = 0; row < column.size(); row++) {
            expected += rawBytes(column, row);
          }
        }
        writer.writeRowGroup(batch);
      }
      writer.finish(false);
    }
    FileFacts facts = FileFacts.read(file);
    assertThat(facts.rawBytes()).isEqualTo(expected);
    assertThat(facts.zstdLevel()).isEqualTo(7);
    assertThat(facts.rowGroups()).isEqualTo(SampleRows.Nulls.values().length);
    assertThat(facts.encodings()).hasSize(columns.size());
    assertThat(facts.encodings()).isEqualTo(encodingsByDuckDb());
  }

  private static long rawBytes(Column column, int row) {
    if (column.isNull(row)) {
      return 0;
    }
    String type = column.type().sqlName();
    if (type.startsWith("DECIMAL")) {
      int precision = Integer.parseInt(type.replaceAll("DECIMAL\\((\\d+),.*", "$1"));
      return precision <= 18 ? 8 : 16;
    }
    if (type.startsWith("VARCHAR") || type.startsWith("CHAR") || type.equals("BLOB")) {
      io.polarway.storage.column.BytesColumn bytes =
          (io.polarway.storage.column.BytesColumn) column;
      return (long) bytes.offsets()[row + 1] - bytes.offsets()[row];
    }
    return Map.of(
            "BOOLEAN",
            1L,
            "TINYINT",
            1L,
            "SMALLINT",
            2L,
            "INTEGER",
            4L,
            "FLOAT",
            4L,
            "DATE",
            4L,
            "UUID",
            16L)
        .getOrDefault(type, 8L);
  }

  private Map<String, Set<String>> encodingsByDuckDb() throws Exception {
    Map<String, Set<String>> encodings = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT path_in_schema, encodings FROM parquet_metadata('" + file + "')")) {
      while (row.next()) {
        Set<String> all = new TreeSet<>(List.of(row.getString(2).split(", ")));
        all.remove("RLE");
        if (all.contains("RLE_DICTIONARY")) {
          all.remove("PLAIN");
        }
        encodings.computeIfAbsent(row.getString(1), unused -> new TreeSet<>()).addAll(all);
      }
    }
    return encodings;
  }

  @Test
  void filesOfOthersSayWhatTheyCan() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (SELECT 1 AS a, 'x' AS b) TO '" + file + "'");
    }
    FileFacts facts = FileFacts.read(file);
    assertThat(facts.rawBytes()).isNull();
    assertThat(facts.zstdLevel()).isNull();
    assertThat(facts.encodings().keySet()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void whatIsNoParquetFileIsSaidToBeNone() throws Exception {
    for (String content :
        List.of("", "PAR1", "no Parquet in here", "\u00ff\u00ff\u00ff\u007fPAR1")) {
      Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(() -> FileFacts.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not a Parquet file");
    }
  }
}
