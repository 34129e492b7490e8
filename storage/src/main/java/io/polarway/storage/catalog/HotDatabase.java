package io.polarway.storage.catalog;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * How hot rows stand in the catalog's database:
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

  private static final String READ_TABLE =
      "SELECT " + COLUMNS + " FROM polarway_hot_tables WHERE table_uuid = ?";

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

  /** What is known of a table, in the caller's transaction. */
  static HotTable readTable(Connection connection, String uuid) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ_TABLE)) {
      return readTable(statement, uuid);
    }
  }

  /** As {@link #readTable(Connection, String)}. */
  static HotTable readTable(KeptStatements writer, String uuid) throws SQLException {
    return readTable(writer.prepare(READ_TABLE), uuid);
  }

  private static HotTable readTable(PreparedStatement statement, String uuid) throws SQLException {
    statement.setString(1, uuid);
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? table(row) : HotTable.NONE;
    }
  }

  /** The key of a row. */
  static long key(long tableId, long rowId) {
    return (tableId << ROW_BITS) | rowId;
  }

  /** The row's id in its key. */
  static long rowId(long key) {
    return key & ((1L << ROW_BITS) - 1);
  }

  /**
   * Of an entry.
   *
   * @param content empty for an end
   */
  static long checksum(long key, long number, byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(key).putLong(number).flip());
    checksum.update(content);
    return checksum.getValue();
  }
}
