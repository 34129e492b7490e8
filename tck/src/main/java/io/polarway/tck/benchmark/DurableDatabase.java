package io.polarway.tck.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database whose commits reach the disk.
 *
 * @param url the URL for a directory, which stands in it as {@code %s}
 * @param settings run on each new connection
 * @param durableCommit run behind each commit where that alone does not reach the disk
 */
record DurableDatabase(
    String name, String url, List<String> settings, @Nullable String durableCommit) {

  static final DurableDatabase POLARWAY =
      new DurableDatabase("Polarway", "jdbc:polarway:%s/polarway?cache=off", List.of(), null);

  static final DurableDatabase SQLITE =
      new DurableDatabase(
          "SQLite",
          "jdbc:sqlite:%s/sqlite",
          List.of(
              "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA busy_timeout=60000"),
          null);

  static final DurableDatabase DUCKDB =
      new DurableDatabase("DuckDB", "jdbc:duckdb:%s/duckdb", List.of(), null);

  static final DurableDatabase H2 =
      new DurableDatabase("H2", "jdbc:h2:%s/h2", List.of(), "CHECKPOINT SYNC");

  /** Polarway first. */
  static final List<DurableDatabase> ALL = List.of(POLARWAY, SQLITE, DUCKDB, H2);

  /** A connection in auto-commit mode. */
  Connection connect(Path directory) throws SQLException {
    return new Database(name, Dialect.DUCKDB, url.formatted(directory), Map.of(), settings, 0)
        .connect();
  }

  /** A statement that commits durably each time it is executed. */
  DurableStatement prepare(Connection connection, String sql) throws SQLException {
    return new DurableStatement(
        connection.prepareStatement(sql),
        durableCommit == null ? null : connection.prepareStatement(durableCommit));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** See {@link #prepare}; its connection closes it. */
  record DurableStatement(PreparedStatement change, @Nullable PreparedStatement durableCommit) {

    /** Executes it, which has to change one row. */
    void changeOne() throws SQLException {
      int changed = change.executeUpdate();
      if (changed != 1) {
        throw new IllegalStateException(changed + " rows were changed by " + change);
      }
      if (durableCommit != null) {
        durableCommit.execute();
      }
    }
  }
}
