package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes the value of one parameter by any of JDBC's setters (JDBC 4.3, tables B-2, B-4 and B-5): a
 * {@link ColumnBinder} into a table's column, a {@link ValueBinder} as an object for a query.
 *
 * <p>Values are converted as the engine's casts do: numbers are rounded (half away from zero, a
 * double half to even), text is read as the type, times are cut off at the column's microseconds.
 * What a column cannot hold is SQLState 22003, a text that cannot be read 22018 or 22007, half a
 * surrogate pair 22021, a class without a conversion 07006. A setter that fails leaves the
 * parameter as it was.
 *
 * <p>java.sql.Date, Time and Timestamp are taken in the virtual machine's default zone, as it is
 * when the first row is bound, or in the Calendar's. Not thread-safe.
 */
public abstract class ParameterBinder {

  /** The length of a stream that is read to its end. */
  public static final long WHOLE = -1;

  /** More digits before the point, or zeros behind it, than a number of any type has. */
  private static final int MOST_DIGITS = 400;

  private static final int MOST_SCALE = 38;

  private static final long MILLIS_PER_DAY = 86_400_000;

  private final String where;
  private final String typeName;
  private final LocalClock clock = new LocalClock();

  /**
   * @param where how messages call it, such as {@code parameter 2 (column "price")}
   * @param typeName how messages call its type
   */
  ParameterBinder(String where, String typeName) {
    this.where = where;
    this.typeName = typeName;
  }

  public abstract void setNull();

  public void setBoolean(boolean value) throws SQLException {
    throw noConversion("boolean");
  }

  public void setByte(byte value) throws SQLException {
    setLong(value);
  }

  public void setShort(short value) throws SQLException {
    setLong(value);
  }

  public void setInt(int value) throws SQLException {
    setLong(value);
  }

  public void setLong(long value) throws SQLException {
    throw noConversion("a number");
  }

  public void setFloat(float value) throws SQLException {
    setDouble(value);
  }

  public void setDouble(double value) throws SQLException {
    throw noConversion("a number");
  }

  public final void setBigDecimal(@Nullable BigDecimal value) throws SQLException {
    if (value == null) {
      setNull();
    } else {
      putDecimal(value);
    }
  }

  public final void setString(@Nullable String value) throws SQLException {
    if (value == null) {
      setNull();
    } else {
      putText(value);
    }
  }

  public final void setBytes(byte @Nullable [] value) throws SQLException {
    if (value == null) {
      setNull();
    } else {
      putBytes(value);
    }
  }

  public final void setDate(@Nullable Date value, @Nullable Calendar calendar) throws SQLException {
    if (value == null) {
      setNull();
    } else if (Infinity.isUtcMillis(value.getTime())) {
      putDate(value.getTime() > 0 ? Infinity.JAVA_DAY : Infinity.JAVA_NEGATIVE_DAY);
    } else {
      putDate(Math.floorDiv(localMillis(value.getTime(), calendar), MILLIS_PER_DAY));
    }
  }

  public final void setTime(@Nullable Time value, @Nullable Calendar calendar) throws SQLException {
    if (value == null) {
      setNull();
    } else {
      putTime(Math.floorMod(localMillis(value.getTime(), calendar), MILLIS_PER_DAY) * 1_000_000);
    }
  }

  public final void setTimestamp(@Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    if (value == null) {
      setNull();
    } else {
      putSqlTimestamp(value.getTime(), value.getNanos(), calendar);
    }
  }

  /**
   * The bytes of a stream.
   *
   * @param length how many of them, {@link #WHOLE} for all
   */
  public final void setBinaryStream(@Nullable InputStream value, long length) throws SQLException {
    if (value == null) {
      setNull();
    } else {
      putBytes(ParameterClasses.read(value, length));
    }
  }

  /** The text whose ASCII bytes a stream gives; see {@link #setBinaryStream}. */
  public final void setAsciiStream(@Nullable InputStream value, long length) throws SQLException {
    if (value == null) {
      setNull();
    } else {
      putText(AsciiText.of(ParameterClasses.read(value, length), where));
    }
  }

  /** The text that a reader gives; see {@link #setBinaryStream}. */
  public final void setCharacterStream(@Nullable Reader value, long length) throws SQLException {
    if (value == null) {
      setNull();
    } else {
      putText(ParameterClasses.read(value, length));
    }
  }

  /** Any value of a class that a setter exists for, of java.time, UUID, or a stream. */
  public final void setObject(@Nullable Object value) throws SQLException {
    if (value == null) {
      setNull();
    } else {
      ParameterClasses.set(this, value);
    }
  }

  /**
   * A value as a type of {@link Types}.
   *
   * @param scale digits behind the point, for DECIMAL and NUMERIC; negative for as many as it has
   */
  public void setObject(@Nullable Object value, int jdbcType, int scale) throws SQLException {
    boolean exact = jdbcType == Types.DECIMAL || jdbcType == Types.NUMERIC;
    if (value != null && !exact) {
      targetType(jdbcType);
    }
    if (value != null
        && (jdbcType == Types.ARRAY || jdbcType == Types.STRUCT)
        && !NestedTypes.isNested(value)) {
      throw SqlErrors.noConversion(where, value.getClass().getName(), typeName(jdbcType));
    }
    if (value instanceof BigDecimal number && exact && scale >= 0) {
      setBigDecimal(rounded(bounded(number), scale));
    } else {
      setObject(value);
    }
  }

  /** Any number, of which only those reach {@link #putNumber} whose digits can be written out. */
  void putDecimal(BigDecimal value) throws SQLException {
    putNumber(bounded(value));
  }

  /** A number with no huge exponent. */
  void putNumber(BigDecimal value) throws SQLException {
    throw noConversion("BigDecimal");
  }

  private BigDecimal bounded(BigDecimal value) throws SQLException {
    long digits = (long) value.precision() - value.scale();
    if (value.signum() != 0 && digits > MOST_DIGITS) {
      throw outOfRange(value);
    }
    return Math.abs(digits) > MOST_DIGITS ? BigDecimal.ZERO : value;
  }

  private static BigDecimal rounded(BigDecimal value, int scale) {
    return scale > MOST_SCALE ? value : value.setScale(scale, RoundingMode.HALF_UP);
  }

  void putText(String text) throws SQLException {
    throw noConversion("String");
  }

  void putBytes(byte[] bytes) throws SQLException {
    throw noConversion("byte[]");
  }

  void putDate(long epochDay) throws SQLException {
    throw noConversion("a date");
  }

  void putTime(long nanoOfDay) throws SQLException {
    throw noConversion("a time");
  }

  /** A clock's reading, in seconds since 1970-01-01 00:00 on that clock. */
  void putTimestamp(long localSecond, int nanos) throws SQLException {
    throw noConversion("a timestamp");
  }

  void putInstant(long epochSecond, int nanos) throws SQLException {
    throw noConversion("a timestamp with time zone");
  }

  void putUuid(UUID value) throws SQLException {
    throw noConversion("UUID");
  }

  /** A java.sql.Array or Struct, an array, collection or map. */
  void putNested(Object value) throws SQLException {
    throw noConversion(value.getClass().getName());
  }

  /** A java.sql.Timestamp: a clock's reading, unless the type is one of instants. */
  void putSqlTimestamp(long utcMillis, int nanos, @Nullable Calendar calendar) throws SQLException {
    if (Infinity.isUtcMillis(utcMillis)) {
      putTimestamp(utcMillis > 0 ? Infinity.JAVA_SECOND : Infinity.JAVA_NEGATIVE_SECOND, 0);
    } else {
      putTimestamp(Math.floorDiv(localMillis(utcMillis, calendar), 1000), nanos);
    }
  }

  /** Whether no row has been bound since the last execution. */
  abstract boolean isFirstRow();

  final void putLocalDate(LocalDate value) throws SQLException {
    putDate(value.toEpochDay());
  }

  final void putLocalTime(LocalTime value) throws SQLException {
    putTime(value.toNanoOfDay());
  }

  final void putLocalDateTime(LocalDateTime value) throws SQLException {
    Instant local = value.toInstant(ZoneOffset.UTC);
    putTimestamp(local.getEpochSecond(), local.getNano());
  }

  final void putOffsetDateTime(OffsetDateTime value) throws SQLException {
    if (value.equals(OffsetDateTime.MAX) || value.equals(OffsetDateTime.MIN)) {
      putInstant(value.getYear() > 0 ? Infinity.JAVA_SECOND : Infinity.JAVA_NEGATIVE_SECOND, 0);
    } else {
      putInstant(value.toEpochSecond(), value.getNano());
    }
  }

  final String where() {
    return where;
  }

  final SQLException noConversion(String from) {
    return SqlErrors.noConversion(where, from, typeName);
  }

  final SQLException outOfRange(Object value) {
    return SqlErrors.outOfRange(where, value, typeName);
  }

  final SQLException unreadable(String text) {
    return SqlErrors.conversion(where, text, "text", typeName);
  }

  final SQLException unreadableTime(String text, RuntimeException cause) {
    return SqlErrors.unreadableTime(where, text, typeName, cause);
  }

  /** Fails when values cannot be had as a type of {@link Types}. */
  public static void checkTargetType(int jdbcType) throws SQLException {
    if (jdbcType != Types.DECIMAL && jdbcType != Types.NUMERIC) {
      targetType(jdbcType);
    }
  }

  /** The Java class of a type of {@link Types}; null where it says nothing. */
  public static @Nullable Class<?> javaClass(int jdbcType) throws SQLException {
    DataType type = targetType(jdbcType);
    return type == ScalarType.NULL ? null : SqlTypeInfo.of(type).javaClass();
  }

  /** The type of ours that a type of {@link Types} stands for. */
  static DataType targetType(int jdbcType) throws SQLException {
    return switch (jdbcType) {
      case Types.BOOLEAN, Types.BIT -> ScalarType.BOOLEAN;
      case Types.TINYINT -> ScalarType.TINYINT;
      case Types.SMALLINT -> ScalarType.SMALLINT;
      case Types.INTEGER -> ScalarType.INTEGER;
      case Types.BIGINT -> ScalarType.BIGINT;
      case Types.REAL -> ScalarType.REAL;
      case Types.FLOAT, Types.DOUBLE -> ScalarType.DOUBLE;
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB,
          Types.SQLXML,
          Types.DATALINK ->
          ScalarType.VARCHAR;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ScalarType.BLOB;
      case Types.DATE -> ScalarType.DATE;
      case Types.TIME -> ScalarType.TIME;
      case Types.TIMESTAMP -> ScalarType.TIMESTAMP;
      case Types.TIMESTAMP_WITH_TIMEZONE -> ScalarType.TIMESTAMPTZ;
      case Types.OTHER, Types.JAVA_OBJECT, Types.NULL, Types.ARRAY, Types.STRUCT -> ScalarType.NULL;
      default -> throw SqlErrors.unsupported("Parameter type " + typeName(jdbcType));
    };
  }

  private static String typeName(int jdbcType) {
    for (JDBCType type : JDBCType.values()) {
      if (type.getVendorTypeNumber() == jdbcType) {
        return type.getName();
      }
    }
    return Integer.toString(jdbcType);
  }

  private long localMillis(long utcMillis, @Nullable Calendar calendar) {
    if (calendar != null) {
      return LocalClock.toLocalMillis(utcMillis, (Calendar) calendar.clone());
    }
    if (isFirstRow()) {
      clock.refresh();
    }
    return clock.toLocalMillis(utcMillis);
  }

  /** The zone's instant of a clock's reading. */
  static Instant instant(long localSecond, int nanos, ZoneId zone) {
    return LocalDateTime.ofEpochSecond(localSecond, nanos, ZoneOffset.UTC).atZone(zone).toInstant();
  }
}
