package io.polarway.tck.seed;

import io.polarway.tck.console.Console;
import io.polarway.tck.trades.Trades;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * What the sections of one run of the demo share.
 *
 * @param store the store's directory
 * @param figures what was measured so far
 */
record DemoRun(Console console, Path store, Trades trades, DemoFigures figures) {

  /** Connects as most programs do. */
  Connection connect() throws SQLException {
    return connect("");
  }

  /** Connects so that no answer comes from the result cache, nor goes there. */
  Connection connectUncached() throws SQLException {
    return connect("?cache=off");
  }

  private Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(url(store) + properties);
  }

  static String url(Path store) {
    return "jdbc:polarway:" + store;
  }
}
