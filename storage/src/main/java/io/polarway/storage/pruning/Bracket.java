package io.polarway.storage.pruning;

import io.polarway.storage.catalog.ValueRange;

/**
 * A constant among the values of a column: it lies between {@code low} and {@code high}, inclusive,
 * and on its place when they are equal. Both have the form of {@link ValueRange}.
 */
record Bracket(Object low, Object high) {

  static Bracket exactly(Object value) {
    return new Bracket(value, value);
  }

  boolean isExact() {
    return ValueRange.compare(low, high) == 0;
  }
}
