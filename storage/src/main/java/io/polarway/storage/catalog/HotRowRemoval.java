package io.polarway.storage.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Removes hot rows that nobody can need any more. */
final class HotRowRemoval {

  private HotRowRemoval() {}

  /**
   * Removes rows that ended long ago, in the caller's transaction.
   *
   * @param horizon rows that ended at this commit or before are needed by nobody, nor are those of
   *     tables that have gone and were last changed by then
   * @param gone whether a table of this UUID is no longer there
   * @return how many rows were removed
   */
  static long purge(Connection connection, long horizon, Predicate<String> gone)
      throws SQLException {
    long removed = 0;
    for (Map.Entry<String, HotTable> entry : HotDatabase.readTables(connection).entrySet()) {
      HotTable table = entry.getValue();
      if (table.lastNumber() <= horizon && table.hasRows() && gone.test(entry.getKey())) {
        removed += removeAll(connection, table);
        continue;
      }
      long from = HotDatabase.key(table.id(), 0);
      long to = HotDatabase.key(table.id() + 1, 0) - 1;
      long rows;
      long highest;
      try (PreparedStatement count =
          connection.prepareStatement(
              "SELECT count(*), max(end_number) FROM polarway_hot_ends"
                  + " WHERE end_number <= ? AND id BETWEEN ? AND ?")) {
        bind(count, horizon, from, to);
        try (ResultSet row = count.executeQuery()) {
          row.next();
          rows = row.getLong(1);
          highest = row.getLong(2);
        }
      }
      if (rows == 0) {
        continue;
      }
      try (PreparedStatement delete =
          connection.prepareStatement(
              "DELETE FROM polarway_hot_rows WHERE id IN (SELECT id FROM polarway_hot_ends"
                  + " WHERE end_number <= ? AND id BETWEEN ? AND ?)")) {
        bind(delete, horizon, from, to);
        delete.executeUpdate();
      }
      try (PreparedStatement delete =
          connection.prepareStatement(
              "DELETE FROM polarway_hot_ends WHERE end_number <= ? AND id BETWEEN ? AND ?")) {
        bind(delete, horizon, from, to);
        delete.executeUpdate();
      }
      try (PreparedStatement update =
          connection.prepareStatement(
              "UPDATE polarway_hot_tables SET stored_rows = stored_rows - ?,"
                  + " stored_ends = stored_ends - ?, kept_from = ? WHERE table_id = ?")) {
        bind(update, rows, rows, Math.max(table.keptFrom(), highest), table.id());
        update.executeUpdate();
      }
      removed += rows;
    }
    return removed;
  }

  private static long removeAll(Connection connection, HotTable table) throws SQLException {
    for (String stored : List.of("polarway_hot_rows", "polarway_hot_ends")) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM " + stored + " WHERE id BETWEEN ? AND ?")) {
        bind(delete, HotDatabase.key(table.id(), 0), HotDatabase.key(table.id() + 1, 0) - 1);
        delete.executeUpdate();
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE polarway_hot_tables SET live_rows = 0, live_bytes = 0, stored_rows = 0,"
                + " stored_ends = 0, kept_from = ? WHERE table_id = ?")) {
      bind(update, Long.MAX_VALUE, table.id());
      update.executeUpdate();
    }
    return table.storedRows();
  }

  private static void bind(PreparedStatement statement, long... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setLong(i + 1, values[i]);
    }
  }
}
