package io.polarway.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.format.FileMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a file, and how others find their way in it. */
class DataFileWriterTest {

  private static final List<FileColumn> COLUMNS =
      List.of(
          new FileColumn(3, "id", ScalarType.BIGINT, false),
          new FileColumn(5, "name", ScalarType.VARCHAR, true));

  private final Path file;

  DataFileWriterTest(@TempDir Path directory) {
    file = directory.resolve("rows.parquet");
  }

  private static ColumnBatch rows(long from, int count) {
    LongColumn ids = (LongColumn) Column.create(ScalarType.BIGINT, count);
    BytesColumn names = (BytesColumn) Column.create(ScalarType.VARCHAR, count);
    for (long id = from; id < from + count; id++) {
      ids.append(id);
      if (id % 3 == 0) {
        names.appendNull();
      } else {
        names.append("name " + id);
      }
    }
    return new ColumnBatch(List.of(ids, names));
  }

  @Test
  void rowGroupsBecomeAFile() throws Exception {
    try (DataFileWriter writer = new DataFileWriter(file, COLUMNS, WriteOptions.level(3))) {
      writer.writeRowGroup(rows(0, 1_000));
      long soFar = writer.bytesWritten();
      writer.writeRowGroup(rows(1_000, 500));
      writer.writeRowGroup(rows(0, 0));
      assertThat(writer.bytesWritten()).isGreaterThan(soFar);
      DataFileSummary summary = writer.finish(true);

      assertThat(summary.rows()).isEqualTo(1_500);
      assertThat(summary.bytes()).isEqualTo(Files.size(file)).isEqualTo(writer.bytesWritten());
      assertThat(summary.splitOffsets()).hasSize(2).startsWith(4L);
      assertThat(summary.columns().get(1).nulls()).isEqualTo(500);
      assertThat(summary.columns().stream().mapToLong(ColumnSummary::bytes).sum())
          .isLessThan(summary.bytes());
    }
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(duckDb.row("SELECT count(*), sum(id), count(name) FROM '" + file + "'"))
          .containsExactly("1500", "1124250", "1000");
      assertThat(duckDb.value("SELECT created_by FROM parquet_file_metadata('" + file + "')"))
          .startsWith("polarway-jdbc version ");
    }
  }

  @Test
  void columnsAreFoundByFieldId() throws Exception {
    try (DataFileWriter writer = new DataFileWriter(file, COLUMNS, WriteOptions.level(3))) {
      writer.writeRowGroup(rows(0, 10));
      writer.finish(false);
    }
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(
              duckDb.row(
                  "SELECT max(title), max(number), max(added) FROM read_parquet(['"
                      + file
                      + "'], schema = MAP {5: {name: 'title', type: 'VARCHAR', default_value:"
                      + " NULL}, 3: {name: 'number', type: 'BIGINT', default_value: NULL}, 9:"
                      + " {name: 'added', type: 'INTEGER', default_value: 42}})"))
          .containsExactly("name 8", "9", "42");
    }
  }

  @Test
  void valuesLongerThanAPage() throws Exception {
    Random random = new Random(1);
    BytesColumn texts = (BytesColumn) Column.create(ScalarType.VARCHAR, 4);
    IntColumn lengths = (IntColumn) Column.create(ScalarType.INTEGER, 4);
    for (int i = 0; i < 12; i++) {
      if (i % 4 == 3) {
        texts.appendNull();
        lengths.appendNull();
      } else {
        byte[] text = new byte[i % 4 == 0 ? 5_000_000 : 1_500_000];
        for (int k = 0; k < text.length; k++) {
          text[k] = (byte) ('a' + random.nextInt(26));
        }
        texts.append(text, 0, text.length);
        lengths.append(text.length);
      }
    }
    List<FileColumn> columns =
        List.of(
            new FileColumn(1, "c", ScalarType.VARCHAR, true),
            new FileColumn(2, "n", ScalarType.INTEGER, true));
    try (DataFileWriter writer = new DataFileWriter(file, columns, WriteOptions.level(1))) {
      writer.writeRowGroup(new ColumnBatch(List.of(texts, lengths)));
      writer.finish(false);
    }
    assertThat(ParquetFiles.read(file).get(0).get(0)).isEqualTo(SampleRows.text(texts, 0));
    assertThat(ParquetFiles.read(file).get(0).get(10)).isEqualTo(SampleRows.text(texts, 10));
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(
              duckDb.row(
                  "SELECT count(*), count(c), bool_and(length(c) IS NOT DISTINCT FROM n) FROM '"
                      + file
                      + "'"))
          .containsExactly("12", "9", "true");
    }
  }

  @Test
  void moreRowsThanAPageOrARowGroup() throws Exception {
    int rows = 131_072 + 1_001;
    try (DataFileWriter writer = new DataFileWriter(file, COLUMNS, WriteOptions.level(1))) {
      writer.writeRowGroup(rows(0, rows));
      writer.writeRowGroup(rows(rows, rows));
      writer.finish(false);
    }
    assertThat(ParquetFiles.read(file).get(0).get(rows + 131_072))
        .isEqualTo(Long.toString(rows + 131_072L));
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(
              duckDb.row(
                  "SELECT count(*), count(name), count(DISTINCT id),"
                      + " bool_and(name IS NULL OR name = 'name ' || id) FROM '"
                      + file
                      + "'"))
          .containsExactly("264146", "176097", "264146", "true");
      assertThat(
              duckDb.value(
                  "SELECT count(*) FROM '" + file + "' WHERE id >= 131072 AND id < " + rows))
          .isEqualTo("1001");
    }
  }

  @Test
  void bloomFiltersTellWhatIsNotThere() throws Exception {
    Random random = new Random(1);
    LongColumn ids = (LongColumn) Column.create(ScalarType.BIGINT, 4);
    BytesColumn names = (BytesColumn) Column.create(ScalarType.VARCHAR, 4);
    for (int i = 0; i < 3_000; i++) {
      ids.append(random.nextLong());
      names.append("name " + ids.get(i));
    }
    WriteOptions options = new WriteOptions(3, true, Map.of(3, 3_000L, 5, 3_000L));
    try (DataFileWriter writer = new DataFileWriter(file, COLUMNS, options)) {
      writer.writeRowGroup(new ColumnBatch(List.of(ids, names)));
      assertThat(writer.finish(false).bytes()).isLessThan(120_000);
    }
    FileMetaData footer = ParquetFiles.rawFooter(file);
    assertThat(footer.getRow_groups().get(0).getColumns())
        .allMatch(column -> column.getMeta_data().isSetBloom_filter_offset());
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(duckDb.value("SELECT count(*) FROM '" + file + "' WHERE id = " + ids.get(2_999)))
          .isEqualTo("1");
      assertThat(
              duckDb.value(
                  "SELECT count(*) FROM '" + file + "' WHERE name = 'name " + ids.get(7) + "'"))
          .isEqualTo("1");
      assertThat(
              duckDb.value(
                  "SELECT bloom_filter_excludes FROM parquet_bloom_probe('"
                      + file
                      + "', 'name', 'nobody')"))
          .isEqualTo("true");
      assertThat(
              duckDb.value(
                  "SELECT bloom_filter_excludes FROM parquet_bloom_probe('"
                      + file
                      + "', 'id', "
                      + ids.get(0)
                      + ")"))
          .isEqualTo("false");
    }
  }

  @Test
  void rowGroupsAreSmallAndAscendingNumbersHaveNoBloomFilter() throws Exception {
    WriteOptions options = WriteOptions.level(3).forSearch(1_000, Map.of(3, 1_000L, 5, 1_000L));
    try (DataFileWriter writer = new DataFileWriter(file, COLUMNS, options)) {
      writer.writeRowGroup(rows(0, 2_500));
      assertThat(writer.finish(false).rows()).isEqualTo(2_500);
    }
    FileMetaData footer = ParquetFiles.rawFooter(file);
    assertThat(footer.getRow_groups())
        .extracting(group -> group.getNum_rows())
        .containsExactly(1_000L, 1_000L, 500L);
    assertThat(footer.getRow_groups())
        .noneMatch(group -> group.getColumns().get(0).getMeta_data().isSetBloom_filter_offset())
        .allMatch(group -> group.getColumns().get(1).getMeta_data().isSetBloom_filter_offset());
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(duckDb.value("SELECT count(DISTINCT id) FROM '" + file + "'")).isEqualTo("2500");
    }
  }

  @Test
  void aFileThatWasNotFinishedIsDeleted() {
    try (DataFileWriter writer = new DataFileWriter(file, COLUMNS, WriteOptions.level(3))) {
      writer.writeRowGroup(rows(0, 10));
      assertThat(file).exists();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aFileThatIsThereIsNotTouched() throws Exception {
    Files.writeString(file, "mine");

    assertThatThrownBy(() -> new DataFileWriter(file, COLUMNS, WriteOptions.level(3)))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.IO))
        .hasMessageContaining(file.toString());
    assertThat(file).hasContent("mine");
  }

  @Test
  void aNullInARequiredColumnIsRefused() {
    LongColumn ids = (LongColumn) Column.create(ScalarType.BIGINT, 1);
    ids.appendNull();
    BytesColumn names = (BytesColumn) Column.create(ScalarType.VARCHAR, 1);
    names.append("x");
    try (DataFileWriter writer = new DataFileWriter(file, COLUMNS, WriteOptions.level(3))) {
      assertThatThrownBy(() -> writer.writeRowGroup(new ColumnBatch(List.of(ids, names))))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.NOT_NULL))
          .hasMessage("Cannot write column id: it is NOT NULL, and 1 of 1 rows are null.");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aTypeOfResultsOnlyIsRefused() {
    assertThatThrownBy(
            () ->
                new DataFileWriter(
                    file,
                    List.of(new FileColumn(1, "span", ScalarType.INTERVAL, true)),
                    WriteOptions.level(3)))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.UNSUPPORTED))
        .hasMessageContaining("span")
        .hasMessageContaining("INTERVAL");
    assertThat(file).doesNotExist();
  }

  @Test
  void hadoopIsNotOnTheClassPath() {
    assertThatThrownBy(() -> Class.forName("org.apache.hadoop.conf.Configuration"))
        .isInstanceOf(ClassNotFoundException.class);
  }
}
