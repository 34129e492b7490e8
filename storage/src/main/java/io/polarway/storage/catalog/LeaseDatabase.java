package io.polarway.storage.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * The statements on {@code polarway_leases} in the catalog's database: what each process that has
 * the store open for writing still needs. An id is random and names neither a process nor a place.
 * The times, in microseconds since 1970, are for people; nothing is decided by them, because clocks
 * differ and go back. What tells that a lease lives is that its count of renewals grows.
 */
final class LeaseDatabase {

  static final String CREATE =
      "CREATE TABLE polarway_leases(id TEXT PRIMARY KEY, taken_at INTEGER NOT NULL,"
          + " renewed_at INTEGER NOT NULL, renewals INTEGER NOT NULL,"
          + " oldest_number INTEGER NOT NULL) WITHOUT ROWID";

  private LeaseDatabase() {}

  static void insert(Connection connection, String id, long oldest, long micros)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO polarway_leases VALUES (?, ?, ?, 0, ?)")) {
      statement.setString(1, id);
      statement.setLong(2, micros);
      statement.setLong(3, micros);
      statement.setLong(4, oldest);
      statement.executeUpdate();
    }
  }

  /** False when there is no such lease any more. */
  static boolean renew(Connection connection, String id, long oldest, long micros)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE polarway_leases SET renewals = renewals + 1, oldest_number = ?,"
                + " renewed_at = ? WHERE id = ?")) {
      statement.setLong(1, oldest);
      statement.setLong(2, micros);
      statement.setString(3, id);
      return statement.executeUpdate() == 1;
    }
  }

  static void delete(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM polarway_leases WHERE id = ?")) {
      statement.setString(1, id);
      statement.executeUpdate();
    }
  }

  /** Deletes a lease unless it was renewed after it was seen. */
  static void delete(Connection connection, String id, long renewals) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM polarway_leases WHERE id = ? AND renewals = ?")) {
      statement.setString(1, id);
      statement.setLong(2, renewals);
      statement.executeUpdate();
    }
  }

  /** How often each lease was renewed. */
  static Map<String, Long> renewals(Connection connection) throws SQLException {
    Map<String, Long> renewals = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id, renewals FROM polarway_leases")) {
      while (row.next()) {
        renewals.put(row.getString(1), row.getLong(2));
      }
    }
    return renewals;
  }

  /** The oldest commit whose snapshot somebody reads; the largest number when nobody does. */
  static long oldest(Connection connection) throws SQLException {
    return CatalogDatabase.queryLong(
        connection,
        "SELECT coalesce(min(oldest_number), " + Long.MAX_VALUE + ") FROM polarway_leases");
  }
}
