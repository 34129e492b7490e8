package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the value of a parameter as one of the classes that {@link
 * io.polarway.storage.Session#query} takes. A java.sql.Timestamp is a TIMESTAMP then, an instant of
 * java.time a TIMESTAMPTZ.
 */
public final class ValueBinder extends ParameterBinder {

  /** The classes that queries take as they are, each with its type. */
  private static final Map<Class<?>, ScalarType> QUERY_CLASSES =
      Map.of(
          Boolean.class, ScalarType.BOOLEAN,
          Byte.class, ScalarType.TINYINT,
          Short.class, ScalarType.SMALLINT,
          Integer.class, ScalarType.INTEGER,
          Long.class, ScalarType.BIGINT,
          Float.class, ScalarType.REAL,
          Double.class, ScalarType.DOUBLE,
          String.class, ScalarType.VARCHAR,
          UUID.class, ScalarType.UUID);

  private final ZoneId sessionZone;
  private @Nullable Object value;
  private boolean set;

  /**
   * @param where how messages call it, such as {@code parameter 2}
   */
  public ValueBinder(String where, ZoneId sessionZone) {
    super(where, "an SQL type");
    this.sessionZone = sessionZone;
  }

  /** The value that was set last; null when there is none. */
  public @Nullable Object value() {
    return value;
  }

  /** Whether a value was set, null included, since the last {@link #clear}. */
  public boolean isSet() {
    return set;
  }

  /** Forgets the value. */
  public void clear() {
    value = null;
    set = false;
  }

  @Override
  public void setNull() {
    value = null;
    set = true;
  }

  @Override
  public void setBoolean(boolean bool) {
    put(bool);
  }

  @Override
  public void setByte(byte number) {
    put(number);
  }

  @Override
  public void setShort(short number) {
    put(number);
  }

  @Override
  public void setInt(int number) {
    put(number);
  }

  @Override
  public void setLong(long number) {
    put(number);
  }

  @Override
  public void setFloat(float number) {
    put(number);
  }

  @Override
  public void setDouble(double number) {
    put(number);
  }

  @Override
  public void setObject(@Nullable Object object, int jdbcType, int scale) throws SQLException {
    boolean exact = jdbcType == Types.DECIMAL || jdbcType == Types.NUMERIC;
    if (object == null || (exact && object instanceof BigDecimal)) {
      super.setObject(object, jdbcType, scale);
      return;
    }
    DataType target = exact ? new DataType.Decimal(38, Math.max(scale, 0)) : targetType(jdbcType);
    if (exact && scale < 0 && object instanceof String text) {
      put(decimal(text));
      return;
    }
    if (target == ScalarType.NULL || (exact && scale < 0)) {
      super.setObject(object, jdbcType, scale);
      return;
    }
    put(stored(where(), object, target, sessionZone));
  }

  /**
   * A value as one of the classes that queries take.
   *
   * @param target a type without parts
   */
  static Object converted(String where, Object object, DataType target, ZoneId sessionZone)
      throws SQLException {
    if (target.isStorable() && !isOf(object, target)) {
      return stored(where, object, target, sessionZone);
    }
    ValueBinder binder = new ValueBinder(where, sessionZone);
    binder.setObject(object);
    return SqlErrors.required(binder.value(), where);
  }

  /** Whether a value needs no conversion. */
  private static boolean isOf(Object value, DataType target) {
    return target instanceof ScalarType && QUERY_CLASSES.get(value.getClass()) == target;
  }

  /** A value as a column of the type would hold it. */
  private static Object stored(String where, Object object, DataType target, ZoneId sessionZone)
      throws SQLException {
    Column column = Column.create(target, 1);
    ColumnBinder binder = ColumnBinder.create(where, target, sessionZone);
    binder.open(column);
    binder.setObject(object);
    column.advance();
    ColumnReader reader = ColumnReader.create(new ResultColumn(where, target), sessionZone);
    reader.bind(column);
    return queryValue(reader, 0, target);
  }

  @Override
  void putNumber(BigDecimal number) {
    put(number);
  }

  @Override
  void putText(String text) throws SQLException {
    SurrogatePairs.check(text, where());
    put(text);
  }

  @Override
  void putBytes(byte[] bytes) {
    put(bytes.clone());
  }

  @Override
  void putDate(long epochDay) {
    put(LocalDate.ofEpochDay(epochDay));
  }

  @Override
  void putTime(long nanoOfDay) throws SQLException {
    if (nanoOfDay == TextParser.NANOS_PER_DAY) {
      throw outOfRange("24:00:00");
    }
    put(LocalTime.ofNanoOfDay(nanoOfDay));
  }

  @Override
  void putTimestamp(long localSecond, int nanos) {
    put(
        localSecond == Infinity.JAVA_SECOND
            ? LocalDateTime.MAX
            : LocalDateTime.ofEpochSecond(localSecond, nanos, ZoneOffset.UTC));
  }

  @Override
  void putInstant(long epochSecond, int nanos) throws SQLException {
    if (epochSecond == Infinity.JAVA_SECOND || epochSecond == Infinity.JAVA_NEGATIVE_SECOND) {
      put(epochSecond > 0 ? OffsetDateTime.MAX : OffsetDateTime.MIN);
    } else {
      try {
        put(Instant.ofEpochSecond(epochSecond, nanos).atOffset(ZoneOffset.UTC));
      } catch (DateTimeException e) {
        throw SqlErrors.of(
            SqlState.OUT_OF_RANGE,
            "Second %d of %s is out of range for a timestamp with time zone"
                .formatted(epochSecond, where()),
            e);
      }
    }
  }

  @Override
  void putUuid(UUID uuid) {
    put(uuid);
  }

  @Override
  void putNested(Object nested) throws SQLException {
    put(new NestedValues(where(), sessionZone).of(nested));
  }

  @Override
  boolean isFirstRow() {
    return true;
  }

  private void put(Object newValue) {
    value = newValue;
    set = true;
  }

  private BigDecimal decimal(String text) throws SQLException {
    try {
      return TextParser.decimal(text);
    } catch (ArithmeticException e) {
      throw outOfRange(text);
    } catch (IllegalArgumentException e) {
      throw unreadable(text);
    }
  }

  /** A value of a column, which is not null, as a query takes it. */
  public static Object queryValue(ColumnReader reader, int row, DataType type) throws SQLException {
    if (type instanceof DataType.Decimal) {
      return reader.getBigDecimal(row);
    }
    if (!(type instanceof ScalarType scalar)) {
      return reader.getObject(row);
    }
    return switch (scalar) {
      case DATE -> reader.getLocalDate(row);
      case TIME -> reader.getLocalTime(row);
      case TIMESTAMP -> reader.getLocalDateTime(row);
      default -> reader.getObject(row);
    };
  }
}
