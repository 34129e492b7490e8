package io.polarway.tck.benchmark;

import io.polarway.tck.trades.Trades;
import java.nio.file.Path;
import java.sql.SQLException;

/** A way to store trades so that they survive a crash. */
interface Ingester {

  String name();

  /**
   * The rows of a run when {@code asked} are asked for: fewer for those that would take minutes.
   */
  int rows(int asked);

  /**
   * Makes a table in an empty directory, inserts the first {@code rows} trades in one transaction,
   * and closes.
   *
   * @return the time from the first row to the end of the commit, in nanoseconds; connecting and
   *     CREATE TABLE are not in it
   */
  long insert(Path directory, Trades trades, int rows) throws SQLException;

  /** Opens the directory anew and counts the rows. */
  long count(Path directory) throws SQLException;
}
