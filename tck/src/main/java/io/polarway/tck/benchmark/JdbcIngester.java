package io.polarway.tck.benchmark;

import io.polarway.tck.trades.Trades;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;

/**
 * Inserts through a JDBC driver: prepared statement, {@code executeBatch} of 10,000 rows, one
 * commit.
 *
 * @param url the URL for a directory, which stands in it as {@code %s}
 * @param settings run on each new connection
 * @param createTable its text, the table is called trades
 * @param rowsPerStatement rows in the VALUES of one INSERT
 * @param timestampAsNumber whether timestamps are stored as microseconds, for want of a type
 * @param durableCommit run behind the commit where that alone does not reach the disk; may be empty
 * @param largestRows more than that would take too long
 */
record JdbcIngester(
    String name,
    String url,
    List<String> settings,
    String createTable,
    int rowsPerStatement,
    boolean timestampAsNumber,
    String durableCommit,
    int largestRows)
    implements Ingester {

  private static final int BATCH_ROWS = 10_000;
  private static final int COLUMNS = 4;

  private static final String CREATE_TABLE =
      "CREATE TABLE trades (timestamp TIMESTAMP, symbol VARCHAR, price DOUBLE, volume DOUBLE)";

  static JdbcIngester polarway(int zstdLevel) {
    return new JdbcIngester(
        "Polarway, zstd " + zstdLevel,
        "jdbc:polarway:%s/store",
        List.of(),
        CREATE_TABLE + " WITH (\"ingest-level\" = " + zstdLevel + ")",
        1,
        false,
        "",
        Integer.MAX_VALUE);
  }

  /** A table of default properties, with a sort order or an empty text. */
  static JdbcIngester polarwaySortedBy(String order) {
    return new JdbcIngester(
        "Polarway",
        "jdbc:polarway:%s/store",
        List.of(),
        CREATE_TABLE + order,
        1,
        false,
        "",
        Integer.MAX_VALUE);
  }

  static JdbcIngester duckDb() {
    return new JdbcIngester(
        "DuckDB JDBC", "jdbc:duckdb:%s/db", List.of(), CREATE_TABLE, 1, false, "", 6_000);
  }

  static JdbcIngester duckDbMultiRow() {
    return new JdbcIngester(
        "DuckDB JDBC, 100-row VALUES",
        "jdbc:duckdb:%s/db",
        List.of(),
        CREATE_TABLE,
        100,
        false,
        "",
        100_000);
  }

  static JdbcIngester sqlite() {
    return new JdbcIngester(
        "SQLite",
        "jdbc:sqlite:%s/db",
        List.of("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"),
        "CREATE TABLE trades (timestamp INTEGER, symbol TEXT, price REAL, volume REAL)",
        1,
        true,
        "",
        Integer.MAX_VALUE);
  }

  static JdbcIngester h2() {
    return new JdbcIngester(
        "H2",
        "jdbc:h2:%s/db",
        List.of(),
        CREATE_TABLE.replace("timestamp TIMESTAMP", "\"timestamp\" TIMESTAMP"),
        1,
        false,
        "CHECKPOINT SYNC",
        150_000);
  }

  @Override
  public int rows(int asked) {
    return Math.min(asked, largestRows);
  }

  @Override
  public long insert(Path directory, Trades trades, int rows) throws SQLException {
    try (Connection connection = connect(directory)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(createTable);
      }
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      insertAll(connection, trades, rows);
      connection.commit();
      if (!durableCommit.isEmpty()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(durableCommit);
        }
      }
      return System.nanoTime() - start;
    }
  }

  private void insertAll(Connection connection, Trades trades, int rows) throws SQLException {
    int batched = 0;
    int parameter = 0;
    try (PreparedStatement insert = connection.prepareStatement(insertText())) {
      for (int row = 0; row < rows; row++) {
        if (timestampAsNumber) {
          insert.setLong(parameter + 1, trades.timestampMicros(row));
        } else {
          insert.setObject(parameter + 1, trades.timestamp(row));
        }
        insert.setString(parameter + 2, trades.symbol(row));
        insert.setDouble(parameter + 3, trades.price(row));
        insert.setDouble(parameter + 4, trades.volume(row));
        parameter += COLUMNS;
        if (parameter == COLUMNS * rowsPerStatement) {
          insert.addBatch();
          batched += rowsPerStatement;
          parameter = 0;
          if (batched == BATCH_ROWS) {
            insert.executeBatch();
            batched = 0;
          }
        }
      }
      if (batched > 0) {
        insert.executeBatch();
      }
    }
    if (parameter != 0) {
      throw new IllegalArgumentException(
          rows + " rows are not a multiple of " + rowsPerStatement + ", the rows of a statement");
    }
  }

  private String insertText() {
    return "INSERT INTO trades VALUES "
        + String.join(", ", Collections.nCopies(rowsPerStatement, "(?, ?, ?, ?)"));
  }

  @Override
  public long count(Path directory) throws SQLException {
    try (Connection connection = connect(directory);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM trades")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connect(Path directory) throws SQLException {
    Connection connection = DriverManager.getConnection(url.formatted(directory));
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings) {
        statement.execute(setting);
      }
    }
    return connection;
  }
}
