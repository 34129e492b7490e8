package io.polarway.tck.console;

/**
 * Says how far long work has come: on a terminal a bar that is drawn over, else a plain line now
 * and then. Work that ends before the first line is due prints nothing. One thread.
 */
public final class Progress implements AutoCloseable {

  private static final long TERMINAL_INTERVAL_NANOS = 100_000_000L;
  private static final long PLAIN_INTERVAL_NANOS = 3_000_000_000L;
  private static final int BAR_WIDTH = 20;

  /** Goes to the beginning of a terminal's line and erases it. */
  public static final String ERASE_LINE = "\r\u001b[2K";

  private final Console console;
  private final String label;
  private final long total;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private boolean drawn;

  public Progress(Console console, String label, long total) {
    this.console = console;
    this.label = label;
    this.total = total;
  }

  /** Tells how much of the total is done. */
  public void done(long count) {
    long now = System.nanoTime();
    long interval = console.terminal() ? TERMINAL_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS;
    if (now - lastNanos < interval) {
      return;
    }
    lastNanos = now;
    double share = total == 0 ? 1 : (double) count / total;
    String numbers =
        "%s of %s, %s rows/s"
            .formatted(
                Numbers.count(count),
                Numbers.count(total),
                Numbers.rowsPerSecond(count, now - startNanos));
    if (console.terminal()) {
      console.out().print(ERASE_LINE + "  " + label + " " + bar(share) + " " + numbers);
      console.out().flush();
      drawn = true;
    } else {
      console.line("  %s: %s (%s)".formatted(label, Numbers.percent(share), numbers));
    }
  }

  /** A bar that is filled as far as something is done, from 0 to 1. */
  public static String bar(double share) {
    int filled = (int) Math.round(Math.min(Math.max(share, 0), 1) * BAR_WIDTH);
    return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  }

  /** Removes the bar. */
  @Override
  public void close() {
    if (drawn) {
      console.out().print(ERASE_LINE);
      console.out().flush();
    }
  }
}
