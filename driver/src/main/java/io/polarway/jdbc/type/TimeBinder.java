package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import java.sql.SQLException;
import java.time.ZoneId;

/** Into TIME; a timestamp without its date, an instant as the session's clock shows it. */
final class TimeBinder extends ColumnBinder {

  private final ZoneId sessionZone;
  private LongColumn column;

  TimeBinder(String where, ZoneId sessionZone) {
    super(where, ScalarType.TIME);
    this.sessionZone = sessionZone;
    column = (LongColumn) Column.create(ScalarType.TIME, 0);
  }

  @Override
  void take(Column target) {
    column = (LongColumn) target;
  }

  @Override
  void putTime(long nanoOfDay) {
    column.put(nanoOfDay / 1000);
  }

  @Override
  void putTimestamp(long localSecond, int nanos) throws SQLException {
    if (localSecond == Infinity.JAVA_SECOND || localSecond == Infinity.JAVA_NEGATIVE_SECOND) {
      throw outOfRange(Infinity.text(localSecond > 0));
    }
    column.put(Math.floorMod(localSecond, ValueText.SECONDS_PER_DAY) * 1_000_000L + nanos / 1000);
  }

  @Override
  void putInstant(long epochSecond, int nanos) throws SQLException {
    putTimestamp(Infinity.localSecond(epochSecond, sessionZone), nanos);
  }

  @Override
  void putText(String text) throws SQLException {
    putTime(parsed(text, TextParser::nanoOfDay));
  }
}
