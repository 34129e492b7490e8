package io.polarway.tck.shell;

import io.polarway.jdbc.StatementProgress;
import io.polarway.jdbc.StatementProgress.Progress;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.DisplayText;
import io.polarway.tck.console.Numbers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Says on a terminal how far a statement has come, from half a second after its start until it is
 * closed. Drawn by a thread of its own.
 */
final class ProgressLine implements AutoCloseable {

  private static final long FIRST_MILLIS = 500;
  private static final long INTERVAL_MILLIS = 100;
  private static final ScheduledExecutorService DRAWER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private final Console console;
  private final IntSupplier width;
  private final StatementProgress statement;
  private final long startNanos = System.nanoTime();
  private final ScheduledFuture<?> drawing;
  private boolean drawn;
  private boolean closed;

  /**
   * @param width the cells of the terminal's line
   */
  ProgressLine(Console console, IntSupplier width, StatementProgress statement) {
    this.console = console;
    this.width = width;
    this.statement = statement;
    this.drawing =
        DRAWER.scheduleAtFixedRate(
            this::draw, FIRST_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void draw() {
    if (closed) {
      return;
    }
    String seconds = Numbers.fixed((System.nanoTime() - startNanos) / 1e9, 1) + " s";
    String text =
        statement
            .progress()
            .map(progress -> text(progress, seconds))
            .orElse("running, %s, Ctrl-C cancels".formatted(seconds));
    console
        .out()
        .print(
            io.polarway.tck.console.Progress.ERASE_LINE
                + DisplayText.clip("  " + text, width.getAsInt() - 1));
    console.out().flush();
    drawn = true;
  }

  private static String text(Progress progress, String seconds) {
    return "%s %s, %s, Ctrl-C cancels; %s of %s rows"
        .formatted(
            io.polarway.tck.console.Progress.bar(progress.share()),
            Numbers.percent(progress.share()),
            seconds,
            Numbers.count(progress.rowsDone()),
            Numbers.count(progress.rowsInAll()));
  }

  /** Removes the line. */
  @Override
  public synchronized void close() {
    drawing.cancel(false);
    if (drawn && !closed) {
      console.out().print(io.polarway.tck.console.Progress.ERASE_LINE);
      console.out().flush();
    }
    closed = true;
  }
}
