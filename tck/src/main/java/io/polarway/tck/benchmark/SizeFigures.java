package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.trades.TradeKind;
import io.polarway.tck.trades.Trades;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bytes at rest, zstd level 19: Polarway's files after OPTIMIZE beside DuckDB's COPY of the same
 * rows in the same order, and beside the entropy of the trades.
 */
final class SizeFigures {

  private static final int REST_LEVEL = 19;
  private static final long SEED = 1;

  private final Console console;
  private final Path directory;
  private final int rows;

  SizeFigures(Console console, Path directory, int rows) {
    this.console = console;
    this.directory = directory;
    this.rows = rows;
  }

  Map<String, Object> measure() throws SQLException {
    console.heading("Bytes at rest, zstd level 19");
    TextTable table =
        new TextTable()
            .left("trades")
            .right("Polarway")
            .right("DuckDB COPY")
            .right("entropy bound")
            .right("Polarway to DuckDB")
            .right("Polarway to bound");
    Map<String, Object> report = new LinkedHashMap<>();
    report.put(
        "fullEntropy",
        measure(
            table,
            "random doubles, by time",
            "",
            Trades.generate(TradeKind.FULL_ENTROPY, rows, SEED)));
    report.put(
        "ticks",
        measure(
            table,
            "ticks of 0.01, by symbol and time",
            " SORTED BY (symbol, timestamp)",
            Trades.generate(TradeKind.TICKS, rows, SEED).sortedBySymbol()));
    table.print(console.out());
    return report;
  }

  private Map<String, Object> measure(TextTable table, String name, String order, Trades trades)
      throws SQLException {
    try (ScratchDirectory ours = ScratchDirectory.in(directory);
        ScratchDirectory theirs = ScratchDirectory.in(directory)) {
      JdbcIngester.polarwaySortedBy(order).insert(ours.path(), trades, rows);
      optimize(ours);
      copyWithDuckDb(trades, theirs);
      long ourBytes = ours.parquetBytes();
      long theirBytes = theirs.parquetBytes();
      long bound = trades.entropyBytes();
      table.row(
          name,
          Numbers.count(ourBytes),
          Numbers.count(theirBytes),
          Numbers.count(bound),
          Numbers.ratio((double) ourBytes / theirBytes),
          Numbers.ratio((double) ourBytes / bound));
      return Map.of("polarway", ourBytes, "duckDbCopy", theirBytes, "entropyBound", bound);
    }
  }

  /** Leaves the files at rest alone. */
  private static void optimize(ScratchDirectory store) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:polarway:" + store.path() + "/store");
        Statement statement = connection.createStatement()) {
      statement.execute("OPTIMIZE trades");
      statement.execute("CALL polarway.vacuum(older_than => INTERVAL '0 seconds')");
    }
  }

  private static void copyWithDuckDb(Trades trades, ScratchDirectory target) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(AppenderIngester.CREATE_TABLE);
      AppenderIngester.append(connection, trades, trades.rows());
      statement.execute(
          """
          COPY trades TO '%s/copy.parquet'
          (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL %d, PARQUET_VERSION v2)\
          """
              .formatted(target.path(), REST_LEVEL));
    }
  }
}
