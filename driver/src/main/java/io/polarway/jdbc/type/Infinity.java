package io.polarway.jdbc.type;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The dates and timestamps beyond all others, which columns hold as the largest value and its
 * negative, and Java as the largest and smallest value of a class.
 */
final class Infinity {

  static final int DATE = Integer.MAX_VALUE;
  static final long TIMESTAMP = Long.MAX_VALUE;

  /** The last day and second of the Java classes; the first are not quite their negatives. */
  static final long JAVA_DAY = LocalDate.MAX.toEpochDay();

  static final long JAVA_NEGATIVE_DAY = LocalDate.MIN.toEpochDay();
  static final long JAVA_SECOND = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);
  static final long JAVA_NEGATIVE_SECOND = LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC);

  /** The first timestamp in microseconds is at the beginning of this one, a midnight. */
  private static final long FIRST_SECOND = -9_223_372_022_400L;

  /** The last timestamp is before this microsecond of this second. */
  private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000;

  private static final int LAST_MICRO = (int) (Long.MAX_VALUE % 1_000_000);

  private Infinity() {}

  static boolean isDate(int epochDay) {
    return epochDay == DATE || epochDay == -DATE;
  }

  static boolean isTimestamp(long value) {
    return value == TIMESTAMP || value == -TIMESTAMP;
  }

  static String text(boolean positive) {
    return positive ? "infinity" : "-infinity";
  }

  static LocalDate localDate(boolean positive) {
    return positive ? LocalDate.MAX : LocalDate.MIN;
  }

  static LocalDateTime localDateTime(boolean positive) {
    return positive ? LocalDateTime.MAX : LocalDateTime.MIN;
  }

  static OffsetDateTime offsetDateTime(boolean positive) {
    return positive ? OffsetDateTime.MAX : OffsetDateTime.MIN;
  }

  /** The milliseconds of the java.util.Date. */
  static long utcMillis(boolean positive) {
    return positive ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  static boolean isUtcMillis(long millis) {
    return millis == Long.MAX_VALUE || millis == Long.MIN_VALUE;
  }

  static Timestamp timestamp(boolean positive) {
    return new Timestamp(utcMillis(positive));
  }

  /** The instant; those beyond all others are the first and last of the class. */
  static Instant instant(OffsetDateTime time) {
    if (time.equals(OffsetDateTime.MAX)) {
      return Instant.MAX;
    }
    return time.equals(OffsetDateTime.MIN) ? Instant.MIN : time.toInstant();
  }

  /** What a zone's clock shows at an instant; infinite seconds are as they are. */
  static long localSecond(long epochSecond, ZoneId zone) {
    if (epochSecond == JAVA_SECOND || epochSecond == JAVA_NEGATIVE_SECOND) {
      return epochSecond;
    }
    Instant instant = Instant.ofEpochSecond(epochSecond);
    return epochSecond + zone.getRules().getOffset(instant).getTotalSeconds();
  }

  /** Whether a timestamp can be held in microseconds; infinite ones can. */
  static boolean isMicros(long second, int nanos) {
    if (second == LAST_SECOND) {
      return nanos / 1000 < LAST_MICRO;
    }
    return (second >= FIRST_SECOND && second < LAST_SECOND)
        || second == JAVA_SECOND
        || second == JAVA_NEGATIVE_SECOND;
  }

  /** The microseconds of a timestamp that can be held in them; what is smaller is cut off. */
  static long micros(long second, int nanos) {
    if (second == JAVA_SECOND || second == JAVA_NEGATIVE_SECOND) {
      return second > 0 ? TIMESTAMP : -TIMESTAMP;
    }
    return second * 1_000_000 + nanos / 1000;
  }
}
