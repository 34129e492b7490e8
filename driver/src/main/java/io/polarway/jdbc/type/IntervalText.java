package io.polarway.jdbc.type;

import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An INTERVAL as the engine writes it, such as {@code 1 year 2 months -3 days 04:05:06.789}.
 *
 * @param microseconds of the part that is a time
 */
record IntervalText(long months, long days, long microseconds) {

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(-?\\d+) years?)? ?(?:(-?\\d+) months?)? ?(?:(-?\\d+) days?)?"
              + " ?(?:(-?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?)?");

  private static final long MONTHS_PER_YEAR = 12;
  private static final long SECONDS_PER_MINUTE = 60;
  private static final long MINUTES_PER_HOUR = 60;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int MICROSECOND_DIGITS = 6;

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException when it is none
   */
  static IntervalText parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long seconds =
        (number(matcher.group(5)) * MINUTES_PER_HOUR + number(matcher.group(6)))
                * SECONDS_PER_MINUTE
            + number(matcher.group(7));
    String fraction = matcher.group(8);
    long micros =
        seconds * MICROS_PER_SECOND
            + (fraction == null
                ? 0
                : number((fraction + "00000").substring(0, MICROSECOND_DIGITS)));
    return new IntervalText(
        number(matcher.group(1)) * MONTHS_PER_YEAR + number(matcher.group(2)),
        number(matcher.group(3)),
        "-".equals(matcher.group(4)) ? -micros : micros);
  }

  /**
   * The days, of 24 hours each, and the time.
   *
   * @throws ArithmeticException when there are months, whose length is not certain
   */
  Duration toDuration() {
    if (months != 0) {
      throw new ArithmeticException("months");
    }
    return Duration.ofDays(days).plus(microseconds, ChronoUnit.MICROS);
  }

  /**
   * The years, months and days.
   *
   * @throws ArithmeticException when there is a time
   */
  Period toPeriod() {
    if (microseconds != 0) {
      throw new ArithmeticException("a time");
    }
    return Period.of(
        Math.toIntExact(months / MONTHS_PER_YEAR),
        Math.toIntExact(months % MONTHS_PER_YEAR),
        Math.toIntExact(days));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
