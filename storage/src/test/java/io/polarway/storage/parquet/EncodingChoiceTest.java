package io.polarway.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.format.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which encoding which values get. */
class EncodingChoiceTest {

  private static final int ROWS = 20_000;

  private final Path file;

  EncodingChoiceTest(@TempDir Path directory) {
    file = directory.resolve("rows.parquet");
  }

  private List<Encoding> encodings(Column column, WriteOptions options) throws Exception {
    try (DataFileWriter writer =
        new DataFileWriter(file, List.of(new FileColumn(1, "c", column.type(), false)), options)) {
      writer.writeRowGroup(new ColumnBatch(List.of(column)));
      writer.finish(false);
    }
    return ParquetFiles.rawFooter(file)
        .getRow_groups()
        .get(0)
        .getColumns()
        .get(0)
        .getMeta_data()
        .getEncodings();
  }

  @Test
  void timestampsInOrderAreDifferences() throws Exception {
    Random random = new Random(1);
    LongColumn times = (LongColumn) Column.create(ScalarType.TIMESTAMP, ROWS);
    long time = 1_770_000_000_000_000L;
    for (int i = 0; i < ROWS; i++) {
      times.append(time);
      time += random.nextInt(2_000_000);
    }
    assertThat(encodings(times, WriteOptions.level(3))).contains(Encoding.DELTA_BINARY_PACKED);
  }

  @Test
  void fewTextsAreADictionary() throws Exception {
    Random random = new Random(1);
    BytesColumn symbols = (BytesColumn) Column.create(ScalarType.VARCHAR, ROWS);
    for (int i = 0; i < ROWS; i++) {
      symbols.append(List.of("SOL/USD", "BTC/USD", "ETH/USD").get(random.nextInt(3)));
    }
    assertThat(encodings(symbols, WriteOptions.level(3))).contains(Encoding.RLE_DICTIONARY);
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(
              duckDb.row(
                  "SELECT stats_min_value, stats_max_value FROM parquet_metadata('" + file + "')"))
          .containsExactly("BTC/USD", "SOL/USD");
    }
  }

  @Test
  void textsThatBeginAlikeShareIt() throws Exception {
    BytesColumn paths = (BytesColumn) Column.create(ScalarType.VARCHAR, ROWS);
    for (int i = 0; i < ROWS; i++) {
      paths.append("/data/main/trades/day=2026-02-01/part-%08d.parquet".formatted(i * 17));
    }
    assertThat(encodings(paths, WriteOptions.level(3))).contains(Encoding.DELTA_BYTE_ARRAY);
  }

  private static DoubleColumn measurements(boolean ticks) {
    Random random = new Random(1);
    DoubleColumn prices = (DoubleColumn) Column.create(ScalarType.DOUBLE, ROWS);
    for (int i = 0; i < ROWS; i++) {
      double price = 50_000 + random.nextGaussian() * 50;
      prices.append(ticks ? Math.round(price * 10) / 10.0 : price);
    }
    return prices;
  }

  @Test
  void measurementsAreSplitUnlessReadersDoNotKnowThat() throws Exception {
    assertThat(encodings(measurements(false), WriteOptions.level(3)))
        .contains(Encoding.BYTE_STREAM_SPLIT);
    assertThat(file.toFile().delete()).isTrue();
    assertThat(encodings(measurements(false), new WriteOptions(3, false, Map.of())))
        .doesNotContain(Encoding.BYTE_STREAM_SPLIT);
  }

  @Test
  void decimalsHeldAsDoublesAreADictionary() throws Exception {
    assertThat(encodings(measurements(true), WriteOptions.level(3)))
        .contains(Encoding.RLE_DICTIONARY)
        .doesNotContain(Encoding.BYTE_STREAM_SPLIT);
  }

  @Test
  void choiceIsMadeAnewWhenTheValuesChange() throws Exception {
    Random random = new Random(1);
    DataType type = new DataType.Decimal(18, 2);
    try (DataFileWriter writer =
        new DataFileWriter(
            file, List.of(new FileColumn(1, "c", type, false)), WriteOptions.level(3))) {
      for (int rowGroup = 0; rowGroup < 3; rowGroup++) {
        LongColumn amounts = (LongColumn) Column.create(type, ROWS);
        for (int i = 0; i < ROWS; i++) {
          amounts.append(rowGroup == 0 ? random.nextInt(3) : random.nextLong() >> 6);
        }
        writer.writeRowGroup(new ColumnBatch(List.of(amounts)));
      }
      writer.finish(false);
    }
    assertThat(
            ParquetFiles.rawFooter(file).getRow_groups().stream()
                .map(group -> group.getColumns().get(0).getMeta_data().getEncodings())
                .map(encodings -> encodings.contains(Encoding.RLE_DICTIONARY)))
        .containsExactly(true, false, false);
  }
}
