package io.polarway.storage.parquet;

import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest of some values, NaN left aside, in the form of their {@link
 * PhysicalType}; null when there are none.
 *
 * @param nans the number of NaN
 */
record Bounds(@Nullable Object lower, @Nullable Object upper, long nans) {

  static final Bounds NONE = new Bounds(null, null, 0);

  /** The bounds of these and the other values together. */
  Bounds and(Bounds other, PhysicalType type) {
    return new Bounds(
        lower == null || (other.lower != null && type.compare(other.lower, lower) < 0)
            ? other.lower
            : lower,
        upper == null || (other.upper != null && type.compare(other.upper, upper) > 0)
            ? other.upper
            : upper,
        nans + other.nans);
  }
}
