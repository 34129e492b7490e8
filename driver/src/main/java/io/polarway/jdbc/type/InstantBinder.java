package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Into TIMESTAMP WITH TIME ZONE. A java.sql.Timestamp is the instant that it is, whatever the
 * Calendar; a local time is one of the session's zone.
 */
final class InstantBinder extends ColumnBinder {

  private final ZoneId sessionZone;
  private LongColumn column;

  InstantBinder(String where, ZoneId sessionZone) {
    super(where, ScalarType.TIMESTAMPTZ);
    this.sessionZone = sessionZone;
    column = (LongColumn) Column.create(ScalarType.TIMESTAMPTZ, 0);
  }

  @Override
  void take(Column target) {
    column = (LongColumn) target;
  }

  @Override
  void putInstant(long epochSecond, int nanos) throws SQLException {
    if (!Infinity.isMicros(epochSecond, nanos)) {
      throw outOfRange("second " + epochSecond + " from 1970 on");
    }
    column.put(Infinity.micros(epochSecond, nanos));
  }

  @Override
  void putSqlTimestamp(long utcMillis, int nanos, @Nullable Calendar calendar) throws SQLException {
    if (Infinity.isUtcMillis(utcMillis)) {
      column.put(utcMillis > 0 ? Infinity.TIMESTAMP : -Infinity.TIMESTAMP);
    } else {
      putInstant(Math.floorDiv(utcMillis, 1000), nanos);
    }
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
    if (localSecond == Infinity.JAVA_SECOND || localSecond == Infinity.JAVA_NEGATIVE_SECOND) {
      putInstant(localSecond, nanos);
    } else {
      Instant instant = instant(localSecond, nanos, sessionZone);
      putInstant(instant.getEpochSecond(), instant.getNano());
    }
  }

  @Override
  void putText(String text) throws SQLException {
    OffsetDateTime value = parsed(text, string -> TextParser.instant(string, sessionZone));
    putOffsetDateTime(value);
  }
}
