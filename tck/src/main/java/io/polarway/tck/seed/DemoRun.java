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
 * @param exports a directory outside the store, for files of other origin
 * @param figures what was measured so far
 */
record DemoRun(Console console, Path store, Path exports, Trades trades, DemoFigures figures) {

  /** Connects as most programs do, but so that few rows are files, too. */
  Connection connect() throws SQLException {
    return connect("");
  }

  /** Connects so that no answer comes from the result cache, nor goes there. */
  Connection connectUncached() throws SQLException {
    return connect("&cache=off");
  }

  /** Connects so that queries may read the files of other origin. */
  Connection connectWithExports() throws SQLException {
    return connect("&cache=off&allowedPaths=" + exports);
  }

  private Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(url(store) + "?hot=off&upkeep=off" + properties);
  }

  static String url(Path store) {
    return "jdbc:polarway:" + store;
  }
}
