package io.polarway.jdbc.type;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ObjectColumn;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The types that only query results have: LIST, ARRAY, STRUCT, MAP, UNION, ENUM, INTERVAL, BIT,
 * TIMETZ, VARIANT, GEOMETRY, TYPE and the untyped NULL. The text of an ENUM, a VARIANT and the like
 * can be read as whatever it says.
 */
final class ObjectReader extends ColumnReader {

  private final ZoneId sessionZone;
  private ObjectColumn objects;

  /** The text of one row, to be read as another type. */
  private final BytesColumn text;

  private final TextReader textReader;

  ObjectReader(ResultColumn column, ZoneId sessionZone) {
    super(column);
    this.sessionZone = sessionZone;
    this.objects = (ObjectColumn) Column.create(column.type(), 0);
    ResultColumn asText = new ResultColumn(column.name(), ScalarType.VARCHAR);
    this.text = (BytesColumn) Column.create(asText.type(), 1);
    this.textReader = new TextReader(asText, sessionZone, 0);
  }

  @Override
  void take(Column values) {
    objects = (ObjectColumn) values;
  }

  @Override
  public Object getObject(int row) {
    Object value = objects.get(row);
    return value == null ? "" : value;
  }

  @Override
  public String getString(int row) {
    return NestedText.of(getObject(row), type(), sessionZone);
  }

  @Override
  public boolean getBoolean(int row) throws SQLException {
    return getObject(row) instanceof Boolean value ? value : text(row, "boolean").getBoolean(0);
  }

  @Override
  public long getLong(int row) throws SQLException {
    return text(row, "a number").getLong(0);
  }

  @Override
  public double getDouble(int row) throws SQLException {
    return text(row, "a number").getDouble(0);
  }

  @Override
  public BigDecimal getBigDecimal(int row) throws SQLException {
    return text(row, "BigDecimal").getBigDecimal(0);
  }

  @Override
  public byte[] getBytes(int row) throws SQLException {
    return getObject(row) instanceof byte[] bytes ? bytes.clone() : text(row, "byte[]").getBytes(0);
  }

  @Override
  public LocalDate getLocalDate(int row) throws SQLException {
    return text(row, "a date").getLocalDate(0);
  }

  @Override
  public LocalDateTime getLocalDateTime(int row) throws SQLException {
    return text(row, "a timestamp").getLocalDateTime(0);
  }

  @Override
  public OffsetDateTime getOffsetDateTime(int row) throws SQLException {
    return text(row, "a timestamp with time zone").getOffsetDateTime(0);
  }

  @Override
  public OffsetTime getOffsetTime(int row) throws SQLException {
    if (getObject(row) instanceof OffsetTime time) {
      return time;
    }
    throw noConversion("OffsetTime");
  }

  @Override
  public LocalTime getLocalTime(int row) throws SQLException {
    return getObject(row) instanceof OffsetTime time
        ? time.toLocalTime()
        : text(row, "a time").getLocalTime(0);
  }

  @Override
  public Date getDate(int row, @Nullable Calendar calendar) throws SQLException {
    return text(row, "java.sql.Date").getDate(0, calendar);
  }

  @Override
  public Time getTime(int row, @Nullable Calendar calendar) throws SQLException {
    return getObject(row) instanceof OffsetTime time
        ? toTime(time.toLocalTime().toNanoOfDay() / 1_000_000, calendar)
        : text(row, "java.sql.Time").getTime(0, calendar);
  }

  @Override
  public Timestamp getTimestamp(int row, @Nullable Calendar calendar) throws SQLException {
    return text(row, "java.sql.Timestamp").getTimestamp(0, calendar);
  }

  @Override
  public UUID getUuid(int row) throws SQLException {
    return getObject(row) instanceof UUID value ? value : text(row, "UUID").getUuid(0);
  }

  @Override
  public List<?> getList(int row) throws SQLException {
    if (getObject(row) instanceof List<?> list) {
      return list;
    }
    throw noConversion("an array");
  }

  @Override
  public Map<?, ?> getMap(int row) throws SQLException {
    if (getObject(row) instanceof Map<?, ?> map) {
      return map;
    }
    throw noConversion("Map");
  }

  /** A reader whose row 0 is this row's text. */
  private TextReader text(int row, String target) throws SQLException {
    Object value = getObject(row);
    if (value instanceof List<?>
        || value instanceof Map<?, ?>
        || value instanceof OffsetTime
        || type() == ScalarType.BIT
        || type() == ScalarType.INTERVAL) {
      throw noConversion(target);
    }
    text.truncate(0);
    text.append(getString(row));
    textReader.bind(text);
    return textReader;
  }
}
