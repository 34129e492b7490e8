package io.polarway.jdbc;

/** Numbers of rows in the two widths that JDBC has for them. */
final class UpdateCounts {

  /** There is no count: the result has rows, or there is no result. */
  static final long NONE = -1;

  private UpdateCounts() {}

  /** The largest int for what is larger. */
  static int narrow(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  static int[] narrow(long[] counts) {
    int[] narrowed = new int[counts.length];
    for (int i = 0; i < counts.length; i++) {
      narrowed[i] = narrow(counts[i]);
    }
    return narrowed;
  }
}
