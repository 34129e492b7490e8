package io.polarway.jdbc.type;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Turns a clock's reading (milliseconds since 1970-01-01 00:00 on that clock) into the milliseconds
 * UTC of a {@link java.util.Date} in the virtual machine's default zone, and back, as {@link
 * java.sql.Timestamp#valueOf(LocalDateTime)} and {@link java.sql.Timestamp#toLocalDateTime} do: the
 * calendar is Julian before 1582-10-15, a time that a zone skips is moved forward, one that it has
 * twice is the later.
 *
 * <p>The stretch of constant offset around the last value is kept, so that neighbours cost an
 * addition. It is used from 1901 to 2037 only, where {@link ZoneRules} and {@link TimeZone} agree,
 * and not for times that a zone skips or has twice; everything else goes through a calendar.
 *
 * <p>The default zone is the one at the last {@link #refresh}. Not thread-safe.
 */
final class LocalClock {

  private static final long FIRST_MILLI =
      LocalDateTime.of(1901, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC) * 1000;
  private static final long LAST_MILLI =
      LocalDateTime.of(2037, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC) * 1000;

  private TimeZone zone;
  private Calendar calendar;

  /** The offset of the stretch, whose ends are in UTC; it is empty at first. */
  private long offsetMillis;

  private long stretchStart;
  private long stretchEnd;

  /** The part of the stretch whose readings no other stretch has. */
  private long uniqueStart;

  private long uniqueEnd;

  LocalClock() {
    zone = TimeZone.getDefault();
    calendar = new GregorianCalendar(zone, Locale.ROOT);
  }

  /** Looks at the default zone again. */
  void refresh() {
    TimeZone current = TimeZone.getDefault();
    if (!current.equals(zone)) {
      zone = current;
      calendar = new GregorianCalendar(zone, Locale.ROOT);
      keepNothing();
    }
  }

  long toUtcMillis(long localMillis) {
    long utcMillis = localMillis - offsetMillis;
    if (utcMillis >= uniqueStart && utcMillis < uniqueEnd) {
      return utcMillis;
    }
    // The reading taken for UTC is less than a day off, so that this finds the stretch or the next.
    findStretch(localMillis);
    utcMillis = localMillis - offsetMillis;
    if (utcMillis < stretchStart || utcMillis >= stretchEnd) {
      findStretch(utcMillis);
    }
    utcMillis = localMillis - offsetMillis;
    return utcMillis >= uniqueStart && utcMillis < uniqueEnd
        ? utcMillis
        : toUtcMillis(localMillis, calendar);
  }

  long toLocalMillis(long utcMillis) {
    if (utcMillis < stretchStart || utcMillis >= stretchEnd) {
      findStretch(utcMillis);
    }
    return utcMillis >= stretchStart && utcMillis < stretchEnd
        ? utcMillis + offsetMillis
        : toLocalMillis(utcMillis, calendar);
  }

  /** As {@link #toUtcMillis(long)}, in the zone of a calendar, whose fields are overwritten. */
  static long toUtcMillis(long localMillis, Calendar calendar) {
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(Math.floorDiv(localMillis, 1000), 0, ZoneOffset.UTC);
    calendar.clear();
    calendar.set(Calendar.ERA, local.getYear() > 0 ? GregorianCalendar.AD : GregorianCalendar.BC);
    calendar.set(Calendar.YEAR, local.getYear() > 0 ? local.getYear() : 1 - local.getYear());
    calendar.set(Calendar.MONTH, local.getMonthValue() - 1);
    calendar.set(Calendar.DAY_OF_MONTH, local.getDayOfMonth());
    calendar.set(Calendar.HOUR_OF_DAY, local.getHour());
    calendar.set(Calendar.MINUTE, local.getMinute());
    calendar.set(Calendar.SECOND, local.getSecond());
    return calendar.getTimeInMillis() + Math.floorMod(localMillis, 1000);
  }

  /** As {@link #toLocalMillis(long)}, in the zone of a calendar, whose time is overwritten. */
  static long toLocalMillis(long utcMillis, Calendar calendar) {
    calendar.setTimeInMillis(utcMillis);
    int year = calendar.get(Calendar.YEAR);
    LocalDateTime local =
        LocalDateTime.of(
            calendar.get(Calendar.ERA) == GregorianCalendar.AD ? year : 1 - year,
            calendar.get(Calendar.MONTH) + 1,
            // 29 February of a century that only the Julian calendar has is 1 March.
            1,
            calendar.get(Calendar.HOUR_OF_DAY),
            calendar.get(Calendar.MINUTE),
            calendar.get(Calendar.SECOND));
    return local.plusDays(calendar.get(Calendar.DAY_OF_MONTH) - 1L).toEpochSecond(ZoneOffset.UTC)
            * 1000
        + Math.floorMod(utcMillis, 1000);
  }

  /** Keeps the stretch around an instant; an empty one where there is none. */
  private void findStretch(long utcMillis) {
    if (utcMillis < FIRST_MILLI || utcMillis >= LAST_MILLI || zone instanceof SimpleTimeZone) {
      keepNothing();
      return;
    }
    ZoneRules rules = zone.toZoneId().getRules();
    Instant instant = Instant.ofEpochMilli(utcMillis);
    ZoneOffset offset = rules.getOffset(instant);
    // A transition at the instant itself begins its stretch.
    ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    offsetMillis = offset.getTotalSeconds() * 1000L;
    stretchStart =
        before == null ? FIRST_MILLI : Math.max(FIRST_MILLI, before.getInstant().toEpochMilli());
    stretchEnd =
        after == null ? LAST_MILLI : Math.min(LAST_MILLI, after.getInstant().toEpochMilli());
    uniqueStart = stretchStart + millisTwice(before);
    uniqueEnd = stretchEnd - millisTwice(after);
  }

  private void keepNothing() {
    stretchStart = 0;
    stretchEnd = 0;
    uniqueStart = 0;
    uniqueEnd = 0;
  }

  /** How long a change of the offset makes the clock show the same times again. */
  private static long millisTwice(@Nullable ZoneOffsetTransition transition) {
    return transition == null ? 0 : Math.max(0, -transition.getDuration().toMillis());
  }
}
