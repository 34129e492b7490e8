package io.polarway.storage.table;

import org.jspecify.annotations.Nullable;

/**
 * Values of a sequence, one behind the other.
 *
 * @param first the first of them
 * @param count how many they are
 * @param next the value behind them; null when there is none
 */
public record SequenceRange(long first, long count, @Nullable Long next) {

  /**
   * The values from one on, up to the end of the sequence.
   *
   * @param most how many at most; above 0
   */
  public static SequenceRange of(SequenceDefinition sequence, long from, long most) {
    // Differences of any two longs, as numbers without a sign.
    long distance = sequence.increment() > 0 ? sequence.last() - from : from - sequence.last();
    long step = sequence.increment() > 0 ? sequence.increment() : -sequence.increment();
    long behind = Long.divideUnsigned(distance, step);
    if (Long.compareUnsigned(behind, most) >= 0) {
      return new SequenceRange(from, most, from + most * sequence.increment());
    }
    return new SequenceRange(from, behind + 1, sequence.cycle() ? sequence.first() : null);
  }
}
