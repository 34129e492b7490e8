package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads hot rows, and finds those that are not as they were written. */
final class HotRowReader {

  private HotRowReader() {}

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
    HotTable state = HotDatabase.readTable(connection, uuid);
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
      statement.setLong(1, HotDatabase.key(state.id(), fromRow));
      statement.setLong(2, HotDatabase.key(state.id() + 1, 0) - 1);
      statement.setLong(3, sinceNumber);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long key = row.getLong(1);
          long number = row.getLong(2);
          byte[] content = row.getBytes(3);
          if (row.getLong(4) != HotDatabase.checksum(key, number, content)) {
            throw damaged(name);
          }
          rows.add(new HotRow(HotDatabase.rowId(key), number, content));
        }
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, end_number, checksum FROM polarway_hot_ends"
                + " WHERE end_number > ? AND id BETWEEN ? AND ?")) {
      statement.setLong(1, sinceNumber);
      statement.setLong(2, HotDatabase.key(state.id(), 0));
      statement.setLong(3, HotDatabase.key(state.id() + 1, 0) - 1);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long key = row.getLong(1);
          long number = row.getLong(2);
          if (row.getLong(3) != HotDatabase.checksum(key, number, new byte[0])) {
            throw damaged(name);
          }
          ends.add(new HotRowEnd(HotDatabase.rowId(key), number));
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
}
