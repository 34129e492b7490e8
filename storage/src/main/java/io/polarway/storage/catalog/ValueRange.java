package io.polarway.storage.catalog;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the values of one column in one file: none lies outside of this.
 *
 * <p>Bounds are inclusive, and Long for BOOLEAN, whole numbers, dates (days), times and timestamps
 * (microseconds), Double for REAL and DOUBLE, {@link BigDecimal}, String, or UUID.
 *
 * @param lower null when there is no lower bound
 * @param upper null when there is no upper bound
 * @param mayHaveValues whether there may be a value that is neither null nor NaN
 * @param bucket what the values' hash gives, null when not known
 */
public record ValueRange(
    @Nullable Object lower,
    @Nullable Object upper,
    boolean mayHaveValues,
    boolean mayHaveNulls,
    boolean mayHaveNans,
    @Nullable Bucket bucket) {

  /** All values have this number after the transform {@code bucket(count)}. */
  public record Bucket(int count, int number) {}

  /** Compares two bounds of one column as the engine orders them. */
  public static int compare(Object left, Object right) {
    if (left instanceof Long number) {
      return number.compareTo((Long) right);
    }
    if (left instanceof Double number) {
      return number.compareTo((Double) right);
    }
    if (left instanceof BigDecimal number) {
      return number.compareTo((BigDecimal) right);
    }
    if (left instanceof UUID uuid) {
      int high =
          Long.compareUnsigned(
              uuid.getMostSignificantBits(), ((UUID) right).getMostSignificantBits());
      return high != 0
          ? high
          : Long.compareUnsigned(
              uuid.getLeastSignificantBits(), ((UUID) right).getLeastSignificantBits());
    }
    return compareCodePoints((String) left, (String) right);
  }

  /** The order of the texts' UTF-8 bytes, in which surrogates come behind all other chars. */
  private static int compareCodePoints(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean surrogate = Character.isSurrogate(a);
        return surrogate == Character.isSurrogate(b) ? Character.compare(a, b) : surrogate ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** A text behind all that begin with {@code prefix}; null when there is none. */
  public static @Nullable String afterPrefix(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        boolean beforeSurrogates = last + 1 == Character.MIN_SURROGATE;
        int next = beforeSurrogates ? Character.MAX_SURROGATE + 1 : last + 1;
        return prefix.substring(0, end) + Character.toString(next);
      }
    }
    return null;
  }

  /** This and bounds more. */
  ValueRange within(@Nullable Object otherLower, @Nullable Object otherUpper) {
    Object low = lower;
    Object high = upper;
    if (otherLower != null && (low == null || compare(otherLower, low) > 0)) {
      low = otherLower;
    }
    if (otherUpper != null && (high == null || compare(otherUpper, high) < 0)) {
      high = otherUpper;
    }
    return new ValueRange(low, high, mayHaveValues, mayHaveNulls, mayHaveNans, bucket);
  }
}
