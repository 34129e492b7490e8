package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import java.sql.SQLException;
import java.time.ZoneId;

/** Into TIMESTAMP; a date as its midnight, an instant as the session's clock shows it. */
final class TimestampBinder extends ColumnBinder {

  private final ZoneId sessionZone;
  private LongColumn column;

  TimestampBinder(String where, ZoneId sessionZone) {
    super(where, ScalarType.TIMESTAMP);
    this.sessionZone = sessionZone;
    column = (LongColumn) Column.create(ScalarType.TIMESTAMP, 0);
  }

  @Override
  void take(Column target) {
    column = (LongColumn) target;
  }

  @Override
  void putDate(long epochDay) throws SQLException {
    if (epochDay == Infinity.JAVA_DAY || epochDay == Infinity.JAVA_NEGATIVE_DAY) {
      column.put(epochDay > 0 ? Infinity.TIMESTAMP : -Infinity.TIMESTAMP);
    } else {
      putTimestamp(epochDay * ValueText.SECONDS_PER_DAY, 0);
    }
  }

  @Override
  void putTimestamp(long localSecond, int nanos) throws SQLException {
    if (!Infinity.isMicros(localSecond, nanos)) {
      throw outOfRange(ValueText.timestamp(localSecond, nanos));
    }
    column.put(Infinity.micros(localSecond, nanos));
  }

  @Override
  void putInstant(long epochSecond, int nanos) throws SQLException {
    putTimestamp(Infinity.localSecond(epochSecond, sessionZone), nanos);
  }

  @Override
  void putText(String text) throws SQLException {
    putLocalDateTime(parsed(text, TextParser::timestamp));
  }
}
