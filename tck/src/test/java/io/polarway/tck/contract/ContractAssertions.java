package io.polarway.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What the tests of the contract have in common. */
final class ContractAssertions {

  private ContractAssertions() {}

  /** Runs statements one after another. */
  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first value of the first row, as a number. */
  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  /** The first column of all rows, as text. */
  static List<@Nullable String> texts(ResultSet rows) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(1));
    }
    return values;
  }

  /** The first column of all rows of a query, as text. */
  static List<@Nullable String> texts(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return texts(rows);
    }
  }

  /** Goes on by some rows; false where there are fewer. */
  static boolean advance(ResultSet rows, int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      if (!rows.next()) {
        return false;
      }
    }
    return true;
  }

  /** Fails unless a call throws an SQLException. */
  static SQLException assertFails(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(SQLException.class);
    return (SQLException) thrown;
  }
}
