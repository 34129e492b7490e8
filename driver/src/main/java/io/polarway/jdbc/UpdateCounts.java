package io.polarway.jdbc;

import java.sql.Statement;
import java.util.Arrays;

/** Numbers of rows in the two widths that JDBC has for them. */
final class UpdateCounts {

  /** There is no count: the result has rows, or there is no result. */
  static final long NONE = -1;

  private UpdateCounts() {}

  /** The largest int for what is larger. */
  static int narrow(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  /** The counts of a batch of which nothing remains. */
  static long[] allFailed(int commands) {
    long[] counts = new long[commands];
    Arrays.fill(counts, Statement.EXECUTE_FAILED);
    return counts;
  }

  static int[] narrow(long[] counts) {
    int[] narrowed = new int[counts.length];
    for (int i = 0; i < counts.length; i++) {
      narrowed[i] = narrow(counts[i]);
    }
    return narrowed;
  }
}
