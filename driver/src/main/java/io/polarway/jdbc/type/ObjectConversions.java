package io.polarway.jdbc.type;

import static java.util.Map.entry;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.column.ScalarType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.MalformedURLException;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The one table of the classes that {@code getObject(column, class)} gives. Which of them a column
 * can be read as is up to its {@link ColumnReader}.
 */
final class ObjectConversions {

  /** One value of a column as one class. */
  private interface Conversion {
    Object convert(ColumnReader reader, int row) throws SQLException;
  }

  private static final Map<Class<?>, Conversion> BY_CLASS =
      Map.ofEntries(
          entry(Object.class, ColumnReader::getObject),
          entry(String.class, ColumnReader::getString),
          entry(Boolean.class, ColumnReader::getBoolean),
          entry(Byte.class, ColumnReader::getByte),
          entry(Short.class, ColumnReader::getShort),
          entry(Integer.class, ColumnReader::getInt),
          entry(Long.class, ColumnReader::getLong),
          entry(Float.class, ColumnReader::getFloat),
          entry(Double.class, ColumnReader::getDouble),
          entry(BigDecimal.class, ColumnReader::getBigDecimal),
          entry(BigInteger.class, ObjectConversions::bigInteger),
          entry(Number.class, ColumnReader::getBigDecimal),
          entry(byte[].class, ColumnReader::getBytes),
          entry(UUID.class, ColumnReader::getUuid),
          entry(LocalDate.class, ColumnReader::getLocalDate),
          entry(LocalTime.class, ColumnReader::getLocalTime),
          entry(LocalDateTime.class, ColumnReader::getLocalDateTime),
          entry(OffsetDateTime.class, ColumnReader::getOffsetDateTime),
          entry(OffsetTime.class, ColumnReader::getOffsetTime),
          entry(
              ZonedDateTime.class,
              (reader, row) -> reader.getOffsetDateTime(row).toZonedDateTime()),
          entry(Instant.class, (reader, row) -> Infinity.instant(reader.getOffsetDateTime(row))),
          entry(Date.class, (reader, row) -> reader.getDate(row, null)),
          entry(Time.class, (reader, row) -> reader.getTime(row, null)),
          entry(Timestamp.class, (reader, row) -> reader.getTimestamp(row, null)),
          entry(java.util.Date.class, (reader, row) -> reader.getTimestamp(row, null)),
          entry(Calendar.class, ObjectConversions::calendar),
          entry(Blob.class, (reader, row) -> new MemoryBlob(reader.getBytes(row))),
          entry(Clob.class, (reader, row) -> new MemoryClob(reader.getString(row))),
          entry(
              Duration.class,
              (reader, row) -> interval(reader, row, "Duration", IntervalText::toDuration)),
          entry(
              Period.class,
              (reader, row) -> interval(reader, row, "Period", IntervalText::toPeriod)),
          entry(SQLXML.class, ObjectConversions::xml),
          entry(InputStream.class, (reader, row) -> new ByteArrayInputStream(reader.getBytes(row))),
          entry(Reader.class, (reader, row) -> new StringReader(reader.getString(row))),
          entry(NClob.class, (reader, row) -> new MemoryClob(reader.getString(row))),
          entry(URL.class, ObjectConversions::url),
          entry(List.class, ColumnReader::getList),
          entry(Map.class, ColumnReader::getMap));

  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          boolean.class, Boolean.class,
          byte.class, Byte.class,
          short.class, Short.class,
          int.class, Integer.class,
          long.class, Long.class,
          float.class, Float.class,
          double.class, Double.class);

  private ObjectConversions() {}

  @SuppressWarnings("unchecked") // the table maps a class to a conversion that gives its instances
  static <T> T convert(ColumnReader reader, int row, Class<T> javaClass) throws SQLException {
    Class<?> boxed = BOXES.getOrDefault(javaClass, javaClass);
    Conversion conversion = BY_CLASS.get(boxed);
    if (conversion == null) {
      throw SqlErrors.unsupported("getObject to " + javaClass.getName());
    }
    return (T) conversion.convert(reader, row);
  }

  private static Object bigInteger(ColumnReader reader, int row) throws SQLException {
    return reader.getBigDecimal(row).setScale(0, RoundingMode.DOWN).unscaledValue();
  }

  private static Object interval(
      ColumnReader reader, int row, String target, Function<IntervalText, Object> part)
      throws SQLException {
    if (reader.type() != ScalarType.INTERVAL && !(reader instanceof TextReader)) {
      throw reader.noConversion(target);
    }
    String text = reader.getString(row);
    try {
      return part.apply(IntervalText.parse(text));
    } catch (ArithmeticException e) {
      throw reader.outOfRange(row, target);
    } catch (IllegalArgumentException e) {
      throw reader.unreadable(text, target);
    }
  }

  private static Object xml(ColumnReader reader, int row) throws SQLException {
    if (reader instanceof TextReader) {
      return new MemoryXml(reader.getString(row));
    }
    throw reader.noConversion("SQLXML");
  }

  private static Object calendar(ColumnReader reader, int row) throws SQLException {
    Calendar calendar = new GregorianCalendar();
    calendar.setTime(reader.getTimestamp(row, null));
    return calendar;
  }

  private static Object url(ColumnReader reader, int row) throws SQLException {
    if (!(reader instanceof TextReader)) {
      throw reader.noConversion("URL");
    }
    String text = reader.getString(row);
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw reader.unreadable(text, "URL");
    }
  }
}
