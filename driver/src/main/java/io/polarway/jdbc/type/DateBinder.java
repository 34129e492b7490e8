package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.ScalarType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;

/** Into DATE; a timestamp without its time, an instant as the session's clock shows it. */
final class DateBinder extends ColumnBinder {

  private final ZoneId sessionZone;
  private IntColumn column;

  DateBinder(String where, ZoneId sessionZone) {
    super(where, ScalarType.DATE);
    this.sessionZone = sessionZone;
    column = (IntColumn) Column.create(ScalarType.DATE, 0);
  }

  @Override
  void take(Column target) {
    column = (IntColumn) target;
  }

  @Override
  void putDate(long epochDay) throws SQLException {
    if (epochDay == Infinity.JAVA_DAY) {
      column.put(Infinity.DATE);
    } else if (epochDay == Infinity.JAVA_NEGATIVE_DAY) {
      column.put(-Infinity.DATE);
    } else if (epochDay <= -Infinity.DATE || epochDay >= Infinity.DATE) {
      throw outOfRange(LocalDate.ofEpochDay(epochDay));
    } else {
      column.put((int) epochDay);
    }
  }

  @Override
  void putTimestamp(long localSecond, int nanos) throws SQLException {
    if (localSecond == Infinity.JAVA_SECOND) {
      column.put(Infinity.DATE);
    } else if (localSecond == Infinity.JAVA_NEGATIVE_SECOND) {
      column.put(-Infinity.DATE);
    } else {
      putDate(Math.floorDiv(localSecond, ValueText.SECONDS_PER_DAY));
    }
  }

  @Override
  void putInstant(long epochSecond, int nanos) throws SQLException {
    putTimestamp(Infinity.localSecond(epochSecond, sessionZone), nanos);
  }

  @Override
  void putText(String text) throws SQLException {
    putLocalDate(parsed(text, TextParser::date));
  }
}
