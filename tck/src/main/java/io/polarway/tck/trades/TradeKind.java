package io.polarway.tck.trades;

/** What the values of generated trades look like. */
public enum TradeKind {
  /**
   * Doubles as they come from the random number generator, every bit of the mantissa random, at
   * regular times.
   */
  FULL_ENTROPY,
  /**
   * As an exchange sends them: price and volume are multiples of 0.01, times whole milliseconds.
   */
  TICKS
}
