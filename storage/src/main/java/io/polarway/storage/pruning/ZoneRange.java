package io.polarway.storage.pruning;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Local times and instants of a zone, in microseconds since 1970, each as the range in which the
 * other lies: clocks that are changed make a local time mean two instants or none, and the engine's
 * data of time zones are not the ones of the JVM.
 */
final class ZoneRange {

  static final long MICROS_PER_SECOND = 1_000_000;
  static final long MICROS_PER_HOUR = 3_600 * MICROS_PER_SECOND;
  static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

  /** What two versions of the time zone data may differ by. */
  private static final long MARGIN = 3 * MICROS_PER_HOUR;

  /** Before 1900 they differ by when a country changed the side of the date line. */
  private static final long EARLY_MARGIN = 26 * MICROS_PER_HOUR;

  private static final long YEAR_1900 = -2_208_988_800L * MICROS_PER_SECOND;

  private final ZoneRules rules;

  ZoneRange(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /** Whether each local time is one instant, for all who know the zone. */
  boolean isFixed() {
    return rules.isFixedOffset();
  }

  long earliestInstant(long local) {
    return local - largestOffset(local) - margin(local);
  }

  long latestInstant(long local) {
    return local - smallestOffset(local) + margin(local);
  }

  long earliestLocal(long instant) {
    return instant + smallestOffset(instant) - margin(instant);
  }

  long latestLocal(long instant) {
    return instant + largestOffset(instant) + margin(instant);
  }

  private long margin(long micros) {
    return isFixed() ? 0 : micros < YEAR_1900 ? EARLY_MARGIN : MARGIN;
  }

  private long largestOffset(long micros) {
    return offset(micros, 1);
  }

  private long smallestOffset(long micros) {
    return offset(micros, -1);
  }

  /** The extreme of the offsets on the day before, the day, and the day after. */
  private long offset(long micros, int sign) {
    Instant from = instant(micros - EARLY_MARGIN);
    Instant to = instant(micros + EARLY_MARGIN);
    int extreme = rules.getOffset(from).getTotalSeconds();
    ZoneOffsetTransition transition = rules.nextTransition(from);
    while (transition != null && !transition.getInstant().isAfter(to)) {
      int offset = transition.getOffsetAfter().getTotalSeconds();
      extreme = sign * offset > sign * extreme ? offset : extreme;
      transition = rules.nextTransition(transition.getInstant());
    }
    return extreme * MICROS_PER_SECOND;
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND));
  }
}
