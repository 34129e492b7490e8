package io.polarway.jdbc.type;

import static java.util.Map.entry;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Map;
import java.util.UUID;

/** The one table of the classes that {@code setObject} takes. */
final class ParameterClasses {

  /** Puts a value of one class. */
  private interface Setter<T> {
    void set(ParameterBinder binder, T value) throws SQLException;
  }

  private static final Map<Class<?>, Setter<Object>> BY_CLASS =
      Map.ofEntries(
          setter(String.class, ParameterBinder::putText),
          setter(Boolean.class, ParameterBinder::setBoolean),
          setter(Byte.class, ParameterBinder::setByte),
          setter(Short.class, ParameterBinder::setShort),
          setter(Integer.class, ParameterBinder::setInt),
          setter(Long.class, ParameterBinder::setLong),
          setter(Float.class, ParameterBinder::setFloat),
          setter(Double.class, ParameterBinder::setDouble),
          setter(BigDecimal.class, ParameterBinder::putDecimal),
          setter(BigInteger.class, (binder, value) -> binder.putDecimal(new BigDecimal(value))),
          setter(byte[].class, ParameterBinder::putBytes),
          setter(Character.class, (binder, value) -> binder.putText(value.toString())),
          setter(UUID.class, ParameterBinder::putUuid),
          setter(Date.class, (binder, value) -> binder.setDate(value, null)),
          setter(Time.class, (binder, value) -> binder.setTime(value, null)),
          setter(Timestamp.class, (binder, value) -> binder.setTimestamp(value, null)),
          setter(LocalDate.class, ParameterBinder::putLocalDate),
          setter(LocalTime.class, ParameterBinder::putLocalTime),
          setter(LocalDateTime.class, ParameterBinder::putLocalDateTime),
          setter(OffsetDateTime.class, ParameterBinder::putOffsetDateTime),
          setter(
              ZonedDateTime.class,
              (binder, value) -> binder.putOffsetDateTime(value.toOffsetDateTime())),
          setter(OffsetTime.class, (binder, value) -> binder.putText(ValueText.time(value))),
          setter(Instant.class, ParameterClasses::setInstant),
          setter(URL.class, (binder, value) -> binder.putText(value.toString())));

  private ParameterClasses() {}

  static void set(ParameterBinder binder, Object value) throws SQLException {
    Setter<Object> setter = BY_CLASS.get(value.getClass());
    if (setter != null) {
      setter.set(binder, value);
    } else if (value instanceof java.util.Date date) {
      binder.setTimestamp(Timestamp.from(date.toInstant()), null);
    } else if (value instanceof Calendar calendar) {
      long millis = calendar.getTimeInMillis();
      binder.putSqlTimestamp(millis, nanos(millis), calendar);
    } else if (value instanceof Blob blob) {
      binder.putBytes(blob.getBytes(1, length(blob.length())));
    } else if (value instanceof Clob clob) {
      binder.putText(clob.getSubString(1, length(clob.length())));
    } else if (value instanceof SQLXML xml) {
      binder.putText(SqlErrors.required(xml.getString(), "The content of the SQLXML object"));
    } else if (value instanceof InputStream stream) {
      binder.putBytes(read(stream, -1));
    } else if (value instanceof Reader reader) {
      binder.putText(read(reader, -1));
    } else if (value instanceof CharSequence text) {
      binder.putText(text.toString());
    } else if (value instanceof BigDecimal number) {
      binder.putDecimal(number);
    } else if (value instanceof Enum<?> constant) {
      binder.putText(constant.name());
    } else if (NestedTypes.isNested(value)) {
      binder.putNested(value);
    } else {
      throw SqlErrors.noConversion(binder.where(), value.getClass().getName(), "an SQL type");
    }
  }

  /**
   * All bytes of a stream.
   *
   * @param length how many there have to be at least, and are taken; negative for all
   */
  static byte[] read(InputStream stream, long length) throws SQLException {
    try {
      byte[] bytes = length < 0 ? stream.readAllBytes() : stream.readNBytes(length(length));
      checkLength(bytes.length, length);
      return bytes;
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  /** All characters of a stream; see {@link #read(InputStream, long)}. */
  static String read(Reader reader, long length) throws SQLException {
    try {
      StringWriter text = new StringWriter();
      char[] buffer = new char[8192];
      long rest = length < 0 ? Long.MAX_VALUE : length;
      while (rest > 0) {
        int count = reader.read(buffer, 0, (int) Math.min(rest, buffer.length));
        if (count < 0) {
          break;
        }
        text.write(buffer, 0, count);
        rest -= count;
      }
      checkLength(text.getBuffer().length(), length);
      return text.toString();
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  private static SQLException failed(Exception cause) {
    return SqlErrors.of(SqlState.IO_ERROR, "The stream of a parameter failed: " + cause, cause);
  }

  private static void checkLength(long found, long announced) throws SQLException {
    if (found < announced) {
      throw SqlErrors.invalidArgument(
          "The stream of a parameter ended after %d of %d".formatted(found, announced));
    }
  }

  private static int length(long length) throws SQLException {
    if (length > Integer.MAX_VALUE - 8) {
      throw SqlErrors.invalidArgument("A value of %d exceeds 2 GiB".formatted(length));
    }
    return (int) length;
  }

  private static void setInstant(ParameterBinder binder, Instant value) throws SQLException {
    if (value.equals(Instant.MAX) || value.equals(Instant.MIN)) {
      binder.putOffsetDateTime(
          value.getEpochSecond() > 0 ? OffsetDateTime.MAX : OffsetDateTime.MIN);
    } else {
      binder.putInstant(value.getEpochSecond(), value.getNano());
    }
  }

  private static int nanos(long millis) {
    return (int) Math.floorMod(millis, 1000L) * 1_000_000;
  }

  @SuppressWarnings("unchecked") // the key is the class that the setter takes
  private static <T> Map.Entry<Class<?>, Setter<Object>> setter(
      Class<T> javaClass, Setter<T> setter) {
    return entry(javaClass, (Setter<Object>) setter);
  }
}
