package io.polarway.tck.shell;

import io.polarway.jdbc.StatementProgress;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.shell.RowPrinter.Printed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements one by one and shows what they give. {@link #cancel} may come from any thread.
 */
final class StatementRunner {

  private static final long CANCEL_INTERVAL_MILLIS = 50;

  private final Console console;
  private final Connection connection;
  private final Display display;
  private volatile @Nullable Statement running;

  StatementRunner(Console console, Connection connection, Display display) {
    this.console = console;
    this.connection = connection;
    this.display = display;
  }

  /** Runs a statement; false when it failed, which has then been said. */
  boolean run(String sql) {
    try (Statement statement = connection.createStatement()) {
      running = statement;
      execute(statement, sql);
      warn(statement.getWarnings());
      return true;
    } catch (SQLException e) {
      display.out().flush();
      printError(e);
      return false;
    } finally {
      running = null;
    }
  }

  /**
   * Ends the statement that runs, if there is one, and waits for its end. It is asked again and
   * again, since a statement that is still being read does not take notice.
   */
  void cancel() {
    Statement statement = running;
    try {
      while (statement != null && running == statement) {
        statement.cancel();
        Thread.sleep(CANCEL_INTERVAL_MILLIS);
      }
    } catch (SQLException alreadyClosed) {
      // Then it has ended by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says what failed. */
  void printError(SQLException failure) {
    for (SQLException e = failure; e != null; e = e.getNextException()) {
      console.errors().printf("error: %s (SQLState %s)%n", e.getMessage(), e.getSQLState());
    }
  }

  private void execute(Statement statement, String sql) throws SQLException {
    long start = System.nanoTime();
    ProgressLine progress =
        console.terminal()
            ? new ProgressLine(
                console, display::terminalWidth, statement.unwrap(StatementProgress.class))
            : null;
    try {
      boolean givesRows = statement.execute(sql);
      if (givesRows) {
        try (ResultSet rows = statement.getResultSet()) {
          printRows(rows, start, progress);
        }
      } else {
        close(progress);
        long count = Math.max(0, statement.getLargeUpdateCount());
        done("done, " + counted(count) + " changed", start);
      }
    } finally {
      close(progress);
    }
  }

  private static void close(@Nullable ProgressLine progress) {
    if (progress != null) {
      progress.close();
    }
  }

  private void printRows(ResultSet rows, long start, @Nullable ProgressLine progress)
      throws SQLException {
    Display.Format format = display.format();
    if (format == Display.Format.CSV) {
      close(progress);
      CsvRows.print(new TextRows(rows), display.out());
    } else if (format == Display.Format.JSON) {
      close(progress);
      JsonRows.print(rows, display.out());
    } else {
      Printed printed = new RowPrinter(display, () -> close(progress)).print(new TextRows(rows));
      done(
          printed.more()
              ? "the first %s; \\rows 0 shows all".formatted(counted(printed.rows()))
              : counted(printed.rows()),
          start);
    }
  }

  private void done(String what, long startNanos) {
    if (display.format() == Display.Format.TABLE) {
      String time = display.timing() ? ", " + Numbers.millis(System.nanoTime() - startNanos) : "";
      display.out().println(what + time);
    }
  }

  private static String counted(long rows) {
    return Numbers.count(rows) + (rows == 1 ? " row" : " rows");
  }

  private void warn(@Nullable SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      console
          .errors()
          .printf("warning: %s (SQLState %s)%n", warning.getMessage(), warning.getSQLState());
    }
  }
}
