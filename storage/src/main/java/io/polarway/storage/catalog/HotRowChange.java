package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What a commit does to the hot rows of a table. */
final class HotRowChange {

  private static final String FIND_LIVING =
      "SELECT length(content) FROM polarway_hot_rows r WHERE id = ? AND NOT EXISTS"
          + " (SELECT 1 FROM polarway_hot_ends e WHERE e.id = r.id)";

  private HotRowChange() {}

  /**
   * Carries out the changes of a commit, in its transaction.
   *
   * @throws StorageException {@link Failure#CONFLICT} when a row that ends has ended before
   */
  static void carryOut(
      KeptStatements writer, TableName name, String uuid, long number, HotRowChanges changes)
      throws SQLException {
    HotTable before = HotDatabase.readTable(writer, uuid);
    long tableId = before.id();
    if (tableId == 0) {
      writer.update(
          "INSERT INTO polarway_hot_tables (table_uuid, last_number, next_row, live_rows,"
              + " live_bytes, stored_rows, stored_ends, kept_from)"
              + " VALUES (?, 0, 1, 0, 0, 0, 0, 0)",
          uuid);
      tableId = writer.queryLong("SELECT last_insert_rowid()");
    }
    for (long[] rowIds : changes.kept) {
      requireLiving(writer, name, tableId, rowIds);
    }
    long endedBytes = 0;
    long endedRows = 0;
    for (long[] rowIds : changes.ended) {
      endedRows += rowIds.length;
      endedBytes += end(writer, name, tableId, rowIds, number);
    }
    long addedBytes = add(writer, tableId, before.nextRow(), changes.added, number);
    int added = changes.added.size();
    writer.update(
        "UPDATE polarway_hot_tables SET last_number = ?, next_row = next_row + ?,"
            + " live_rows = live_rows + ?, live_bytes = live_bytes + ?,"
            + " stored_rows = stored_rows + ?, stored_ends = stored_ends + ?"
            + " WHERE table_id = ?",
        number,
        added,
        added - endedRows,
        addedBytes - endedBytes,
        added,
        endedRows,
        tableId);
  }

  private static long add(
      KeptStatements writer, long tableId, long firstRow, List<byte[]> rows, long number)
      throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    long bytes = 0;
    PreparedStatement statement =
        writer.prepare("INSERT INTO polarway_hot_rows VALUES (?, ?, ?, ?)");
    long key = HotDatabase.key(tableId, firstRow);
    for (byte[] content : rows) {
      statement.setLong(1, key);
      statement.setLong(2, number);
      statement.setBytes(3, content);
      statement.setLong(4, HotDatabase.checksum(key, number, content));
      statement.executeUpdate();
      bytes += content.length;
      key++;
    }
    return bytes;
  }

  private static void requireLiving(
      KeptStatements writer, TableName name, long tableId, long[] rowIds) throws SQLException {
    PreparedStatement find = writer.prepare(FIND_LIVING);
    for (long rowId : rowIds) {
      bytesOfLiving(find, name, HotDatabase.key(tableId, rowId));
    }
  }

  /** Gives the bytes of the rows that end. */
  private static long end(
      KeptStatements writer, TableName name, long tableId, long[] rowIds, long number)
      throws SQLException {
    long bytes = 0;
    PreparedStatement find = writer.prepare(FIND_LIVING);
    PreparedStatement end = writer.prepare("INSERT INTO polarway_hot_ends VALUES (?, ?, ?)");
    for (long rowId : rowIds) {
      long key = HotDatabase.key(tableId, rowId);
      bytes += bytesOfLiving(find, name, key);
      end.setLong(1, key);
      end.setLong(2, number);
      end.setLong(3, HotDatabase.checksum(key, number, new byte[0]));
      end.executeUpdate();
    }
    return bytes;
  }

  private static long bytesOfLiving(PreparedStatement find, TableName name, long key)
      throws SQLException {
    find.setLong(1, key);
    try (ResultSet row = find.executeQuery()) {
      if (!row.next()) {
        throw changedByAnother(name);
      }
      return row.getLong(1);
    }
  }

  static StorageException changedByAnother(TableName table) {
    return new StorageException(
        Failure.CONFLICT,
        "Cannot commit: another transaction has changed or moved rows of table "
            + table
            + " that this one changes, too; run the transaction again");
  }
}
