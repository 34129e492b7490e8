package io.polarway.tck.benchmark;

import io.polarway.tck.trades.Trades;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Inserts through DuckDB's own Appender, into a database file, in one transaction. */
record AppenderIngester() implements Ingester {

  static final String CREATE_TABLE =
      "CREATE TABLE trades (timestamp TIMESTAMP, symbol VARCHAR, price DOUBLE, volume DOUBLE)";

  @Override
  public String name() {
    return "DuckDB Appender";
  }

  @Override
  public int rows(int asked) {
    return asked;
  }

  @Override
  public long insert(Path directory, Trades trades, int rows) throws SQLException {
    try (Connection connection = connect(directory)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(CREATE_TABLE);
      }
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      append(connection, trades, rows);
      connection.commit();
      return System.nanoTime() - start;
    }
  }

  /** Appends to the table trades of a DuckDB connection. */
  static void append(Connection connection, Trades trades, int rows) throws SQLException {
    DuckDBConnection duckDb = connection.unwrap(DuckDBConnection.class);
    try (DuckDBAppender appender = duckDb.createAppender("trades")) {
      for (int row = 0; row < rows; row++) {
        appender
            .beginRow()
            .appendEpochMicros(trades.timestampMicros(row))
            .append(trades.symbol(row))
            .append(trades.price(row))
            .append(trades.volume(row))
            .endRow();
      }
    }
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

  private static Connection connect(Path directory) throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + directory + "/db");
  }
}
