package io.polarway.tck.console;

import java.util.Arrays;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Numbers {

  private static final double BYTES_PER_MEGABYTE = 1_000_000;
  private static final double NANOS_PER_SECOND = 1_000_000_000;
  private static final double NANOS_PER_MILLI = 1_000_000;
  private static final double NANOS_PER_MICRO = 1_000;
  private static final double SMALLEST_WITHOUT_DECIMALS = 9.95;

  private Numbers() {}

  /** With thousands separators. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  public static String fixed(double number, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  public static String megabytes(long bytes) {
    return fixed(bytes / BYTES_PER_MEGABYTE, 2) + " MB";
  }

  public static String seconds(long nanos) {
    return fixed(nanos / NANOS_PER_SECOND, 2) + " s";
  }

  public static String millis(long nanos) {
    return fixed(nanos / NANOS_PER_MILLI, 1) + " ms";
  }

  /** A time of two digits or more, in the unit that fits. */
  public static String time(long nanos) {
    if (nanos < NANOS_PER_MICRO) {
      return nanos + " ns";
    }
    if (nanos < NANOS_PER_MILLI) {
      return digits(nanos / NANOS_PER_MICRO) + " µs";
    }
    return nanos < NANOS_PER_SECOND
        ? digits(nanos / NANOS_PER_MILLI) + " ms"
        : digits(nanos / NANOS_PER_SECOND) + " s";
  }

  private static String digits(double number) {
    boolean needsDecimal = number < SMALLEST_WITHOUT_DECIMALS && number != Math.rint(number);
    return fixed(number, needsDecimal ? 1 : 0);
  }

  public static String ratio(double ratio) {
    return fixed(ratio, 2) + "×";
  }

  public static String percent(double share) {
    return fixed(share * 100, 1) + " %";
  }

  public static double perSecond(long rows, long nanos) {
    return rows / (nanos / NANOS_PER_SECOND);
  }

  public static String rowsPerSecond(long rows, long nanos) {
    return count(Math.round(perSecond(rows, nanos)));
  }

  /** The middle value; of an even number of them the mean of the two in the middle. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
