package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
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
 * Reads the values of one result column as the Java types of JDBC (JDBC 4.3, tables B-1, B-3 and
 * B-6).
 *
 * <p>A getter is called for rows that are not null only. It never wraps around and never drops
 * anything but the fraction of a number that is asked for as a whole one, which is cut off: what
 * the Java type cannot hold is SQLState 22003, a text that cannot be read 22018 or 22007, a pair of
 * types without a conversion 07006. There is one subclass a kind of SQL type; each overrides what
 * it can give.
 *
 * <p>Dates and times without a zone become {@link java.sql.Date}, Time and Timestamp in the virtual
 * machine's default zone as of the last {@link #bind}, or in the zone of the Calendar given.
 * TIMESTAMPTZ has its local parts in the session's zone, and the instant of a timestamp without a
 * zone is the one in it, as SQL's CAST has it. Infinite dates and timestamps are the largest and
 * smallest values of their Java class. Not thread-safe.
 */
public abstract class ColumnReader {

  private final ResultColumn column;
  final LocalClock clock = new LocalClock();
  private long @Nullable [] validity;

  ColumnReader(ResultColumn column) {
    this.column = column;
  }

  /**
   * A reader for a column of this type.
   *
   * @param sessionZone where TIMESTAMPTZ is shown
   */
  public static ColumnReader create(ResultColumn column, ZoneId sessionZone) {
    return create(column, sessionZone, 0);
  }

  /**
   * A reader that cuts off text and bytes, where they are read as such.
   *
   * @param maxFieldSize the most chars of a text, the last of them not half a surrogate pair, and
   *     the most bytes of a BLOB; 0 for no limit
   */
  public static ColumnReader create(ResultColumn column, ZoneId sessionZone, int maxFieldSize) {
    DataType type = column.type();
    if (type instanceof DataType.Decimal decimal) {
      return decimal.precision() <= DataType.Decimal.MAX_LONG_PRECISION
          ? new DecimalReader(column, decimal.scale(), DecimalReader.Form.LONG)
          : new DecimalReader(column, decimal.scale(), DecimalReader.Form.WIDE);
    }
    if (type instanceof DataType.Text) {
      return new TextReader(column, sessionZone, maxFieldSize);
    }
    if (!(type instanceof ScalarType scalar)) {
      return new ObjectReader(column, sessionZone);
    }
    return switch (scalar) {
      case BOOLEAN -> new BooleanReader(column);
      case TINYINT, SMALLINT, INTEGER, UTINYINT, USMALLINT -> new IntReader(column);
      case BIGINT, UINTEGER -> new LongReader(column);
      case UBIGINT -> new DecimalReader(column, 0, DecimalReader.Form.UNSIGNED_LONG);
      case HUGEINT -> new DecimalReader(column, 0, DecimalReader.Form.WIDE);
      case UHUGEINT -> new DecimalReader(column, 0, DecimalReader.Form.UNSIGNED_WIDE);
      case BIGNUM -> new DecimalReader(column, 0, DecimalReader.Form.OBJECT);
      case REAL -> new FloatReader(column);
      case DOUBLE -> new DoubleReader(column);
      case VARCHAR, JSON -> new TextReader(column, sessionZone, maxFieldSize);
      case BLOB -> new BytesReader(column, maxFieldSize);
      case DATE -> new DateReader(column, sessionZone);
      case TIME -> new TimeReader(column, 1_000_000);
      case TIME_NS -> new TimeReader(column, 1_000_000_000);
      case TIMESTAMP -> new TimestampReader(column, sessionZone, 1_000_000);
      case TIMESTAMP_S -> new TimestampReader(column, sessionZone, 1);
      case TIMESTAMP_MS -> new TimestampReader(column, sessionZone, 1_000);
      case TIMESTAMP_NS -> new TimestampReader(column, sessionZone, 1_000_000_000);
      case TIMESTAMPTZ -> new InstantReader(column, sessionZone, 1_000_000);
      case TIMESTAMPTZ_NS -> new InstantReader(column, sessionZone, 1_000_000_000);
      case UUID -> new UuidReader(column);
      case NULL, TIMETZ, INTERVAL, BIT, VARIANT, GEOMETRY, TYPE ->
          new ObjectReader(column, sessionZone);
    };
  }

  /** The values to read from now on, of this reader's type. */
  public final void bind(Column values) {
    validity = values.validity();
    clock.refresh();
    take(values);
  }

  public final boolean isNull(int row) {
    long[] words = validity;
    return words != null && (words[row >> 6] & (1L << row)) == 0;
  }

  /** Keeps the arrays of the values to read. */
  abstract void take(Column values);

  /** The value as the class that {@link SqlTypeInfo#javaClass} names. */
  public abstract Object getObject(int row) throws SQLException;

  /** The value as the engine's cast to VARCHAR writes it. */
  public abstract String getString(int row) throws SQLException;

  public boolean getBoolean(int row) throws SQLException {
    throw noConversion("boolean");
  }

  public byte getByte(int row) throws SQLException {
    return (byte) ranged(row, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  public short getShort(int row) throws SQLException {
    return (short) ranged(row, Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  public int getInt(int row) throws SQLException {
    return (int) ranged(row, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  public long getLong(int row) throws SQLException {
    throw noConversion("a number");
  }

  public float getFloat(int row) throws SQLException {
    double value = getDouble(row);
    float narrow = (float) value;
    if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
      throw outOfRange(row, "float");
    }
    return narrow;
  }

  public double getDouble(int row) throws SQLException {
    throw noConversion("a number");
  }

  public BigDecimal getBigDecimal(int row) throws SQLException {
    throw noConversion("BigDecimal");
  }

  public byte[] getBytes(int row) throws SQLException {
    throw noConversion("byte[]");
  }

  public LocalDate getLocalDate(int row) throws SQLException {
    throw noConversion("a date");
  }

  public LocalTime getLocalTime(int row) throws SQLException {
    throw noConversion("a time");
  }

  public LocalDateTime getLocalDateTime(int row) throws SQLException {
    throw noConversion("a timestamp");
  }

  public OffsetDateTime getOffsetDateTime(int row) throws SQLException {
    throw noConversion("a timestamp with time zone");
  }

  public OffsetTime getOffsetTime(int row) throws SQLException {
    throw noConversion("a time with time zone");
  }

  /** Midnight of the date, in the calendar's zone, or in the default one without a calendar. */
  public Date getDate(int row, @Nullable Calendar calendar) throws SQLException {
    throw noConversion("java.sql.Date");
  }

  /** The time on 1970-01-01, to the millisecond; see {@link #getDate}. */
  public Time getTime(int row, @Nullable Calendar calendar) throws SQLException {
    throw noConversion("java.sql.Time");
  }

  /** See {@link #getDate}. */
  public Timestamp getTimestamp(int row, @Nullable Calendar calendar) throws SQLException {
    throw noConversion("java.sql.Timestamp");
  }

  public UUID getUuid(int row) throws SQLException {
    throw noConversion("UUID");
  }

  /** The elements of a LIST or ARRAY. */
  public List<?> getList(int row) throws SQLException {
    throw noConversion("an array");
  }

  /** The fields of a STRUCT, or the keys and values of a MAP. */
  public Map<?, ?> getMap(int row) throws SQLException {
    throw noConversion("Map");
  }

  /**
   * The value as this class.
   *
   * @throws SQLException 0A000 for a class that no type is converted to
   */
  public final <T> T getObject(int row, Class<T> javaClass) throws SQLException {
    return ObjectConversions.convert(this, row, javaClass);
  }

  final DataType type() {
    return column.type();
  }

  final SQLException noConversion(String target) {
    return SqlErrors.noConversion(where(), type().sqlName(), target);
  }

  final SQLException outOfRange(int row, String target) throws SQLException {
    return SqlErrors.outOfRange(where(), getString(row), target);
  }

  /** A text that is not what it is asked for as. */
  final SQLException unreadable(Object value, String target) {
    return SqlErrors.conversion(where(), value, type().sqlName(), target);
  }

  final String where() {
    return "column \"" + column.name() + "\"";
  }

  final Date toDate(long epochDay, @Nullable Calendar calendar) {
    return new Date(toUtcMillis(epochDay * 86_400_000L, calendar));
  }

  final Time toTime(long milliOfDay, @Nullable Calendar calendar) {
    return new Time(toUtcMillis(milliOfDay, calendar));
  }

  final Timestamp toTimestamp(long localSecond, int nanos, @Nullable Calendar calendar) {
    Timestamp timestamp = new Timestamp(toUtcMillis(localSecond * 1000, calendar));
    timestamp.setNanos(nanos);
    return timestamp;
  }

  private long toUtcMillis(long localMillis, @Nullable Calendar calendar) {
    return calendar == null
        ? clock.toUtcMillis(localMillis)
        : LocalClock.toUtcMillis(localMillis, (Calendar) calendar.clone());
  }

  private long ranged(int row, long smallest, long largest, String target) throws SQLException {
    long value = getLong(row);
    if (value < smallest || value > largest) {
      throw outOfRange(row, target);
    }
    return value;
  }
}
