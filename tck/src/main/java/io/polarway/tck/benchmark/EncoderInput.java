package io.polarway.tck.benchmark;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DataType.Decimal;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.parquet.FileColumn;
import io.polarway.tck.trades.Trades;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Rows in memory as the encoder takes them, a batch for each row group. */
record EncoderInput(List<FileColumn> columns, List<ColumnBatch> rowGroups) {

  private static final int ROW_GROUP_ROWS = 131_072;

  int rows() {
    return rowGroups.stream().mapToInt(ColumnBatch::size).sum();
  }

  static EncoderInput of(Trades trades) {
    List<DataType> types =
        List.of(ScalarType.TIMESTAMP, ScalarType.VARCHAR, ScalarType.DOUBLE, ScalarType.DOUBLE);
    List<ColumnBatch> rowGroups = new ArrayList<>();
    for (int from = 0; from < trades.rows(); from += ROW_GROUP_ROWS) {
      ColumnBatch batch = ColumnBatch.create(types, ROW_GROUP_ROWS);
      for (int row = from; row < Math.min(trades.rows(), from + ROW_GROUP_ROWS); row++) {
        ((LongColumn) batch.column(0)).append(trades.timestampMicros(row));
        ((BytesColumn) batch.column(1)).append(trades.symbol(row));
        ((DoubleColumn) batch.column(2)).append(trades.price(row));
        ((DoubleColumn) batch.column(3)).append(trades.volume(row));
      }
      rowGroups.add(batch);
    }
    return new EncoderInput(columnsOf(types), rowGroups);
  }

  /** Twenty columns such as a business's tables have: keys, codes, names, amounts, dates, nulls. */
  static EncoderInput wide(int rows, long seed) {
    List<DataType> kinds =
        List.of(
            ScalarType.BIGINT,
            ScalarType.INTEGER,
            ScalarType.SMALLINT,
            ScalarType.BOOLEAN,
            ScalarType.DATE,
            ScalarType.TIMESTAMP,
            new Decimal(12, 2),
            ScalarType.DOUBLE,
            ScalarType.REAL,
            ScalarType.VARCHAR);
    List<DataType> types = new ArrayList<>(kinds);
    types.addAll(kinds);
    RandomGenerator random = new SplittableRandom(seed);
    List<ColumnBatch> rowGroups = new ArrayList<>();
    for (int from = 0; from < rows; from += ROW_GROUP_ROWS) {
      ColumnBatch batch = ColumnBatch.create(types, ROW_GROUP_ROWS);
      for (int row = from; row < Math.min(rows, from + ROW_GROUP_ROWS); row++) {
        for (int i = 0; i < types.size(); i++) {
          boolean nullable = i >= kinds.size();
          if (nullable && random.nextInt(10) == 0) {
            batch.column(i).appendNull();
          } else {
            append(batch.column(i), row, nullable, random);
          }
        }
      }
      rowGroups.add(batch);
    }
    return new EncoderInput(columnsOf(types), rowGroups);
  }

  /** The nullable half of the columns has few distinct values, the other half has many. */
  private static void append(Column column, int row, boolean few, RandomGenerator random) {
    int bound = few ? 50 : 1_000_000;
    if (column.type() == ScalarType.BOOLEAN) {
      ((IntColumn) column).append(random.nextInt(2));
    } else if (column.type() == ScalarType.SMALLINT) {
      ((IntColumn) column).append(random.nextInt(few ? 50 : 30_000));
    } else if (column.type() == ScalarType.DATE) {
      ((IntColumn) column).append(20_000 + random.nextInt(few ? 30 : 3_650));
    } else if (column instanceof IntColumn ints) {
      ints.append(random.nextInt(bound));
    } else if (column.type() == ScalarType.BIGINT && !few) {
      ((LongColumn) column).append(row);
    } else if (column.type() == ScalarType.TIMESTAMP) {
      ((LongColumn) column)
          .append(1_770_000_000_000_000L + row * 1_000_000L + random.nextInt(bound));
    } else if (column instanceof LongColumn longs) {
      longs.append(random.nextInt(bound));
    } else if (column instanceof DoubleColumn doubles) {
      doubles.append(few ? random.nextInt(bound) / 4.0 : random.nextGaussian());
    } else if (column instanceof FloatColumn floats) {
      floats.append(random.nextInt(bound) / 8f);
    } else if (column instanceof BytesColumn texts) {
      texts.append(few ? "status-" + random.nextInt(bound) : "customer " + random.nextInt(bound));
    } else {
      throw new IllegalArgumentException("no values for " + column.type().sqlName());
    }
  }

  private static List<FileColumn> columnsOf(List<DataType> types) {
    List<FileColumn> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new FileColumn(i + 1, "column_" + (i + 1), types.get(i), true));
    }
    return columns;
  }
}
