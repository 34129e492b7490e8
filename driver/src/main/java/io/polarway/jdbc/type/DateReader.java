package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.ResultColumn;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** DATE; as a timestamp its midnight. */
final class DateReader extends ColumnReader {

  private final ZoneId sessionZone;
  private int[] days = {};

  DateReader(ResultColumn column, ZoneId sessionZone) {
    super(column);
    this.sessionZone = sessionZone;
  }

  @Override
  void take(Column values) {
    days = ((IntColumn) values).values();
  }

  @Override
  public Object getObject(int row) {
    return getDate(row, null);
  }

  @Override
  public String getString(int row) {
    int day = days[row];
    return Infinity.isDate(day) ? Infinity.text(day > 0) : ValueText.date(day);
  }

  @Override
  public LocalDate getLocalDate(int row) {
    int day = days[row];
    return Infinity.isDate(day) ? Infinity.localDate(day > 0) : LocalDate.ofEpochDay(day);
  }

  @Override
  public LocalDateTime getLocalDateTime(int row) {
    int day = days[row];
    return Infinity.isDate(day)
        ? Infinity.localDateTime(day > 0)
        : LocalDate.ofEpochDay(day).atStartOfDay();
  }

  @Override
  public OffsetDateTime getOffsetDateTime(int row) {
    int day = days[row];
    return Infinity.isDate(day)
        ? Infinity.offsetDateTime(day > 0)
        : LocalDate.ofEpochDay(day).atStartOfDay(sessionZone).toOffsetDateTime();
  }

  @Override
  public Date getDate(int row, @Nullable Calendar calendar) {
    int day = days[row];
    return Infinity.isDate(day) ? new Date(Infinity.utcMillis(day > 0)) : toDate(day, calendar);
  }

  @Override
  public Timestamp getTimestamp(int row, @Nullable Calendar calendar) {
    int day = days[row];
    return Infinity.isDate(day)
        ? Infinity.timestamp(day > 0)
        : toTimestamp(day * (long) ValueText.SECONDS_PER_DAY, 0, calendar);
  }
}
