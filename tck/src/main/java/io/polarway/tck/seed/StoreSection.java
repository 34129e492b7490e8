package io.polarway.tck.seed;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.Progress;
import io.polarway.tck.console.ResultTable;
import io.polarway.tck.trades.Trades;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Stores the trades on day partitions, fast and small, and compacts them for rest. */
final class StoreSection {

  private static final int BATCH_ROWS = 10_000;

  private final DemoRun run;
  private final Console console;
  private final Trades trades;
  private final DemoFigures figures;

  StoreSection(DemoRun run) {
    this.run = run;
    this.console = run.console();
    this.trades = run.trades();
    this.figures = run.figures();
  }

  void show() throws SQLException {
    try (Connection connection = run.connect()) {
      console.heading("2. Store: one batch insert, day partitions");
      insert(connection, "trades", 3);
      insert(connection, "trades_19", 19);
      compact(connection);
      printSizes();
    }
  }

  private void insert(Connection connection, String table, int level) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE %s (
              timestamp TIMESTAMP, symbol VARCHAR, price DOUBLE, volume DOUBLE
          ) PARTITIONED BY (day(timestamp)) SORTED BY (symbol, timestamp)
            WITH ("ingest-level" = %d)\
          """
              .formatted(table, level));
    }
    connection.setAutoCommit(false);
    long start = System.nanoTime();
    try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?)");
        Progress progress = new Progress(console, "insert at zstd level " + level, trades.rows())) {
      for (int row = 0; row < trades.rows(); row++) {
        insert.setObject(1, trades.timestamp(row));
        insert.setString(2, trades.symbol(row));
        insert.setDouble(3, trades.price(row));
        insert.setDouble(4, trades.volume(row));
        insert.addBatch();
        if ((row + 1) % BATCH_ROWS == 0) {
          insert.executeBatch();
          progress.done(row + 1);
        }
      }
      insert.executeBatch();
      connection.commit();
    }
    long nanos = System.nanoTime() - start;
    connection.setAutoCommit(true);
    figures.inserted(level, nanos, PartitionFiles.of(run.store(), table));
    console.line(
        "  %-9s  zstd level %2d: %s rows in batches of %s, one commit, on disk in %s (%s rows/s)"
            .formatted(
                table,
                level,
                Numbers.count(trades.rows()),
                Numbers.count(BATCH_ROWS),
                Numbers.seconds(nanos),
                Numbers.rowsPerSecond(trades.rows(), nanos)));
  }

  private void compact(Connection connection) throws SQLException {
    console.line("");
    console.line("  Compaction: OPTIMIZE trades sorts by symbol and time and writes zstd level 19");
    console.line("");
    long nanos;
    try (Statement statement = connection.createStatement()) {
      long start = System.nanoTime();
      try (ResultSet partitions = statement.executeQuery("OPTIMIZE trades")) {
        nanos = System.nanoTime() - start;
        ResultTable.printRounded(console, partitions);
      }
      statement.execute("CALL polarway.vacuum('trades', older_than => INTERVAL 0 SECONDS)");
    }
    PartitionFiles files = PartitionFiles.of(run.store(), "trades");
    figures.compacted(nanos, files);
    console.line(
        "  %s became %s in %s (%s rows/s), and the replaced files were deleted"
            .formatted(
                Numbers.megabytes(figures.bytesAtLevel3()),
                Numbers.megabytes(figures.bytesAtRest()),
                Numbers.seconds(nanos),
                Numbers.rowsPerSecond(trades.rows(), nanos)));
  }

  private void printSizes() {
    PartitionFiles files = PartitionFiles.of(run.store(), "trades");
    console.line("");
    console.line("  " + files.directory());
    files.asTable().print(console.out());
    figures.sizes().print(console.out());
  }
}
