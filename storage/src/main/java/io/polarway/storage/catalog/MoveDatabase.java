package io.polarway.storage.catalog;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The statements on {@code polarway_moves} in the catalog's database: for each file of a checkpoint
 * or a compaction, where its rows stood before, so that a transaction that deletes one of them by
 * its former place can find it. Entries are kept as long as a transaction may have begun before
 * them.
 */
final class MoveDatabase {

  static final String CREATE =
      "CREATE TABLE polarway_moves(table_uuid TEXT NOT NULL, number INTEGER NOT NULL,"
          + " target TEXT NOT NULL, sources TEXT NOT NULL, moved BLOB NOT NULL,"
          + " checksum INTEGER NOT NULL)";

  private static final String SEPARATOR = "\n";

  private MoveDatabase() {}

  /** Notes what a commit moves, in its transaction. */
  static void insert(
      Connection connection, StoreRoots roots, String uuid, long number, List<RowMoves> moves)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO polarway_moves VALUES (?, ?, ?, ?, ?, ?)")) {
      for (RowMoves moved : moves) {
        String target = roots.location(moved.target());
        String sources =
            String.join(SEPARATOR, moved.sources().stream().map(roots::location).toList());
        byte[] rows = moved.encoded();
        statement.setString(1, uuid);
        statement.setLong(2, number);
        statement.setString(3, target);
        statement.setString(4, sources);
        statement.setBytes(5, rows);
        statement.setLong(6, checksum(target, sources, rows));
        statement.executeUpdate();
      }
    }
  }

  /** What a table's commits after one have moved, in their order. */
  static List<RowMoves> since(Connection connection, StoreRoots roots, String uuid, long number)
      throws SQLException {
    List<RowMoves> moves = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT target, sources, moved, checksum FROM polarway_moves"
                + " WHERE table_uuid = ? AND number > ? ORDER BY number, target")) {
      statement.setString(1, uuid);
      statement.setLong(2, number);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String target = row.getString(1);
          String sources = row.getString(2);
          byte[] moved = row.getBytes(3);
          if (row.getLong(4) != checksum(target, sources, moved)) {
            throw RowMoves.damaged(null);
          }
          List<Path> paths =
              sources.isEmpty() ? List.of() : sources.lines().map(roots::actualPath).toList();
          moves.add(new RowMoves(roots.actualPath(target), paths, moved));
        }
      }
    }
    return moves;
  }

  static boolean hasUpTo(Connection connection, long number) throws SQLException {
    return CatalogDatabase.queryLong(
            connection,
            "SELECT EXISTS (SELECT 1 FROM polarway_moves WHERE number <= " + number + ")")
        == 1;
  }

  /** Forgets what commits up to one have moved. */
  static void deleteUpTo(Connection connection, long number) throws SQLException {
    CatalogDatabase.execute(connection, "DELETE FROM polarway_moves WHERE number <= " + number);
  }

  private static long checksum(String target, String sources, byte[] rows) {
    CRC32C checksum = new CRC32C();
    checksum.update((target + SEPARATOR + sources).getBytes(StandardCharsets.UTF_8));
    checksum.update(rows);
    return checksum.getValue();
  }
}
