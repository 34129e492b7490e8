package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableName;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/**
 * The statements on the hot rows in the catalog's database:
 *
 * <ul>
 *   <li>{@code polarway_hot_tables}: what a {@link HotTable} says, by the table's UUID
 *   <li>{@code polarway_hot_rows}: the rows, clustered by table. The key is the table's id and the
 *       row's, in one number
 *   <li>{@code polarway_hot_ends}: the commits that ended rows, by the same key
 * </ul>
 *
 * <p>A row is seen by the snapshots from its begin number on and before its end number. SQLite has
 * no checksums, so each entry has one of its own, and the numbers of entries are kept beside them.
 */
final class HotDatabase {

  /** Bits of a key that are the row's id; the table's stands above. */
  private static final int ROW_BITS = 36;

  static final List<String> CREATE =
      List.of(
          "CREATE TABLE polarway_hot_tables(table_id INTEGER PRIMARY KEY,"
              + "table_uuid TEXT NOT NULL UNIQUE, last_number INTEGER NOT NULL,"
              + "next_row INTEGER NOT NULL, live_rows INTEGER NOT NULL,"
              + "live_bytes INTEGER NOT NULL, stored_rows INTEGER NOT NULL,"
              + "stored_ends INTEGER NOT NULL, kept_from INTEGER NOT NULL)",
          "CREATE TABLE polarway_hot_rows(id INTEGER PRIMARY KEY, begin_number INTEGER NOT NULL,"
              + "content BLOB NOT NULL, checksum INTEGER NOT NULL)",
          "CREATE TABLE polarway_hot_ends(id INTEGER PRIMARY KEY, end_number INTEGER NOT NULL,"
              + "checksum INTEGER NOT NULL)",
          "CREATE INDEX polarway_hot_ends_by_number ON polarway_hot_ends(end_number)");

  private static final String COLUMNS =
      "table_id, last_number, next_row, live_rows, live_bytes, stored_rows, stored_ends, kept_from";

  private HotDatabase() {}

  /** All tables that have had hot rows, by UUID, in the caller's transaction. */
  static Map<String, HotTable> readTables(Connection connection) throws SQLException {
    Map<String, HotTable> tables = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT " + COLUMNS + ", table_uuid FROM polarway_hot_tables")) {
      while (row.next()) {
        tables.put(row.getString(9), table(row));
      }
    }
    return tables;
  }

  private static HotTable table(ResultSet row) throws SQLException {
    return new HotTable(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8));
  }

  private static HotTable readTable(Connection connection, String uuid) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM polarway_hot_tables WHERE table_uuid = ?")) {
      statement.setString(1, uuid);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? table(row) : HotTable.NONE;
      }
    }
  }

  /**
   * Carries out the changes of a commit, in its transaction.
   *
   * @throws StorageException {@link Failure#CONFLICT} when a row that ends has ended before
   */
  static void change(
      Connection connection, TableName name, String uuid, long number, HotRowChanges changes)
      throws SQLException {
    HotTable before = readTable(connection, uuid);
    long tableId = before.id();
    if (tableId == 0) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "INSERT INTO polarway_hot_tables (table_uuid, last_number, next_row, live_rows,"
                  + " live_bytes, stored_rows, stored_ends, kept_from)"
                  + " VALUES (?, 0, 1, 0, 0, 0, 0, 0)")) {
        statement.setString(1, uuid);
        statement.executeUpdate();
      }
      tableId = CatalogDatabase.queryLong(connection, "SELECT last_insert_rowid()");
    }
    for (long[] rowIds : changes.kept) {
      requireLiving(connection, name, tableId, rowIds);
    }
    long endedBytes = 0;
    long endedRows = 0;
    for (long[] rowIds : changes.ended) {
      endedRows += rowIds.length;
      endedBytes += end(connection, name, tableId, rowIds, number);
    }
    long addedBytes = add(connection, tableId, before.nextRow(), changes.added, number);
    int added = changes.added.size();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE polarway_hot_tables SET last_number = ?, next_row = next_row + ?,"
                + " live_rows = live_rows + ?, live_bytes = live_bytes + ?,"
                + " stored_rows = stored_rows + ?, stored_ends = stored_ends + ?"
                + " WHERE table_id = ?")) {
      statement.setLong(1, number);
      statement.setLong(2, added);
      statement.setLong(3, added - endedRows);
      statement.setLong(4, addedBytes - endedBytes);
      statement.setLong(5, added);
      statement.setLong(6, endedRows);
      statement.setLong(7, tableId);
      statement.executeUpdate();
    }
  }

  private static long add(
      Connection connection, long tableId, long firstRow, List<byte[]> rows, long number)
      throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    long bytes = 0;
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO polarway_hot_rows VALUES (?, ?, ?, ?)")) {
      long key = key(tableId, firstRow);
      for (byte[] content : rows) {
        statement.setLong(1, key);
        statement.setLong(2, number);
        statement.setBytes(3, content);
        statement.setLong(4, checksum(key, number, content));
        statement.executeUpdate();
        bytes += content.length;
        key++;
      }
    }
    return bytes;
  }

  private static void requireLiving(
      Connection connection, TableName name, long tableId, long[] rowIds) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT 1 FROM polarway_hot_rows r WHERE id = ? AND NOT EXISTS"
                + " (SELECT 1 FROM polarway_hot_ends e WHERE e.id = r.id)")) {
      for (long rowId : rowIds) {
        find.setLong(1, key(tableId, rowId));
        try (ResultSet row = find.executeQuery()) {
          if (!row.next()) {
            throw changedByAnother(name);
          }
        }
      }
    }
  }

  /** Gives the bytes of the rows that end. */
  private static long end(
      Connection connection, TableName name, long tableId, long[] rowIds, long number)
      throws SQLException {
    long bytes = 0;
    try (PreparedStatement find =
            connection.prepareStatement(
                "SELECT length(content) FROM polarway_hot_rows r WHERE id = ? AND NOT EXISTS"
                    + " (SELECT 1 FROM polarway_hot_ends e WHERE e.id = r.id)");
        PreparedStatement end =
            connection.prepareStatement("INSERT INTO polarway_hot_ends VALUES (?, ?, ?)")) {
      for (long rowId : rowIds) {
        long key = key(tableId, rowId);
        find.setLong(1, key);
        try (ResultSet row = find.executeQuery()) {
          if (!row.next()) {
            throw changedByAnother(name);
          }
          bytes += row.getLong(1);
        }
        end.setLong(1, key);
        end.setLong(2, number);
        end.setLong(3, checksum(key, number, new byte[0]));
        end.executeUpdate();
      }
    }
    return bytes;
  }

  static StorageException changedByAnother(TableName table) {
    return new StorageException(
        Failure.CONFLICT,
        "Cannot commit: another transaction has changed or moved rows of table "
            + table
            + " that this one changes, too; run the transaction again");
  }

  /**
   * What has changed of a table's hot rows, in the caller's read transaction.
   *
   * @param fromRow the first row id of interest; 1 for all
   * @param sinceNumber rows that ended by this commit are not of interest, nor are their ends
   * @throws StorageException {@link Failure#DAMAGED}
   */
  static HotRowLog read(
      Connection connection, TableName name, String uuid, long fromRow, long sinceNumber)
      throws SQLException {
    HotTable state = readTable(connection, uuid);
    List<HotRow> rows = new ArrayList<>();
    List<HotRowEnd> ends = new ArrayList<>();
    if (state.id() == 0) {
      return new HotRowLog(state, rows, ends);
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT r.id, r.begin_number, r.content, r.checksum FROM polarway_hot_rows r"
                + " LEFT JOIN polarway_hot_ends e ON e.id = r.id WHERE r.id BETWEEN ? AND ?"
                + " AND (e.end_number IS NULL OR e.end_number > ?)")) {
      statement.setLong(1, key(state.id(), fromRow));
      statement.setLong(2, key(state.id() + 1, 0) - 1);
      statement.setLong(3, sinceNumber);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long key = row.getLong(1);
          long number = row.getLong(2);
          byte[] content = row.getBytes(3);
          if (row.getLong(4) != checksum(key, number, content)) {
            throw damaged(name);
          }
          rows.add(new HotRow(rowId(key), number, content));
        }
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, end_number, checksum FROM polarway_hot_ends"
                + " WHERE end_number > ? AND id BETWEEN ? AND ?")) {
      statement.setLong(1, sinceNumber);
      statement.setLong(2, key(state.id(), 0));
      statement.setLong(3, key(state.id() + 1, 0) - 1);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long key = row.getLong(1);
          long number = row.getLong(2);
          if (row.getLong(3) != checksum(key, number, new byte[0])) {
            throw damaged(name);
          }
          ends.add(new HotRowEnd(rowId(key), number));
        }
      }
    }
    if (fromRow <= 1 && rows.size() - ends.size() != state.liveRows()) {
      throw damaged(name);
    }
    return new HotRowLog(state, rows, ends);
  }

  private static StorageException damaged(TableName table) {
    return new StorageException(
        Failure.DAMAGED,
        "Cannot read table %s: its recent rows in %s are damaged; restore the store from a copy"
            .formatted(table, CatalogFile.NAME));
  }

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
    for (Map.Entry<String, HotTable> entry : readTables(connection).entrySet()) {
      HotTable table = entry.getValue();
      if (table.lastNumber() <= horizon && table.hasRows() && gone.test(entry.getKey())) {
        removed += removeAll(connection, table);
        continue;
      }
      long from = key(table.id(), 0);
      long to = key(table.id() + 1, 0) - 1;
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
        bind(delete, key(table.id(), 0), key(table.id() + 1, 0) - 1);
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

  private static long key(long tableId, long rowId) {
    return (tableId << ROW_BITS) | rowId;
  }

  private static long rowId(long key) {
    return key & ((1L << ROW_BITS) - 1);
  }

  private static long checksum(long key, long number, byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(key).putLong(number).flip());
    checksum.update(content);
    return checksum.getValue();
  }
}
