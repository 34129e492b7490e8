package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ResultColumn;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** TIMESTAMP in seconds, milliseconds, microseconds or nanoseconds, without a zone. */
final class TimestampReader extends ColumnReader {

  private final ZoneId sessionZone;
  private final long unitsPerSecond;
  private final long nanosPerUnit;
  private long[] values = {};

  TimestampReader(ResultColumn column, ZoneId sessionZone, long unitsPerSecond) {
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
    return getTimestamp(row, null);
  }

  @Override
  public String getString(int row) {
    long value = values[row];
    return Infinity.isTimestamp(value)
        ? Infinity.text(value > 0)
        : ValueText.timestamp(second(value), nanos(value));
  }

  @Override
  public LocalDate getLocalDate(int row) {
    long value = values[row];
    return Infinity.isTimestamp(value)
        ? Infinity.localDate(value > 0)
        : LocalDate.ofEpochDay(Math.floorDiv(second(value), ValueText.SECONDS_PER_DAY));
  }

  @Override
  public LocalTime getLocalTime(int row) throws SQLException {
    if (Infinity.isTimestamp(values[row])) {
      throw outOfRange(row, "LocalTime");
    }
    return getLocalDateTime(row).toLocalTime();
  }

  @Override
  public LocalDateTime getLocalDateTime(int row) {
    long value = values[row];
    return Infinity.isTimestamp(value)
        ? Infinity.localDateTime(value > 0)
        : LocalDateTime.ofEpochSecond(second(value), nanos(value), ZoneOffset.UTC);
  }

  @Override
  public OffsetDateTime getOffsetDateTime(int row) {
    return Infinity.isTimestamp(values[row])
        ? Infinity.offsetDateTime(values[row] > 0)
        : getLocalDateTime(row).atZone(sessionZone).toOffsetDateTime();
  }

  @Override
  public Date getDate(int row, @Nullable Calendar calendar) {
    long value = values[row];
    return Infinity.isTimestamp(value)
        ? new Date(Infinity.utcMillis(value > 0))
        : toDate(Math.floorDiv(second(value), ValueText.SECONDS_PER_DAY), calendar);
  }

  @Override
  public Time getTime(int row, @Nullable Calendar calendar) throws SQLException {
    long value = values[row];
    if (Infinity.isTimestamp(value)) {
      throw outOfRange(row, "java.sql.Time");
    }
    int secondOfDay = Math.floorMod(second(value), ValueText.SECONDS_PER_DAY);
    return toTime(secondOfDay * 1000L + nanos(value) / 1_000_000, calendar);
  }

  @Override
  public Timestamp getTimestamp(int row, @Nullable Calendar calendar) {
    long value = values[row];
    return Infinity.isTimestamp(value)
        ? Infinity.timestamp(value > 0)
        : toTimestamp(second(value), nanos(value), calendar);
  }

  private long second(long value) {
    return Math.floorDiv(value, unitsPerSecond);
  }

  private int nanos(long value) {
    return (int) (Math.floorMod(value, unitsPerSecond) * nanosPerUnit);
  }
}
