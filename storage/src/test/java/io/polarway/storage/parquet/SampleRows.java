package io.polarway.storage.parquet;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of every type that a table can have, and one text for each value to compare by. */
final class SampleRows {

  /** What the values of a column are like. */
  enum Shape {
    RANDOM,
    FEW_DISTINCT,
    ASCENDING,
    EXTREME
  }

  /** Which rows are null. */
  enum Nulls {
    NONE,
    SOME,
    ALL
  }

  static final List<DataType> TYPES =
      List.of(
          ScalarType.BOOLEAN,
          ScalarType.TINYINT,
          ScalarType.SMALLINT,
          ScalarType.INTEGER,
          ScalarType.BIGINT,
          ScalarType.REAL,
          ScalarType.DOUBLE,
          ScalarType.VARCHAR,
          ScalarType.BLOB,
          ScalarType.DATE,
          ScalarType.TIME,
          ScalarType.TIMESTAMP,
          ScalarType.TIMESTAMPTZ,
          ScalarType.UUID,
          new DataType.Text(false, 40),
          new DataType.Text(true, 40),
          new DataType.Decimal(4, 2),
          new DataType.Decimal(9, 0),
          new DataType.Decimal(18, 6),
          new DataType.Decimal(19, 2),
          new DataType.Decimal(27, 9),
          new DataType.Decimal(38, 10));

  private SampleRows() {}

  static List<FileColumn> columns(boolean nullable) {
    List<FileColumn> columns = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) {
      columns.add(new FileColumn(100 + i, "c" + i, TYPES.get(i), nullable));
    }
    return columns;
  }

  static ColumnBatch batch(Random random, int rows, Shape shape, Nulls nulls) {
    ColumnBatch batch = ColumnBatch.create(TYPES, 16);
    for (Column column : batch.columns()) {
      for (int row = 0; row < rows; row++) {
        if (nulls == Nulls.ALL || (nulls == Nulls.SOME && random.nextInt(5) == 0)) {
          column.appendNull();
        } else {
          append(column, number(random, row, shape), shape);
        }
      }
    }
    return batch;
  }

  private static long number(Random random, int row, Shape shape) {
    return switch (shape) {
      case RANDOM, EXTREME -> random.nextLong();
      case FEW_DISTINCT -> random.nextInt(7) * 1_000_003L - 2_000_000L;
      case ASCENDING -> row * 10L + random.nextInt(10);
    };
  }

  private static void append(Column column, long number, Shape shape) {
    boolean extreme = shape == Shape.EXTREME;
    int pick = (int) Math.floorMod(number, 8L);
    if (column instanceof DoubleColumn doubles) {
      double[] extremes = {
        0.0,
        -0.0,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        1,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY
      };
      doubles.append(extreme ? extremes[pick] : number / 100.0);
    } else if (column instanceof FloatColumn floats) {
      float[] extremes = {
        0.0f,
        -0.0f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.MIN_VALUE,
        1,
        Float.NEGATIVE_INFINITY,
        Float.POSITIVE_INFINITY
      };
      floats.append(extreme ? extremes[pick] : number / 100.0f);
    } else if (column instanceof BytesColumn bytes) {
      if (column.type() == ScalarType.BLOB) {
        byte[] value = BigInteger.valueOf(number).toByteArray();
        bytes.append(value, 0, extreme ? pick % value.length : value.length);
      } else {
        String[] extremes = {
          "", "\u0000", "é", "\uD83D\uDE00".repeat(30), "z".repeat(40), " ", "a", "a\n"
        };
        bytes.append(extreme ? extremes[pick] : "value " + number);
      }
    } else if (column instanceof IntColumn ints) {
      ints.append((int) within(column.type(), number, extreme, pick));
    } else if (column instanceof LongColumn longs) {
      longs.append(within(column.type(), number, extreme, pick));
    } else if (column instanceof WideColumn wide) {
      appendWide(wide, number, extreme, pick);
    }
  }

  private static void appendWide(WideColumn column, long number, boolean extreme, int pick) {
    if (column.type() instanceof DataType.Decimal decimal) {
      BigInteger limit = BigInteger.TEN.pow(decimal.precision());
      BigInteger greatest = limit.subtract(BigInteger.ONE);
      BigInteger value =
          extreme
              ? (pick % 2 == 0 ? greatest : greatest.negate())
              : BigInteger.valueOf(number)
                  .pow(2)
                  .multiply(BigInteger.valueOf(number))
                  .remainder(limit);
      column.put(value);
      column.advance();
    } else {
      column.append(extreme ? pick - 4L : number * 31, extreme ? -pick : number);
    }
  }

  /** A number that the type takes. */
  private static long within(DataType type, long number, boolean extreme, int pick) {
    long lowest;
    long highest;
    if (type instanceof DataType.Decimal decimal) {
      highest = BigInteger.TEN.pow(decimal.precision()).longValueExact() - 1;
      lowest = -highest;
    } else {
      switch ((ScalarType) type) {
        case BOOLEAN -> {
          lowest = 0;
          highest = 1;
        }
        case TINYINT -> {
          lowest = Byte.MIN_VALUE;
          highest = Byte.MAX_VALUE;
        }
        case SMALLINT -> {
          lowest = Short.MIN_VALUE;
          highest = Short.MAX_VALUE;
        }
        case INTEGER -> {
          lowest = Integer.MIN_VALUE;
          highest = Integer.MAX_VALUE;
        }
        case DATE -> {
          lowest = -2_000_000;
          highest = 20_000_000;
        }
        case TIME -> {
          lowest = 0;
          highest = 86_399_999_999L;
        }
        case TIMESTAMP, TIMESTAMPTZ -> {
          lowest = -200_000_000_000_000_000L;
          highest = 9_000_000_000_000_000_000L;
        }
        default -> {
          lowest = Long.MIN_VALUE;
          highest = Long.MAX_VALUE;
        }
      }
    }
    if (extreme) {
      return pick % 2 == 0 ? lowest : highest;
    }
    BigInteger span =
        BigInteger.valueOf(highest).subtract(BigInteger.valueOf(lowest)).add(BigInteger.ONE);
    return BigInteger.valueOf(number)
        .subtract(BigInteger.valueOf(lowest))
        .mod(span)
        .add(BigInteger.valueOf(lowest))
        .longValueExact();
  }

  /** The value as a text, null where it is null. */
  static @Nullable String text(Column column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    if (column instanceof DoubleColumn doubles) {
      return Double.toString(doubles.get(row));
    }
    if (column instanceof FloatColumn floats) {
      return Float.toString(floats.get(row));
    }
    if (column instanceof BytesColumn bytes) {
      return HexFormat.of().withUpperCase().formatHex(bytes.getBytes(row));
    }
    if (column instanceof WideColumn wide) {
      return column.type() instanceof DataType.Decimal decimal
          ? new BigDecimal(wide.getSigned(row), decimal.scale()).toPlainString()
          : new UUID(wide.high()[row], wide.low()[row]).toString();
    }
    long number = column instanceof IntColumn ints ? ints.get(row) : ((LongColumn) column).get(row);
    return column.type() instanceof DataType.Decimal decimal
        ? BigDecimal.valueOf(number, decimal.scale()).toPlainString()
        : Long.toString(number);
  }

  /** SQL that gives the same text for a column of this type; for REAL and DOUBLE the number. */
  static String sqlText(DataType type, String column) {
    if (type instanceof DataType.Decimal) {
      return column + "::VARCHAR";
    }
    if (type instanceof DataType.Text) {
      return "hex(" + column + ")";
    }
    return switch ((ScalarType) type) {
      case BOOLEAN -> column + "::INTEGER::VARCHAR";
      case VARCHAR, BLOB -> "hex(" + column + ")";
      case DATE -> "(" + column + " - DATE '1970-01-01')::VARCHAR";
      case TIME, TIMESTAMP, TIMESTAMPTZ -> "epoch_us(" + column + ")::VARCHAR";
      case REAL, DOUBLE -> column;
      default -> column + "::VARCHAR";
    };
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
