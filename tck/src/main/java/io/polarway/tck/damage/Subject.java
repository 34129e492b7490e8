package io.polarway.tck.damage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A database that is damaged. */
public enum Subject {
  POLARWAY("Polarway", "jdbc:polarway:%s"),
  DUCKDB("DuckDB", "jdbc:duckdb:%s/database"),
  SQLITE("SQLite", "jdbc:sqlite:%s/database"),
  H2("H2", "jdbc:h2:file:%s/database");

  private static final int ROWS = 20_000;

  /** Queries that read everything, a range, single rows by key, and statistics. */
  static final List<String> QUERIES =
      List.of(
          "SELECT id, name, amount, part FROM events ORDER BY id",
          "SELECT count(*), sum(id), min(amount), max(amount) FROM events",
          "SELECT count(*), sum(amount) FROM events WHERE id BETWEEN 5000 AND 5999",
          "SELECT name FROM events WHERE id = 12345",
          "SELECT part, count(*) FROM events GROUP BY part ORDER BY part",
          "SELECT count(*) FROM events",
          "SELECT id, balance FROM accounts ORDER BY id",
          "SELECT balance FROM accounts WHERE id = 77",
          "SELECT count(*), sum(balance) FROM accounts");

  private final String title;
  private final String url;

  Subject(String title, String url) {
    this.title = title;
    this.url = url;
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  Connection connect(Path directory) throws SQLException {
    return DriverManager.getConnection(url.formatted(directory));
  }

  /**
   * Makes the tables: one with many rows of which some were deleted and some changed, and one with
   * few, recent ones. The last connection is never closed, so that what a close would tidy up stays
   * as it is; the process has to end.
   */
  void create(Path directory) throws SQLException {
    Connection connection = connect(directory);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE events (id BIGINT, name VARCHAR(40), amount DOUBLE PRECISION, part INTEGER)"
              + (this == POLARWAY ? " PARTITIONED BY (part)" : ""));
      statement.execute("CREATE TABLE accounts (id BIGINT PRIMARY KEY, balance BIGINT)");
    }
    connection.commit();
    try (var insert = connection.prepareStatement("INSERT INTO events VALUES (?, ?, ?, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setLong(1, i);
        insert.setString(2, "name of " + (i * 7919L % ROWS));
        insert.setDouble(3, (i * 31L % 1_000) / 100.0);
        insert.setInt(4, i % 3);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM events WHERE id BETWEEN 3000 AND 3099");
      statement.executeUpdate("UPDATE events SET amount = amount + 1 WHERE id < 50");
      connection.commit();
      for (int i = 0; i < 200; i++) {
        statement.executeUpdate("INSERT INTO accounts VALUES (" + i + ", 1000)");
      }
      connection.commit();
      statement.executeUpdate("UPDATE accounts SET balance = balance - 10 WHERE id < 20");
      statement.executeUpdate("DELETE FROM accounts WHERE id = 150");
    }
    connection.commit();
  }

  /**
   * Folds the log of the catalog, which a process left that was killed, into the catalog's file, as
   * SQLite does from time to time; false for a database that has no such log.
   */
  boolean fold(Path directory) throws SQLException {
    if (this != POLARWAY) {
      return false;
    }
    try (Connection catalog =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("catalog.db"));
        Statement statement = catalog.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    return true;
  }
}
