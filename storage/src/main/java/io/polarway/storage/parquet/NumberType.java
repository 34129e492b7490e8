package io.polarway.storage.parquet;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;

/**
 * Values of up to 64 bits as a {@code long} in whose order they are: integers themselves, and the
 * bits of floating-point numbers with those of negative ones turned over. That order puts -0.0
 * below 0.0 and NaN outside of the infinities.
 */
final class NumberType extends PhysicalType {

  /** The widths in a file: BOOLEAN, INT32 or FLOAT, INT64 or DOUBLE. */
  enum Width {
    BIT,
    FOUR_BYTES,
    EIGHT_BYTES
  }

  private final DataType type;
  private final Width width;
  private final boolean floating;

  NumberType(DataType type, Width width) {
    this.type = type;
    this.width = width;
    this.floating = type == ScalarType.REAL || type == ScalarType.DOUBLE;
  }

  Width width() {
    return width;
  }

  boolean isFloating() {
    return floating;
  }

  /** The bits of a floating-point number for its ordered form, and the other way round. */
  static long turned(long bits) {
    return bits ^ ((bits >> 63) >>> 1);
  }

  static int turned(int bits) {
    return bits ^ ((bits >> 31) >>> 1);
  }

  long lowestNumber() {
    return width == Width.EIGHT_BYTES
        ? turned(Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY))
        : turned(Float.floatToRawIntBits(Float.NEGATIVE_INFINITY));
  }

  long highestNumber() {
    return width == Width.EIGHT_BYTES
        ? Double.doubleToRawLongBits(Double.POSITIVE_INFINITY)
        : Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
  }

  @Override
  ChunkValues values(Column column, Workspace workspace) {
    int rows = column.size();
    long[] target = workspace.longs(rows);
    if (column instanceof IntColumn ints) {
      int[] source = ints.values();
      for (int i = 0; i < rows; i++) {
        target[i] = source[i];
      }
    } else if (column instanceof LongColumn longs) {
      System.arraycopy(longs.values(), 0, target, 0, rows);
    } else if (column instanceof DoubleColumn doubles) {
      double[] source = doubles.values();
      for (int i = 0; i < rows; i++) {
        target[i] = turned(Double.doubleToRawLongBits(source[i]));
      }
    } else if (column instanceof FloatColumn floats) {
      float[] source = floats.values();
      for (int i = 0; i < rows; i++) {
        target[i] = turned(Float.floatToRawIntBits(source[i]));
      }
    } else {
      throw new IllegalArgumentException(column.getClass() + " for " + type.sqlName());
    }
    int count = rows - column.nullCount();
    long[] validity = column.validity();
    if (validity != null && count < rows) {
      int next = 0;
      for (int i = 0; i < rows; i++) {
        target[next] = target[i];
        next += (int) (validity[i >> 6] >>> i) & 1;
      }
    }
    return new NumberValues(this, target, count);
  }

  @Override
  int compare(Object left, Object right) {
    return Long.compare((Long) left, (Long) right);
  }

  @Override
  byte[] plain(Object value) {
    long number = (Long) value;
    if (width == Width.BIT) {
      return new byte[] {(byte) number};
    }
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (width == Width.EIGHT_BYTES) {
      return bytes.putLong(floating ? turned(number) : number).array();
    }
    return java.util.Arrays.copyOf(
        bytes.putInt(floating ? turned((int) number) : (int) number).array(), Integer.BYTES);
  }

  @Override
  Object icebergLower(Object value) {
    Object iceberg = iceberg((Long) value);
    if (iceberg instanceof Double number && number == 0) {
      return -0.0d;
    }
    return iceberg instanceof Float number && number == 0 ? (Object) (-0.0f) : iceberg;
  }

  @Override
  Object icebergUpper(Object value) {
    Object iceberg = iceberg((Long) value);
    if (iceberg instanceof Double number && number == 0) {
      return 0.0d;
    }
    return iceberg instanceof Float number && number == 0 ? (Object) 0.0f : iceberg;
  }

  private Object iceberg(long value) {
    if (type instanceof DataType.Decimal decimal) {
      return BigDecimal.valueOf(value, decimal.scale());
    }
    if (type == ScalarType.DOUBLE) {
      return Double.longBitsToDouble(turned(value));
    }
    if (type == ScalarType.REAL) {
      return Float.intBitsToFloat(turned((int) value));
    }
    return switch (width) {
      case BIT -> value != 0;
      case FOUR_BYTES -> (int) value;
      case EIGHT_BYTES -> value;
    };
  }

  @Override
  void fill(BlockSplitBloomFilter filter, ChunkValues values) {
    long[] numbers = ((NumberValues) values).values();
    for (int i = 0; i < values.count(); i++) {
      filter.insertHash(hash(filter, numbers[i]));
    }
  }

  private long hash(BlockSplitBloomFilter filter, long value) {
    return switch (width) {
      case BIT -> throw new IllegalArgumentException("a bloom filter of BOOLEAN");
      case FOUR_BYTES ->
          floating
              ? filter.hash(Float.intBitsToFloat(turned((int) value)))
              : filter.hash((int) value);
      case EIGHT_BYTES ->
          floating ? filter.hash(Double.longBitsToDouble(turned(value))) : filter.hash(value);
    };
  }
}
