package io.polarway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A temporary store, and short ways to look into one. */
final class TestStore {

  private TestStore() {}

  /** A connection to a private temporary store. */
  static Connection temporary() throws SQLException {
    return DriverManager.getConnection("jdbc:polarway:");
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All rows of a query, the columns of each joined by a bar. */
  static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet resultSet = statement.executeQuery(sql)) {
      return rows(resultSet);
    }
  }

  static List<String> rows(ResultSet resultSet) throws SQLException {
    ResultSetMetaData metaData = resultSet.getMetaData();
    List<String> rows = new ArrayList<>();
    while (resultSet.next()) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        values.add(String.valueOf(resultSet.getString(i)));
      }
      rows.add(String.join("|", values));
    }
    return rows;
  }

  /** Expects an SQLException of this SQLState. */
  static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      String sqlState, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(sqlState));
  }
}
