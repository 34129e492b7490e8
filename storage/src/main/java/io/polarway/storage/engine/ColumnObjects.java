package io.polarway.storage.engine;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ObjectColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.column.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Java objects that stand for values: inside of lists, structs and maps, and as parameters of
 * queries. Infinite dates and timestamps are the largest and smallest of their class.
 */
public final class ColumnObjects {

  private static final String END_OF_DAY = "24:00:00";
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;

  private ColumnObjects() {}

  /** The object for a row's value; null for NULL. */
  public static @Nullable Object get(Column column, int row) {
    return column.isNull(row) ? null : value(column, row);
  }

  /** The same as a parameter: the end of the day, which is no time of Java's, is a text. */
  public static @Nullable Object parameter(Column column, int row) {
    return column.type() == ScalarType.TIME
            && !column.isNull(row)
            && ((LongColumn) column).get(row) * NANOS_PER_MICRO == NANOS_PER_DAY
        ? END_OF_DAY
        : get(column, row);
  }

  private static @Nullable Object value(Column column, int row) {
    if (column instanceof ObjectColumn objects) {
      return objects.get(row);
    }
    if (column instanceof BytesColumn bytes) {
      return column.type() == ScalarType.BLOB ? bytes.getBytes(row) : bytes.getString(row);
    }
    if (column instanceof FloatColumn floats) {
      return floats.get(row);
    }
    if (column instanceof DoubleColumn doubles) {
      return doubles.get(row);
    }
    if (column instanceof IntColumn ints) {
      return ofInt(column.type(), ints.get(row));
    }
    if (column instanceof LongColumn longs) {
      return ofLong(column.type(), longs.get(row));
    }
    return ofWide((WideColumn) column, row);
  }

  private static Object ofInt(DataType type, int value) {
    if (type == ScalarType.BOOLEAN) {
      return value != 0;
    }
    if (type == ScalarType.DATE) {
      return date(value);
    }
    if (type == ScalarType.TINYINT) {
      return (byte) value;
    }
    return type == ScalarType.SMALLINT || type == ScalarType.UTINYINT
        ? (Object) (short) value
        : (Object) value;
  }

  private static Object ofLong(DataType type, long value) {
    if (type instanceof DataType.Decimal decimal) {
      return BigDecimal.valueOf(value, decimal.scale());
    }
    if (!(type instanceof ScalarType scalar)) {
      throw new IllegalArgumentException(type.sqlName());
    }
    return switch (scalar) {
      case UBIGINT ->
          value >= 0 ? BigInteger.valueOf(value) : new BigInteger(Long.toUnsignedString(value));
      case TIME -> time(value * NANOS_PER_MICRO);
      case TIME_NS -> time(value);
      case TIMESTAMP_S -> timestamp(value, 1);
      case TIMESTAMP_MS -> timestamp(value, 1_000);
      case TIMESTAMP -> timestamp(value, 1_000_000);
      case TIMESTAMP_NS -> timestamp(value, NANOS_PER_SECOND);
      case TIMESTAMPTZ -> instant(value, 1_000_000);
      case TIMESTAMPTZ_NS -> instant(value, NANOS_PER_SECOND);
      default -> value;
    };
  }

  private static Object ofWide(WideColumn wide, int row) {
    if (wide.type() == ScalarType.UUID) {
      return new UUID(wide.high()[row], wide.low()[row]);
    }
    BigInteger signed = wide.getSigned(row);
    if (wide.type() instanceof DataType.Decimal decimal) {
      return new BigDecimal(signed, decimal.scale());
    }
    return wide.type() == ScalarType.UHUGEINT && signed.signum() < 0
        ? signed.add(BigInteger.ONE.shiftLeft(128))
        : signed;
  }

  /** The time of a day; 24:00, for which Java has none, is the last one before it. */
  static LocalTime time(long nanos) {
    return nanos >= NANOS_PER_DAY ? LocalTime.MAX : LocalTime.ofNanoOfDay(nanos);
  }

  private static LocalDate date(int epochDay) {
    if (Math.abs((long) epochDay) == Integer.MAX_VALUE) {
      return epochDay > 0 ? LocalDate.MAX : LocalDate.MIN;
    }
    return LocalDate.ofEpochDay(epochDay);
  }

  private static OffsetDateTime instant(long value, long unitsPerSecond) {
    if (Math.abs(value) == Long.MAX_VALUE) {
      return value > 0 ? OffsetDateTime.MAX : OffsetDateTime.MIN;
    }
    return timestamp(value, unitsPerSecond).atOffset(ZoneOffset.UTC);
  }

  private static LocalDateTime timestamp(long value, long unitsPerSecond) {
    if (Math.abs(value) == Long.MAX_VALUE) {
      return value > 0 ? LocalDateTime.MAX : LocalDateTime.MIN;
    }
    long seconds = Math.floorDiv(value, unitsPerSecond);
    long nanos = Math.floorMod(value, unitsPerSecond) * (NANOS_PER_SECOND / unitsPerSecond);
    return LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
  }
}
