package io.polarway.tck.sql;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.ResultTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs SQL from the command line: {@code sql [STORE] "STATEMENT; ..."}. Exit code 1 when a
 * statement fails, 2 for a wrong command line.
 */
public final class SqlCommand {

  private SqlCommand() {}

  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    if (arguments.length < 1 || arguments.length > 2) {
      console.errors().println("Usage: polarway sql [STORE] \"STATEMENT; ...\"");
      System.exit(2);
    }
    String store = arguments.length == 2 ? Path.of(arguments[0]).toAbsolutePath().toString() : "";
    if (!run(console, store, arguments[arguments.length - 1])) {
      System.exit(1);
    }
  }

  /**
   * Runs statements one after the other, each in a transaction of its own, up to the first that
   * fails.
   *
   * @param store the store's directory, empty for a private temporary one
   * @return whether all succeeded
   */
  static boolean run(Console console, String store, String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:" + store);
        Statement statement = connection.createStatement()) {
      for (String text : StatementSplitter.split(sql)) {
        execute(console, statement, text);
      }
      return true;
    } catch (SQLException e) {
      console.errors().printf("error: %s (SQLState %s)%n", e.getMessage(), e.getSQLState());
      return false;
    }
  }

  private static void execute(Console console, Statement statement, String text)
      throws SQLException {
    long start = System.nanoTime();
    if (statement.execute(text)) {
      try (ResultSet rows = statement.getResultSet()) {
        long count = ResultTable.print(console, rows);
        console.line(
            "%s %s, %s"
                .formatted(
                    Numbers.count(count),
                    count == 1 ? "row" : "rows",
                    Numbers.millis(System.nanoTime() - start)));
      }
    } else {
      long count = statement.getLargeUpdateCount();
      console.line(
          "done, %s %s changed, %s"
              .formatted(
                  Numbers.count(Math.max(0, count)),
                  count == 1 ? "row" : "rows",
                  Numbers.millis(System.nanoTime() - start)));
    }
  }
}
