package io.polarway.storage.upkeep;

import java.time.Duration;

/** Says when something is due again. One thread at a time. */
final class Pace {

  private final long periodNanos;
  private long lastNanos;

  /** It is due at once, and then once in each period. */
  Pace(Duration period) {
    this.periodNanos = period.toNanos();
    this.lastNanos = System.nanoTime() - periodNanos;
  }

  /** Whether it is due; then the next period begins. */
  boolean isDue() {
    long now = System.nanoTime();
    if (now - lastNanos < periodNanos) {
      return false;
    }
    lastNanos = now;
    return true;
  }
}
