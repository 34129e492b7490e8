package io.polarway.storage.pruning;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times in the one way of writing them that leaves no question; the engine reads more.
 */
final class TimeText {

  private static final String DATE = "(\\d{4})-(\\d{2})-(\\d{2})";
  private static final String TIME = "(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6}))?)?";
  private static final Pattern DATES = Pattern.compile(DATE);
  private static final Pattern TIMES = Pattern.compile(TIME);
  private static final Pattern TIMESTAMPS = Pattern.compile(DATE + "(?:[ T]" + TIME + ")?");
  private static final Pattern INSTANTS =
      Pattern.compile(DATE + "[ T]" + TIME + " ?(Z|[+-]\\d{2}(?::\\d{2})?)");

  private static final int MICRO_DIGITS = 6;
  private static final int NANOS_PER_MICRO = 1_000;

  private TimeText() {}

  static @Nullable LocalDate date(String text) {
    Matcher matcher = DATES.matcher(text);
    try {
      return matcher.matches() ? date(matcher) : null;
    } catch (DateTimeException invalid) {
      return null;
    }
  }

  static @Nullable LocalTime time(String text) {
    Matcher matcher = TIMES.matcher(text);
    try {
      return matcher.matches() ? time(matcher, 1) : null;
    } catch (DateTimeException invalid) {
      return null;
    }
  }

  /** A date alone is its first moment. */
  static @Nullable LocalDateTime timestamp(String text) {
    Matcher matcher = TIMESTAMPS.matcher(text);
    try {
      return matcher.matches() ? timestamp(matcher) : null;
    } catch (DateTimeException invalid) {
      return null;
    }
  }

  /** One with its offset. */
  static @Nullable Instant instant(String text) {
    Matcher matcher = INSTANTS.matcher(text);
    try {
      return matcher.matches()
          ? timestamp(matcher).toInstant(ZoneOffset.of(matcher.group(8)))
          : null;
    } catch (DateTimeException invalid) {
      return null;
    }
  }

  private static LocalDateTime timestamp(Matcher matcher) {
    return matcher.group(4) == null
        ? date(matcher).atStartOfDay()
        : LocalDateTime.of(date(matcher), time(matcher, 4));
  }

  private static LocalDate date(Matcher matcher) {
    int year = Integer.parseInt(matcher.group(1));
    if (year == 0) {
      throw new DateTimeException("There is no year 0");
    }
    return LocalDate.of(
        year, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
  }

  private static LocalTime time(Matcher matcher, int first) {
    String second = matcher.group(first + 2);
    String fraction = matcher.group(first + 3);
    int micros =
        fraction == null
            ? 0
            : Integer.parseInt(fraction + "0".repeat(MICRO_DIGITS - fraction.length()));
    return LocalTime.of(
        Integer.parseInt(matcher.group(first)),
        Integer.parseInt(matcher.group(first + 1)),
        second == null ? 0 : Integer.parseInt(second),
        micros * NANOS_PER_MICRO);
  }
}
