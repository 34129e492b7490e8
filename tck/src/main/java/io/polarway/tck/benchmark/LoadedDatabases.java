package io.polarway.tck.benchmark;

import io.polarway.tck.trades.Trades;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The same trades in Polarway and its peers, below one directory. */
record LoadedDatabases(Path directory, Trades trades) {

  /** Polarway's result cache, switched off by a property that the driver has. */
  private static final Map<String, String> UNCACHED = Map.of("cache", "off");

  private static final Map<String, String> STREAMING = Map.of("jdbc_stream_results", "true");

  static LoadedDatabases load(Path directory, Trades trades) throws SQLException {
    List<Ingester> ingesters =
        List.of(
            JdbcIngester.polarway(3),
            new AppenderIngester(),
            JdbcIngester.sqlite(),
            JdbcIngester.h2());
    for (Ingester ingester : ingesters) {
      ingester.insert(below(directory, ingester), trades, ingester.rows(trades.rows()));
    }
    return new LoadedDatabases(directory, trades);
  }

  Database polarway() {
    return database("Polarway", Dialect.DUCKDB, JdbcIngester.polarway(3), UNCACHED);
  }

  Database polarwayCached() {
    return database("Polarway, cached", Dialect.DUCKDB, JdbcIngester.polarway(3), Map.of());
  }

  /** DuckDB on Polarway's own files. */
  Database duckDbOnTheSameFiles() {
    return duckDbOnTheSameFiles("DuckDB, the same Parquet", Map.of());
  }

  /** The same, with results that it does not first compute to their end. */
  Database duckDbStreaming() {
    return duckDbOnTheSameFiles("DuckDB, the same Parquet, streaming", STREAMING);
  }

  private Database duckDbOnTheSameFiles(String name, Map<String, String> properties) {
    return new Database(
        name,
        Dialect.DUCKDB,
        "jdbc:duckdb:",
        properties,
        List.of(
            "CREATE VIEW trades AS SELECT * FROM read_parquet([%s])"
                .formatted(
                    filesBelow(below(directory, JdbcIngester.polarway(3))).stream()
                        .map(file -> "'" + file + "'")
                        .collect(Collectors.joining(", ")))),
        trades.rows());
  }

  Database duckDb() {
    return new Database(
        "DuckDB, its own file",
        Dialect.DUCKDB,
        "jdbc:duckdb:" + below(directory, new AppenderIngester()) + "/db",
        Map.of(),
        List.of(),
        trades.rows());
  }

  Database sqlite() {
    return database("SQLite", Dialect.SQLITE, JdbcIngester.sqlite(), Map.of());
  }

  /** H2, which gives the last result of a query again as long as its tables stay the same. */
  Database h2() {
    return database("H2", Dialect.H2, JdbcIngester.h2(), Map.of());
  }

  /** H2 without that, which it is for all connections. */
  Database h2Uncached() {
    return database("H2", Dialect.H2, JdbcIngester.h2(), Map.of("OPTIMIZE_REUSE_RESULTS", "0"));
  }

  private Database database(
      String name, Dialect dialect, JdbcIngester ingester, Map<String, String> properties) {
    return new Database(
        name,
        dialect,
        ingester.url().formatted(below(directory, ingester)),
        properties,
        ingester.settings(),
        ingester.rows(trades.rows()));
  }

  static List<Path> filesBelow(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(ScratchDirectory::isParquet).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path below(Path directory, Ingester ingester) {
    try {
      return Files.createDirectories(
          directory.resolve(ingester.name().replaceAll("[^A-Za-z0-9]+", "-")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
