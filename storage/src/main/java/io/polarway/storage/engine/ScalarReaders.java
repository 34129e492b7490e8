package io.polarway.storage.engine;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.column.WideColumn;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import org.jspecify.annotations.Nullable;

/** The readers of vectors whose values have one size: 1 to 16 bytes. */
final class ScalarReaders {

  /** The most digits of a DECIMAL that DuckDB keeps in 16 bits. */
  private static final int SHORT_DIGITS = 4;

  /** The most digits of a DECIMAL that DuckDB keeps in 32 bits. */
  private static final int INT_DIGITS = 9;

  private ScalarReaders() {}

  static VectorReader create(DuckDb duckDb, ScalarType type) {
    return switch (type) {
      case BOOLEAN, TINYINT -> new ByteToInt(duckDb, type, -1);
      case UTINYINT -> new ByteToInt(duckDb, type, 0xFF);
      case SMALLINT -> new ShortToInt(duckDb, type, -1);
      case USMALLINT -> new ShortToInt(duckDb, type, 0xFFFF);
      case INTEGER, DATE -> new Ints(duckDb, type);
      case UINTEGER -> new IntToLong(duckDb, type, 0xFFFF_FFFFL);
      case BIGINT,
          UBIGINT,
          TIME,
          TIME_NS,
          TIMESTAMP,
          TIMESTAMP_S,
          TIMESTAMP_MS,
          TIMESTAMP_NS,
          TIMESTAMPTZ,
          TIMESTAMPTZ_NS ->
          new Longs(duckDb, type);
      case REAL -> new Floats(duckDb, type);
      case DOUBLE -> new Doubles(duckDb, type);
      case HUGEINT, UHUGEINT -> new Wides(duckDb, type, 0);
      case UUID -> new Wides(duckDb, type, Long.MIN_VALUE);
      case VARCHAR, BLOB, JSON, NULL, BIGNUM, TIMETZ, INTERVAL, BIT, VARIANT, GEOMETRY, TYPE ->
          throw new IllegalArgumentException(type.sqlName());
    };
  }

  static VectorReader create(DuckDb duckDb, DataType.Decimal type) {
    if (type.precision() <= SHORT_DIGITS) {
      return new ShortToLong(duckDb, type);
    }
    if (type.precision() <= INT_DIGITS) {
      return new IntToLong(duckDb, type, -1);
    }
    return type.precision() <= DataType.Decimal.MAX_LONG_PRECISION
        ? new Longs(duckDb, type)
        : new Wides(duckDb, type, 0);
  }

  private static final class ByteToInt extends VectorReader {
    private final int mask;

    ByteToInt(DuckDb duckDb, DataType type, int mask) {
      super(duckDb, type);
      this.mask = mask;
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      int[] values = ((IntColumn) column()).values();
      ByteBuffer data = duckDb().vectorData(vector, rows);
      for (int i = 0; i < rows; i++) {
        values[i] = data.get(i) & mask;
      }
    }
  }

  private static final class ShortToInt extends VectorReader {
    private final int mask;

    ShortToInt(DuckDb duckDb, DataType type, int mask) {
      super(duckDb, type);
      this.mask = mask;
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      int[] values = ((IntColumn) column()).values();
      ShortBuffer data = duckDb().vectorData(vector, 2L * rows).asShortBuffer();
      for (int i = 0; i < rows; i++) {
        values[i] = data.get(i) & mask;
      }
    }
  }

  private static final class ShortToLong extends VectorReader {
    ShortToLong(DuckDb duckDb, DataType type) {
      super(duckDb, type);
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      long[] values = ((LongColumn) column()).values();
      ShortBuffer data = duckDb().vectorData(vector, 2L * rows).asShortBuffer();
      for (int i = 0; i < rows; i++) {
        values[i] = data.get(i);
      }
    }
  }

  private static final class Ints extends VectorReader {
    Ints(DuckDb duckDb, DataType type) {
      super(duckDb, type);
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      int[] values = ((IntColumn) column()).values();
      duckDb().vectorData(vector, 4L * rows).asIntBuffer().get(values, 0, rows);
    }
  }

  private static final class IntToLong extends VectorReader {
    private final long mask;

    IntToLong(DuckDb duckDb, DataType type, long mask) {
      super(duckDb, type);
      this.mask = mask;
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      long[] values = ((LongColumn) column()).values();
      IntBuffer data = duckDb().vectorData(vector, 4L * rows).asIntBuffer();
      for (int i = 0; i < rows; i++) {
        values[i] = data.get(i) & mask;
      }
    }
  }

  private static final class Longs extends VectorReader {
    Longs(DuckDb duckDb, DataType type) {
      super(duckDb, type);
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      long[] values = ((LongColumn) column()).values();
      duckDb().vectorData(vector, 8L * rows).asLongBuffer().get(values, 0, rows);
    }
  }

  private static final class Floats extends VectorReader {
    Floats(DuckDb duckDb, DataType type) {
      super(duckDb, type);
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      float[] values = ((FloatColumn) column()).values();
      duckDb().vectorData(vector, 4L * rows).asFloatBuffer().get(values, 0, rows);
    }
  }

  private static final class Doubles extends VectorReader {
    Doubles(DuckDb duckDb, DataType type) {
      super(duckDb, type);
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      double[] values = ((DoubleColumn) column()).values();
      duckDb().vectorData(vector, 8L * rows).asDoubleBuffer().get(values, 0, rows);
    }
  }

  /** Values of 128 bits, lower half first. */
  private static final class Wides extends VectorReader {
    private final long flipped;
    private long[] halves = new long[0];

    /**
     * @param flipped bits of the upper half that DuckDB keeps turned over, so that they order as
     *     signed numbers
     */
    Wides(DuckDb duckDb, DataType type, long flipped) {
      super(duckDb, type);
      this.flipped = flipped;
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      if (halves.length < 2 * rows) {
        halves = new long[2 * rows];
      }
      duckDb().vectorData(vector, 16L * rows).asLongBuffer().get(halves, 0, 2 * rows);
      WideColumn wide = (WideColumn) column();
      long[] high = wide.high();
      long[] low = wide.low();
      for (int i = 0; i < rows; i++) {
        low[i] = halves[2 * i];
        high[i] = halves[2 * i + 1] ^ flipped;
      }
    }
  }
}
