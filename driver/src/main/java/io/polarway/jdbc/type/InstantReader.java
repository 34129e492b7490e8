package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ResultColumn;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * TIMESTAMP WITH TIME ZONE in microseconds or nanoseconds. Its date and time are those of the
 * session's zone, or of the calendar's where one is given; a java.sql.Timestamp is the instant
 * itself, whatever the zone.
 */
final class InstantReader extends ColumnReader {

  private final ZoneId sessionZone;
  private final long unitsPerSecond;
  private final long nanosPerUnit;
  private long[] values = {};

  InstantReader(ResultColumn column, ZoneId sessionZone, long unitsPerSecond) {
    super(column);
    this.sessionZone = sessionZone;
    this.unitsPerSecond = unitsPerSecond;
    this.nanosPerUnit = 1_000_000_000 / unitsPerSecond;
  }

  @Override
  void take(Column column) {
    values = ((LongColumn) column).values();
  }

  @Override
  public Object getObject(int row) {
    return getOffsetDateTime(row);
  }

  @Override
  public String getString(int row) {
    long value = values[row];
    if (Infinity.isTimestamp(value)) {
      return Infinity.text(value > 0);
    }
    ZoneOffset offset = sessionZone.getRules().getOffset(instant(value));
    return ValueText.timestamp(second(value), nanos(value), offset);
  }

  @Override
  public LocalDate getLocalDate(int row) {
    long value = values[row];
    return Infinity.isTimestamp(value)
        ? Infinity.localDate(value > 0)
        : getOffsetDateTime(row).toLocalDate();
  }

  @Override
  public LocalTime getLocalTime(int row) throws SQLException {
    if (Infinity.isTimestamp(values[row])) {
      throw outOfRange(row, "LocalTime");
    }
    return getOffsetDateTime(row).toLocalTime();
  }

  @Override
  public LocalDateTime getLocalDateTime(int row) {
    long value = values[row];
    return Infinity.isTimestamp(value)
        ? Infinity.localDateTime(value > 0)
        : getOffsetDateTime(row).toLocalDateTime();
  }

  @Override
  public OffsetDateTime getOffsetDateTime(int row) {
    long value = values[row];
    return Infinity.isTimestamp(value)
        ? Infinity.offsetDateTime(value > 0)
        : OffsetDateTime.ofInstant(instant(value), sessionZone);
  }

  @Override
  public OffsetTime getOffsetTime(int row) throws SQLException {
    if (Infinity.isTimestamp(values[row])) {
      throw outOfRange(row, "OffsetTime");
    }
    return getOffsetDateTime(row).toOffsetTime();
  }

  @Override
  public Date getDate(int row, @Nullable Calendar calendar) {
    long value = values[row];
    return Infinity.isTimestamp(value)
        ? new Date(Infinity.utcMillis(value > 0))
        : toDate(local(value, calendar).toLocalDate().toEpochDay(), calendar);
  }

  @Override
  public Time getTime(int row, @Nullable Calendar calendar) throws SQLException {
    long value = values[row];
    if (Infinity.isTimestamp(value)) {
      throw outOfRange(row, "java.sql.Time");
    }
    return toTime(local(value, calendar).toLocalTime().toNanoOfDay() / 1_000_000, calendar);
  }

  @Override
  public Timestamp getTimestamp(int row, @Nullable Calendar calendar) {
    long value = values[row];
    if (Infinity.isTimestamp(value)) {
      return Infinity.timestamp(value > 0);
    }
    Timestamp timestamp = new Timestamp(second(value) * 1000);
    timestamp.setNanos(nanos(value));
    return timestamp;
  }

  private LocalDateTime local(long value, @Nullable Calendar calendar) {
    ZoneId zone = calendar == null ? sessionZone : calendar.getTimeZone().toZoneId();
    return LocalDateTime.ofInstant(instant(value), zone);
  }

  private Instant instant(long value) {
    return Instant.ofEpochSecond(second(value), nanos(value));
  }

  private long second(long value) {
    return Math.floorDiv(value, unitsPerSecond);
  }

  private int nanos(long value) {
    return (int) (Math.floorMod(value, unitsPerSecond) * nanosPerUnit);
  }
}
