package io.polarway.storage.engine;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.NestedValue;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns parameter values into those that DuckDB's native side takes, exactly. */
final class ParameterBinder {

  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  /** The engine's first timestamp; its last is the one before infinity. */
  private static final LocalDateTime FIRST = LocalDateTime.of(-290_308, 12, 22, 0, 0);

  private static final Map<Class<?>, String> TYPES =
      Map.ofEntries(
          Map.entry(Boolean.class, "BOOLEAN"),
          Map.entry(Byte.class, "TINYINT"),
          Map.entry(Short.class, "SMALLINT"),
          Map.entry(Integer.class, "INTEGER"),
          Map.entry(Long.class, "BIGINT"),
          Map.entry(Float.class, "FLOAT"),
          Map.entry(Double.class, "DOUBLE"),
          Map.entry(String.class, "VARCHAR"),
          Map.entry(byte[].class, "BLOB"),
          Map.entry(UUID.class, "UUID"),
          Map.entry(LocalDate.class, "DATE"),
          Map.entry(LocalTime.class, "TIME"),
          Map.entry(LocalDateTime.class, "TIMESTAMP"),
          Map.entry(OffsetDateTime.class, "TIMESTAMP WITH TIME ZONE"));

  private final DuckDb duckDb;

  ParameterBinder(DuckDb duckDb) {
    this.duckDb = duckDb;
  }

  /**
   * The values as the native side takes them.
   *
   * @param types the types that the statement was prepared for, as DuckDB spells them
   */
  @Nullable Object[] bind(List<? extends @Nullable Object> values, List<String> types) {
    if (values.size() != types.size()) {
      throw new StorageException(
          Failure.INVALID_STATEMENT,
          "The statement has %d parameters, and %d values were given."
              .formatted(types.size(), values.size()));
    }
    @Nullable Object[] bound = new @Nullable Object[values.size()];
    for (int i = 0; i < bound.length; i++) {
      Object value = values.get(i);
      try {
        bound[i] = value == null ? null : bind(widened(value, types.get(i)));
      } catch (ArithmeticException e) {
        throw new StorageException(
            Failure.VALUE_OUT_OF_RANGE,
            "Parameter %d is %s, which the engine cannot hold.".formatted(i + 1, value),
            e);
      } catch (IllegalArgumentException e) {
        throw new StorageException(
            Failure.INVALID_VALUE, "Parameter %d: %s.".formatted(i + 1, e.getMessage()), e);
      }
    }
    return bound;
  }

  /**
   * Whether the values are of the types that the statement was prepared for. If not, the engine
   * prepares it again.
   */
  static boolean haveTypes(List<? extends @Nullable Object> values, List<String> types) {
    for (int i = 0; i < types.size(); i++) {
      Object value = values.get(i);
      if (value == null || !typeOf(widened(value, types.get(i))).equals(types.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** A whole number in the wider type that the statement was prepared for, if that is one. */
  private static Object widened(Object value, String type) {
    if (!(value instanceof Byte || value instanceof Short || value instanceof Integer)) {
      return value;
    }
    Number number = (Number) value;
    return switch (type) {
      case "BIGINT" -> number.longValue();
      case "DOUBLE" -> number.doubleValue();
      case "INTEGER" -> number.intValue();
      default -> value;
    };
  }

  /** DuckDB's type of a bound value; empty where it depends on the value. */
  private static String typeOf(Object value) {
    if (value instanceof BigDecimal || value instanceof BigInteger) {
      return "";
    }
    if (value instanceof NestedValue nested) {
      return nested.type().sqlName();
    }
    return TYPES.getOrDefault(value.getClass(), "");
  }

  private Object bind(Object value) {
    if (value instanceof Boolean
        || value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Float
        || value instanceof Double
        || value instanceof byte[]
        || value instanceof UUID) {
      return value;
    }
    if (value instanceof String text) {
      return checked(text);
    }
    if (value instanceof BigInteger number) {
      return integer(number);
    }
    if (value instanceof BigDecimal number) {
      return decimal(number);
    }
    if (value instanceof LocalDate date) {
      return new ExactDate(finite(date));
    }
    if (value instanceof LocalTime time) {
      return duckDb.newTime(time);
    }
    if (value instanceof LocalDateTime timestamp) {
      return duckDb.newTimestamp(
          isInfinite(timestamp, LocalDateTime.MAX, LocalDateTime.MIN)
              ? infiniteMicros(timestamp.getYear())
              : micros(timestamp));
    }
    if (value instanceof OffsetDateTime instant) {
      return duckDb.newTimestampTz(
          isInfinite(instant, OffsetDateTime.MAX, OffsetDateTime.MIN)
              ? infiniteMicros(instant.getYear())
              : micros(instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()));
    }
    if (value instanceof NestedValue nested) {
      return nested(nested.type(), nested.value());
    }
    throw new IllegalArgumentException(
        "a value of the class " + value.getClass().getName() + " cannot be bound");
  }

  /** The day that the engine takes; infinite ones are the last and first that it can be given. */
  private static LocalDate finite(LocalDate day) {
    if (isInfinite(day, LocalDate.MAX, LocalDate.MIN)) {
      return LocalDate.ofEpochDay(day.getYear() > 0 ? Integer.MAX_VALUE : -Integer.MAX_VALUE);
    }
    if (Math.abs(day.toEpochDay()) >= Integer.MAX_VALUE) {
      throw new ArithmeticException("too far away");
    }
    return day;
  }

  private static boolean isInfinite(Object value, Object largest, Object smallest) {
    return value.equals(largest) || value.equals(smallest);
  }

  private static long infiniteMicros(int year) {
    return year > 0 ? Long.MAX_VALUE : -Long.MAX_VALUE;
  }

  private static long micros(LocalDateTime timestamp) {
    long micros = EPOCH.until(timestamp, ChronoUnit.MICROS);
    if (timestamp.isBefore(FIRST) || micros == Long.MAX_VALUE) {
      throw new ArithmeticException("too far away");
    }
    return micros;
  }

  private Object nested(DataType type, Object value) {
    if (type instanceof DataType.ListOf list) {
      return duckDb.newArray(list.element().sqlName(), elements(list.element(), (List<?>) value));
    }
    if (type instanceof DataType.ArrayOf array) {
      return duckDb.newArray(array.element().sqlName(), elements(array.element(), (List<?>) value));
    }
    if (type instanceof DataType.Struct struct) {
      List<?> attributes = (List<?>) value;
      @Nullable Object[] bound = new @Nullable Object[attributes.size()];
      for (int i = 0; i < bound.length; i++) {
        bound[i] = part(struct.fields().get(i).type(), attributes.get(i));
      }
      return duckDb.newStruct(type.sqlName(), bound);
    }
    if (type instanceof DataType.MapOf map) {
      Map<@Nullable Object, @Nullable Object> bound = new HashMap<>();
      ((Map<?, ?>) value)
          .forEach((key, item) -> bound.put(part(map.key(), key), part(map.value(), item)));
      return duckDb.newMap(type.sqlName(), bound);
    }
    return bind(value);
  }

  private @Nullable Object[] elements(DataType type, List<?> values) {
    @Nullable Object[] bound = new @Nullable Object[values.size()];
    for (int i = 0; i < bound.length; i++) {
      bound[i] = part(type, values.get(i));
    }
    return bound;
  }

  private @Nullable Object part(DataType type, @Nullable Object value) {
    return value == null ? null : nested(type, value);
  }

  private static String checked(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("the text has half a surrogate pair");
    }
    return text;
  }

  private Object integer(BigInteger number) {
    int bits = number.bitLength();
    if (bits < Integer.SIZE) {
      return number.intValue();
    }
    if (bits < Long.SIZE) {
      return number.longValue();
    }
    if (bits > 127) {
      throw new ArithmeticException("more than 128 bits");
    }
    return duckDb.newHugeInt(number.longValue(), number.shiftRight(Long.SIZE).longValue());
  }

  private static BigDecimal decimal(BigDecimal number) {
    // Asked before the exponent is written out as zeros.
    if (number.signum() != 0
        && (long) number.precision() - number.scale() > DataType.Decimal.MAX_PRECISION) {
      throw new ArithmeticException("more than 38 digits");
    }
    BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
    int digits = Math.max(plain.precision(), plain.scale());
    if (digits > DataType.Decimal.MAX_PRECISION) {
      plain = plain.stripTrailingZeros();
      plain = plain.scale() < 0 ? plain.setScale(0) : plain;
      if (Math.max(plain.precision(), plain.scale()) > DataType.Decimal.MAX_PRECISION) {
        throw new ArithmeticException("more than 38 digits");
      }
    }
    return plain;
  }

  /**
   * A day on its way to the native side, which takes a {@link java.sql.Date} only and asks it for
   * its day. The class itself goes through the calendar and time zone of the JVM, in which there
   * are days that do not exist.
   */
  private static final class ExactDate extends java.sql.Date {

    private static final long serialVersionUID = 1L;

    private final LocalDate day;

    ExactDate(LocalDate day) {
      super(0);
      this.day = day;
    }

    @Override
    public LocalDate toLocalDate() {
      return day;
    }
  }
}
