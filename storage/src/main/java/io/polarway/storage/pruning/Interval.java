package io.polarway.storage.pruning;

import io.polarway.storage.catalog.ValueRange;
import io.polarway.storage.filter.RowFilter.Operator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values between two bounds in the form of {@link ValueRange}; a bound that is null is none.
 *
 * <p>The engine orders NaN behind all numbers, so that an interval without an upper bound has it.
 */
record Interval(
    @Nullable Object lower,
    boolean lowerInclusive,
    @Nullable Object upper,
    boolean upperInclusive) {

  static final Interval ALL = new Interval(null, true, null, true);

  static Interval closed(@Nullable Object lower, @Nullable Object upper) {
    return new Interval(lower, true, upper, true);
  }

  /** Where values are that may fulfil {@code value operator constant}. */
  static List<Interval> of(Operator operator, Bracket constant) {
    boolean inclusive = !constant.isExact();
    return switch (operator) {
      case EQUAL -> List.of(closed(constant.low(), constant.high()));
      case NOT_EQUAL ->
          inclusive
              ? List.of(ALL)
              : List.of(
                  new Interval(null, true, constant.low(), false),
                  new Interval(constant.high(), false, null, true));
      case LESS -> List.of(new Interval(null, true, constant.high(), inclusive));
      case LESS_OR_EQUAL -> List.of(closed(null, constant.high()));
      case GREATER -> List.of(new Interval(constant.low(), inclusive, null, true));
      case GREATER_OR_EQUAL -> List.of(closed(constant.low(), null));
    };
  }

  /** In order of their lower bounds, those that overlap made one. */
  static List<Interval> merged(List<Interval> intervals) {
    List<Interval> sorted = new ArrayList<>(intervals);
    sorted.sort((left, right) -> compareLower(left.lower, right.lower));
    List<Interval> merged = new ArrayList<>();
    for (Interval next : sorted) {
      Interval last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last == null || last.endsBefore(next)) {
        merged.add(next);
      } else if (last.upper != null && compareUpper(next.upper, last.upper) >= 0) {
        boolean inclusive =
            next.upperInclusive || (last.upperInclusive && last.upper.equals(next.upper));
        merged.set(
            merged.size() - 1,
            new Interval(last.lower, last.lowerInclusive, next.upper, inclusive));
      }
    }
    return merged;
  }

  private static int compareLower(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right ? 0 : left == null ? -1 : 1;
    }
    return ValueRange.compare(left, right);
  }

  private static int compareUpper(@Nullable Object left, Object right) {
    return left == null ? 1 : ValueRange.compare(left, right);
  }

  private boolean endsBefore(Interval next) {
    if (upper == null || next.lower == null) {
      return false;
    }
    int order = ValueRange.compare(upper, next.lower);
    return order < 0 || (order == 0 && !upperInclusive && !next.lowerInclusive);
  }

  boolean isPoint() {
    return lower != null
        && upper != null
        && lowerInclusive
        && upperInclusive
        && ValueRange.compare(lower, upper) == 0;
  }

  /** Whether all of it lies below the least value of a file. */
  boolean isBelow(ValueRange file) {
    Object least = file.lower();
    if (upper == null || least == null) {
      return false;
    }
    int order = ValueRange.compare(upper, least);
    return order < 0 || (order == 0 && !upperInclusive);
  }

  /** Whether all of it lies above the greatest value of a file. */
  boolean isAbove(ValueRange file) {
    Object greatest = file.upper();
    if (lower == null || greatest == null) {
      return false;
    }
    int order = ValueRange.compare(lower, greatest);
    return order > 0 || (order == 0 && !lowerInclusive);
  }
}
