package io.polarway.storage.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The statements on {@code polarway_snapshots} in the catalog's database: Iceberg's snapshots of
 * tables, as its JSON, each with the commit that made it current. A table's metadata has the newest
 * ones only, so that it stays small; time travel reads the others here.
 */
final class SnapshotDatabase {

  static final String CREATE =
      "CREATE TABLE polarway_snapshots(table_uuid TEXT, snapshot_id INTEGER,"
          + " number INTEGER NOT NULL, content TEXT NOT NULL,"
          + " PRIMARY KEY (table_uuid, snapshot_id)) WITHOUT ROWID";

  private SnapshotDatabase() {}

  /** A snapshot of a table. */
  record Recorded(String tableUuid, Snapshot snapshot) {}

  /** Notes the current snapshot of what a commit made of a table. */
  static void record(Connection connection, long number, @Nullable TableMetadata table)
      throws SQLException {
    Snapshot snapshot = table == null ? null : table.currentSnapshot();
    if (table == null || snapshot == null) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT OR IGNORE INTO polarway_snapshots VALUES (?,?,?,?)")) {
      statement.setString(1, table.uuid());
      statement.setLong(2, snapshot.snapshotId());
      statement.setLong(3, number);
      statement.setString(4, SnapshotParser.toJson(snapshot));
      statement.executeUpdate();
    }
  }

  /** A snapshot of a table; null when it was forgotten. */
  static @Nullable Snapshot find(Connection connection, String tableUuid, long snapshotId)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT content FROM polarway_snapshots WHERE table_uuid = ? AND snapshot_id = ?")) {
      statement.setString(1, tableUuid);
      statement.setLong(2, snapshotId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? SnapshotParser.fromJson(row.getString(1)) : null;
      }
    }
  }

  static List<Recorded> all(Connection connection) throws SQLException {
    List<Recorded> recorded = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT table_uuid, content FROM polarway_snapshots");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        recorded.add(new Recorded(row.getString(1), SnapshotParser.fromJson(row.getString(2))));
      }
    }
    return recorded;
  }

  /**
   * The snapshots of a table that another one replaced by a time, and that nobody reads by a lease.
   *
   * @param replacedByMicros the time, in microseconds since 1970
   */
  static Set<Long> expired(Connection connection, String tableUuid, long replacedByMicros)
      throws SQLException {
    Set<Long> expired = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT snapshot_id FROM (SELECT snapshot_id, lead(number) OVER (ORDER BY number)"
                + " AS next FROM polarway_snapshots WHERE table_uuid = ?)"
                + " JOIN polarway_commits c ON c.number = next"
                + " WHERE next <= ? AND c.committed_at <= ?")) {
      statement.setString(1, tableUuid);
      statement.setLong(2, LeaseDatabase.oldest(connection));
      statement.setLong(3, replacedByMicros);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          expired.add(row.getLong(1));
        }
      }
    }
    return expired;
  }

  static void forget(Connection connection, String tableUuid, Set<Long> snapshotIds)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM polarway_snapshots WHERE table_uuid = ? AND snapshot_id = ?")) {
      for (long id : snapshotIds) {
        statement.setString(1, tableUuid);
        statement.setLong(2, id);
        statement.executeUpdate();
      }
    }
  }

  /** Forgets the snapshots of tables that are gone. */
  static void forgetGone(Connection connection, Predicate<String> gone) throws SQLException {
    List<String> uuids = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT DISTINCT table_uuid FROM polarway_snapshots");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        uuids.add(row.getString(1));
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM polarway_snapshots WHERE table_uuid = ?")) {
      for (String uuid : uuids) {
        if (gone.test(uuid)) {
          statement.setString(1, uuid);
          statement.executeUpdate();
        }
      }
    }
  }
}
