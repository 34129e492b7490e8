package io.polarway.storage.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection on which each statement is prepared once, by its text. One thread at a time. */
final class KeptStatements implements AutoCloseable {

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  KeptStatements(Connection connection) {
    this.connection = connection;
  }

  /** For what reads and does not come often. */
  Connection connection() {
    return connection;
  }

  /** A statement, which the caller executes and does not close. */
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  void execute(String sql) throws SQLException {
    prepare(sql).execute();
  }

  /** How many rows were changed. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    return bind(sql, values).executeUpdate();
  }

  /** The first column of the first row; 0 when there is none. */
  long queryLong(String sql, @Nullable Object... values) throws SQLException {
    try (ResultSet row = bind(sql, values).executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** The first column of the first row; null when there is none. */
  @Nullable String queryText(String sql, @Nullable Object... values) throws SQLException {
    try (ResultSet row = bind(sql, values).executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private PreparedStatement bind(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepare(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
