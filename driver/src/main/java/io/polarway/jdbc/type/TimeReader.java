package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ResultColumn;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalTime;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** TIME and TIME_NS; as a timestamp it is on 1970-01-01. */
final class TimeReader extends ColumnReader {

  private final long unitsPerSecond;
  private final long nanosPerUnit;
  private long[] values = {};

  TimeReader(ResultColumn column, long unitsPerSecond) {
    super(column);
    this.unitsPerSecond = unitsPerSecond;
    this.nanosPerUnit = 1_000_000_000 / unitsPerSecond;
  }

  @Override
  void take(Column column) {
    values = ((LongColumn) column).values();
  }

  @Override
  public Object getObject(int row) {
    return getTime(row, null);
  }

  @Override
  public String getString(int row) {
    return ValueText.time(values[row] * nanosPerUnit);
  }

  @Override
  public LocalTime getLocalTime(int row) throws SQLException {
    long nanoOfDay = values[row] * nanosPerUnit;
    if (nanoOfDay == TextParser.NANOS_PER_DAY) {
      throw outOfRange(row, "LocalTime");
    }
    return LocalTime.ofNanoOfDay(nanoOfDay);
  }

  @Override
  public Time getTime(int row, @Nullable Calendar calendar) {
    return toTime(values[row] * nanosPerUnit / 1_000_000, calendar);
  }

  @Override
  public Timestamp getTimestamp(int row, @Nullable Calendar calendar) {
    return toTimestamp(values[row] / unitsPerSecond, nanos(row), calendar);
  }

  private int nanos(int row) {
    return (int) (values[row] % unitsPerSecond * nanosPerUnit);
  }
}
