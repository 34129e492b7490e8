package io.polarway.tck.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A database that holds the trades.
 *
 * @param dialect how it wants the queries written
 * @param settings run on each new connection
 * @param rows the trades that it holds: fewer where all would take minutes
 */
record Database(
    String name,
    Dialect dialect,
    String url,
    Map<String, String> properties,
    List<String> settings,
    int rows) {

  Connection connect() throws SQLException {
    Properties given = new Properties();
    given.putAll(properties);
    Connection connection = DriverManager.getConnection(url, given);
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings) {
        statement.execute(setting);
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }
}
