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
   * Finds out, in the transaction of a commit, whether it can take place.
   *
   * @return how many bytes the rows that end take up
   * @throws StorageException {@link Failure#CONFLICT} when a row that ends, or that must not end,
   *     has ended before; then nothing was changed
   */
  static long check(KeptStatements writer, TableName name, HotTable table, HotRowChanges changes)
      throws SQLException {
    long endedBytes = 0;
    for (long[] rowIds : changes.kept) {
      bytesOfLiving(writer, name, table.id(), rowIds);
    }
    for (long[] rowIds : changes.ended) {
      endedBytes += bytesOfLiving(writer, name, table.id(), rowIds);
    }
    return endedBytes;
  }

  private static long bytesOfLiving(
      KeptStatements writer, TableName name, long tableId, long[] rowIds) throws SQLException {
    long bytes = 0;
    PreparedStatement find = writer.prepare(FIND_LIVING);
    for (long rowId : rowIds) {
      find.setLong(1, HotDatabase.key(tableId, rowId));
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          throw changedByAnother(name);
        }
        bytes += row.getLong(1);
      }
    }
    return bytes;
  }

  /**
   * Carries out the changes of a commit, in its transaction and after {@link #check}.
   *
   * @param before the table's state
   * @param endedBytes what the check gave
   * @return the state after it
   */
  static HotTable carryOut(
      KeptStatements writer,
      String uuid,
      HotTable before,
      long number,
      HotRowChanges changes,
      long endedBytes)
      throws SQLException {
    long tableId = before.id();
    if (tableId == 0) {
      tableId =
          writer.queryLong(
              "INSERT INTO polarway_hot_tables (table_uuid, last_number, next_row, live_rows,"
                  + " live_bytes, stored_rows, stored_ends, kept_from)"
                  + " VALUES (?, 0, 1, 0, 0, 0, 0, 0) RETURNING table_id",
              uuid);
    }
    long endedRows = end(writer, tableId, changes.ended, number);
    long addedBytes = add(writer, tableId, before.nextRow(), changes.added, number);
    int added = changes.added.size();
    HotTable after =
        new HotTable(
            tableId,
            number,
            before.nextRow() + added,
            before.liveRows() + added - endedRows,
            before.liveBytes() + addedBytes - endedBytes,
            before.storedRows() + added,
            before.storedEnds() + endedRows,
            before.keptFrom());
    writer.update(
        "UPDATE polarway_hot_tables SET last_number = ?, next_row = ?, live_rows = ?,"
            + " live_bytes = ?, stored_rows = ?, stored_ends = ? WHERE table_id = ?",
        number,
        after.nextRow(),
        after.liveRows(),
        after.liveBytes(),
        after.storedRows(),
        after.storedEnds(),
        tableId);
    return after;
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

  /** Gives the number of rows that end. */
  private static long end(KeptStatements writer, long tableId, List<long[]> ended, long number)
      throws SQLException {
    long rows = 0;
    PreparedStatement end = writer.prepare("INSERT INTO polarway_hot_ends VALUES (?, ?, ?)");
    for (long[] rowIds : ended) {
      for (long rowId : rowIds) {
        long key = HotDatabase.key(tableId, rowId);
        end.setLong(1, key);
        end.setLong(2, number);
        end.setLong(3, HotDatabase.checksum(key, number, new byte[0]));
        end.executeUpdate();
      }
      rows += rowIds.length;
    }
    return rows;
  }

  static StorageException changedByAnother(TableName table) {
    return new StorageException(
        Failure.CONFLICT,
        "Cannot commit: another transaction has changed or moved rows of table "
            + table
            + " that this one changes, too; run the transaction again");
  }
}
