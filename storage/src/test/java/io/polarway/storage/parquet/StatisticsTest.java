package io.polarway.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.column.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file and its summary say about the values, and that no reader is misled by it. */
class StatisticsTest {

  private final Path file;

  StatisticsTest(@TempDir Path directory) {
    file = directory.resolve("rows.parquet");
  }

  private DataFileSummary write(Column... rowGroups) {
    DataType type = rowGroups[0].type();
    try (DataFileWriter writer =
        new DataFileWriter(
            file, List.of(new FileColumn(7, "c", type, true)), WriteOptions.level(3))) {
      for (Column rowGroup : rowGroups) {
        writer.writeRowGroup(new ColumnBatch(List.of(rowGroup)));
      }
      return writer.finish(false);
    }
  }

  private static DoubleColumn doubles(double... values) {
    DoubleColumn column = (DoubleColumn) Column.create(ScalarType.DOUBLE, 4);
    for (double value : values) {
      column.append(value);
    }
    return column;
  }

  private static BytesColumn texts(String... values) {
    BytesColumn column = (BytesColumn) Column.create(ScalarType.VARCHAR, 4);
    for (String value : values) {
      column.append(value);
    }
    return column;
  }

  private ColumnMetaData chunk(int rowGroup) throws Exception {
    FileMetaData footer = ParquetFiles.rawFooter(file);
    return footer.getRow_groups().get(rowGroup).getColumns().get(0).getMeta_data();
  }

  @Test
  void chunkWithNanHasNoBounds() throws Exception {
    DataFileSummary summary = write(doubles(1, Double.NaN, 5), doubles(2, 3));

    ColumnSummary column = summary.columns().get(0);
    assertThat(column.nans()).isEqualTo(1);
    assertThat(column.lower()).isEqualTo(1.0);
    assertThat(column.upper()).isEqualTo(5.0);
    FileMetaData footer = ParquetFiles.rawFooter(file);
    assertThat(chunk(0).getStatistics().isSetMin_value()).isFalse();
    assertThat(chunk(0).getStatistics().isSetMax_value()).isFalse();
    assertThat(footer.getRow_groups().get(0).getColumns().get(0).isSetColumn_index_offset())
        .isFalse();
    assertThat(chunk(1).getStatistics().isSetMin_value()).isTrue();
    assertThat(footer.getRow_groups().get(1).getColumns().get(0).isSetColumn_index_offset())
        .isTrue();
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(duckDb.value("SELECT count(*) FROM '" + file + "' WHERE c > 4")).isEqualTo("2");
      assertThat(duckDb.value("SELECT count(*) FROM '" + file + "' WHERE c = 'NaN'"))
          .isEqualTo("1");
    }
  }

  @Test
  void nanWithAnyBitsIsFound() {
    double negative = Double.longBitsToDouble(0xFFF8_0000_0000_0001L);
    ColumnSummary column = write(doubles(negative, Double.NaN, negative)).columns().get(0);

    assertThat(column.nans()).isEqualTo(3);
    assertThat(column.lower()).isNull();
    assertThat(column.upper()).isNull();

    FloatColumn floats = (FloatColumn) Column.create(ScalarType.REAL, 4);
    floats.append(Float.intBitsToFloat(0xFFC0_0001));
    floats.append(-2.5f);
    ColumnSummary ofFloats = writeAnew(floats).columns().get(0);
    assertThat(ofFloats.nans()).isEqualTo(1);
    assertThat(ofFloats.lower()).isEqualTo(-2.5f);
    assertThat(ofFloats.upper()).isEqualTo(-2.5f);
  }

  private DataFileSummary writeAnew(Column column) {
    assertThat(file.toFile().delete()).isTrue();
    return write(column);
  }

  @Test
  void zerosOfBothSignsAreFoundByEither() throws Exception {
    ColumnSummary column = write(doubles(0.0, 0.0), doubles(-0.0)).columns().get(0);

    assertThat(column.lower()).isEqualTo(-0.0);
    assertThat(column.upper()).isEqualTo(0.0);
    for (int rowGroup = 0; rowGroup < 2; rowGroup++) {
      assertThat(toDouble(chunk(rowGroup).getStatistics().getMin_value())).isEqualTo(-0.0);
      assertThat(toDouble(chunk(rowGroup).getStatistics().getMax_value())).isEqualTo(0.0);
    }
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(duckDb.value("SELECT count(*) FROM '" + file + "' WHERE c = 0")).isEqualTo("3");
      assertThat(duckDb.value("SELECT count(*) FROM '" + file + "' WHERE c = -0.0")).isEqualTo("3");
    }
  }

  private static double toDouble(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).getDouble();
  }

  @Test
  void longTextsAreCutAndTheUpperBoundRoundedUp() throws Exception {
    String low = "a".repeat(100);
    String high = "zzzzzzzzzzzzzzz\uD83D\uDE00" + "x".repeat(100);
    ColumnSummary column = write(texts(low, high)).columns().get(0);

    assertThat(column.lower()).isEqualTo("a".repeat(16));
    assertThat(column.upper()).isEqualTo("zzzzzzzzzzzzzzz\uD83D\uDE01");
    Statistics statistics = chunk(0).getStatistics();
    assertThat(statistics.isIs_min_value_exact()).isFalse();
    assertThat(statistics.isIs_max_value_exact()).isFalse();
    assertThat(statistics.getMin_value()).hasSizeLessThanOrEqualTo(64);
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(duckDb.row("SELECT min(c), max(c) FROM '" + file + "'"))
          .containsExactly(low, high);
      assertThat(duckDb.value("SELECT count(*) FROM '" + file + "' WHERE c = '" + high + "'"))
          .isEqualTo("1");
    }
  }

  @Test
  void textWithoutUpperBound() {
    String greatest = new String(Character.toChars(Character.MAX_CODE_POINT)).repeat(20);

    assertThat(write(texts(greatest)).columns().get(0).upper()).isNull();
  }

  @Test
  void shortTextsAreExactAndOrderedByTheirBytes() throws Exception {
    // As UTF-16, the last would come before the one in front of it.
    ColumnSummary column =
        write(texts("", "b", "a\u0000", "a"), texts("\uFF5E", "\uD83D\uDE00")).columns().get(0);

    assertThat(column.lower()).isEqualTo("");
    assertThat(column.upper()).isEqualTo("\uD83D\uDE00");
    assertThat(chunk(0).getStatistics().isIs_max_value_exact()).isTrue();
    assertThat(chunk(0).getStatistics().getMax_value()).isEqualTo(SampleRows.utf8("b"));
  }

  @Test
  void boundsInTheRepresentationOfIceberg() {
    IntColumn dates = (IntColumn) Column.create(ScalarType.DATE, 4);
    dates.append(-5);
    dates.append(20_000);
    assertBounds(write(dates), -5, 20_000);

    IntColumn flags = (IntColumn) Column.create(ScalarType.BOOLEAN, 4);
    flags.append(0);
    flags.append(1);
    assertBounds(writeAnew(flags), false, true);

    LongColumn times = (LongColumn) Column.create(ScalarType.TIMESTAMPTZ, 4);
    times.append(-1);
    times.append(1);
    assertBounds(writeAnew(times), -1L, 1L);

    LongColumn decimals = (LongColumn) Column.create(new DataType.Decimal(9, 2), 4);
    decimals.append(-150);
    decimals.append(7);
    assertBounds(writeAnew(decimals), new BigDecimal("-1.50"), new BigDecimal("0.07"));

    WideColumn wide = (WideColumn) Column.create(new DataType.Decimal(38, 1), 4);
    BigInteger large = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    wide.put(large.negate());
    wide.advance();
    wide.append(0, 5);
    wide.append(-1, -5);
    assertBounds(writeAnew(wide), new BigDecimal(large.negate(), 1), new BigDecimal("0.5"));

    WideColumn uuids = (WideColumn) Column.create(ScalarType.UUID, 4);
    UUID least = UUID.fromString("00000000-0000-0000-f000-000000000001");
    UUID greatest = UUID.fromString("f0000000-0000-0000-0000-000000000002");
    uuids.append(greatest.getMostSignificantBits(), greatest.getLeastSignificantBits());
    uuids.append(least.getMostSignificantBits(), least.getLeastSignificantBits());
    assertBounds(writeAnew(uuids), least, greatest);

    BytesColumn blobs = (BytesColumn) Column.create(ScalarType.BLOB, 4);
    byte[] bytes = new byte[40];
    bytes[15] = (byte) 0x7F;
    blobs.append(bytes, 0, 3);
    blobs.append(bytes, 0, 40);
    byte[] cut = new byte[16];
    cut[15] = (byte) 0x80;
    assertBounds(writeAnew(blobs), ByteBuffer.wrap(new byte[3]), ByteBuffer.wrap(cut));
  }

  private static void assertBounds(DataFileSummary summary, Object lower, Object upper) {
    assertThat(summary.columns().get(0).fieldId()).isEqualTo(7);
    assertThat(summary.columns().get(0).lower()).isEqualTo(lower);
    assertThat(summary.columns().get(0).upper()).isEqualTo(upper);
  }

  @Test
  void nullsAreCountedAndLeaveBoundsAlone() throws Exception {
    LongColumn longs = (LongColumn) Column.create(ScalarType.BIGINT, 4);
    longs.append(3);
    longs.appendNull();
    longs.append(9);
    LongColumn nothing = (LongColumn) Column.create(ScalarType.BIGINT, 4);
    nothing.appendNull();
    ColumnSummary column = write(longs, nothing).columns().get(0);

    assertThat(column.values()).isEqualTo(4);
    assertThat(column.nulls()).isEqualTo(2);
    assertThat(column.lower()).isEqualTo(3L);
    assertThat(column.upper()).isEqualTo(9L);
    assertThat(chunk(0).getStatistics().getNull_count()).isEqualTo(1);
    assertThat(chunk(0).getStatistics().isIs_max_value_exact()).isTrue();
    assertThat(chunk(1).getStatistics().getNull_count()).isEqualTo(1);
    assertThat(chunk(1).getStatistics().isSetMin_value()).isFalse();
  }
}
