package io.polarway.tck.jar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Collections;

/** A program with the all-in-one jar alone on its class path. One class file, without lambdas. */
public final class JarProgram {

  static final int ROWS = 20_000;

  private JarProgram() {}

  /**
   * Writes a store, reopens it, and prints what it found.
   *
   * @param arguments the store's directory and files of SQL, a statement a line, to run on it
   */
  public static void main(String[] arguments) throws Exception {
    String url = "jdbc:polarway:" + arguments[0];
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE trades (timestamp TIMESTAMP, symbol VARCHAR, price DOUBLE, volume DOUBLE)"
              + " PARTITIONED BY (day(timestamp))");
      insert(connection);
      for (int i = 1; i < arguments.length; i++) {
        for (String sql : Files.readString(Path.of(arguments[i])).split(";\\s*\n")) {
          if (!sql.isBlank()) {
            run(statement, sql);
          }
        }
      }
    }
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT symbol, count(*), sum(volume) FROM trades GROUP BY symbol ORDER BY 1")) {
      while (rows.next()) {
        System.out.printf("%s %d %.0f%n", rows.getString(1), rows.getLong(2), rows.getDouble(3));
      }
      try (ResultSet tables = connection.getMetaData().getTables(null, null, "trad%", null)) {
        while (tables.next()) {
          System.out.println("table " + tables.getString("TABLE_NAME"));
        }
      }
    }
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      System.out.println("driver " + driver.getClass().getName());
    }
  }

  private static void insert(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO trades VALUES (?, ?, ?, ?)")) {
      for (int row = 0; row < ROWS; row++) {
        insert.setTimestamp(1, Timestamp.valueOf("2026-02-0%d 10:00:00".formatted(1 + row % 3)));
        insert.setString(2, row % 2 == 0 ? "BTC/USD" : "ETH/USD");
        insert.setDouble(3, 100 + row / 7.0);
        insert.setDouble(4, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static void run(Statement statement, String sql) throws SQLException {
    try {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            rows.getObject(1);
          }
        }
      }
    } catch (SQLException e) {
      throw new SQLException("in " + sql, e);
    }
  }
}
