package io.polarway.storage.engine;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ObjectColumn;
import io.polarway.storage.column.ScalarType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The readers of the scalar types that become Java objects. */
final class ObjectReaders {

  /** DuckDB keeps an offset as the seconds that it is short of the largest one, 15:59:59. */
  private static final int LARGEST_OFFSET_SECONDS = 16 * 60 * 60 - 1;

  private static final long NANOS_PER_MICRO = 1_000;

  private ObjectReaders() {}

  static VectorReader create(DuckDb duckDb, ScalarType type) {
    return switch (type) {
      case NULL -> new Nulls(duckDb, type);
      case TIMETZ -> new OffsetTimes(duckDb, type);
      case INTERVAL -> new Intervals(duckDb, type);
      case BIT, BIGNUM, VARIANT, GEOMETRY, TYPE -> new FromBytes(duckDb, type);
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          HUGEINT,
          UTINYINT,
          USMALLINT,
          UINTEGER,
          UBIGINT,
          UHUGEINT,
          REAL,
          DOUBLE,
          VARCHAR,
          BLOB,
          JSON,
          DATE,
          TIME,
          TIME_NS,
          TIMESTAMP,
          TIMESTAMP_S,
          TIMESTAMP_MS,
          TIMESTAMP_NS,
          TIMESTAMPTZ,
          TIMESTAMPTZ_NS,
          UUID ->
          throw new IllegalArgumentException(type.sqlName());
    };
  }

  private static final class Nulls extends VectorReader {
    Nulls(DuckDb duckDb, DataType type) {
      super(duckDb, type);
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {}
  }

  private static final class OffsetTimes extends VectorReader {
    OffsetTimes(DuckDb duckDb, DataType type) {
      super(duckDb, type);
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      @Nullable Object[] values = ((ObjectColumn) column()).values();
      LongBuffer data = duckDb().vectorData(vector, 8L * rows).asLongBuffer();
      for (int i = 0; i < rows; i++) {
        values[i] = has(valid, i) ? offsetTime(data.get(i)) : null;
      }
    }
  }

  private static OffsetTime offsetTime(long bits) {
    int offset = LARGEST_OFFSET_SECONDS - (int) (bits & 0xFF_FFFF);
    return OffsetTime.of(
        ColumnObjects.time((bits >>> 24) * NANOS_PER_MICRO), ZoneOffset.ofTotalSeconds(offset));
  }

  private static final class Intervals extends VectorReader {
    Intervals(DuckDb duckDb, DataType type) {
      super(duckDb, type);
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      @Nullable Object[] values = ((ObjectColumn) column()).values();
      ByteBuffer data = duckDb().vectorData(vector, 16L * rows);
      for (int i = 0; i < rows; i++) {
        values[i] =
            has(valid, i)
                ? interval(data.getInt(16 * i), data.getInt(16 * i + 4), data.getLong(16 * i + 8))
                : null;
      }
    }
  }

  /** The interval as DuckDB writes it: {@code 1 year 2 months -3 days 04:05:06.789}. */
  static String interval(int months, int days, long micros) {
    StringBuilder text = new StringBuilder();
    appendUnit(text, months / 12, "year");
    appendUnit(text, months % 12, "month");
    appendUnit(text, days, "day");
    if (micros != 0 || text.length() == 0) {
      if (text.length() > 0) {
        text.append(' ');
      }
      appendTime(text, micros);
    }
    return text.toString();
  }

  private static void appendUnit(StringBuilder text, int count, String unit) {
    if (count != 0) {
      text.append(text.length() > 0 ? " " : "").append(count).append(' ').append(unit);
      if (count != 1 && count != -1) {
        text.append('s');
      }
    }
  }

  private static void appendTime(StringBuilder text, long micros) {
    if (micros < 0) {
      text.append('-');
    }
    long seconds = Math.abs(micros / 1_000_000);
    long fraction = Math.abs(micros % 1_000_000);
    appendTwoDigits(text, seconds / 3600);
    text.append(':');
    appendTwoDigits(text, seconds / 60 % 60);
    text.append(':');
    appendTwoDigits(text, seconds % 60);
    if (fraction != 0) {
      String digits = Long.toString(1_000_000 + fraction).substring(1);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      text.append('.').append(digits, 0, end);
    }
  }

  private static void appendTwoDigits(StringBuilder text, long number) {
    if (number < 10) {
      text.append('0');
    }
    text.append(number);
  }

  /** Values that DuckDB keeps as a string of bytes. */
  private static final class FromBytes extends VectorReader {
    private final ScalarType type;
    private final StringReader strings;

    FromBytes(DuckDb duckDb, ScalarType type) {
      super(duckDb, type);
      this.type = type;
      this.strings = new StringReader(duckDb, ScalarType.BLOB);
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      strings.read(vector, rows, valid);
      BytesColumn bytes = (BytesColumn) strings.column();
      @Nullable Object[] values = ((ObjectColumn) column()).values();
      for (int i = 0; i < rows; i++) {
        values[i] = has(valid, i) ? value(bytes, i) : null;
      }
    }

    private Object value(BytesColumn bytes, int row) {
      if (type == ScalarType.BIT) {
        return bits(bytes.getBytes(row));
      }
      return type == ScalarType.BIGNUM ? bigNumber(bytes.getBytes(row)) : bytes.getString(row);
    }
  }

  /** The digits of a BIT; the first byte counts the unused bits of the second. */
  private static String bits(byte[] bytes) {
    int unused = bytes[0];
    int length = 8 * (bytes.length - 1) - unused;
    StringBuilder text = new StringBuilder(length);
    for (int i = unused; i < length + unused; i++) {
      text.append((bytes[1 + i / 8] >> (7 - i % 8)) & 1);
    }
    return text.toString();
  }

  /** The value of a BIGNUM: three bytes of head, and the magnitude; all inverted when negative. */
  private static BigInteger bigNumber(byte[] bytes) {
    boolean negative = (bytes[0] & 0x80) == 0;
    byte[] magnitude = new byte[bytes.length - 3];
    for (int i = 0; i < magnitude.length; i++) {
      magnitude[i] = negative ? (byte) ~bytes[3 + i] : bytes[3 + i];
    }
    return new BigInteger(negative ? -1 : 1, magnitude);
  }
}
