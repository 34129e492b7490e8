package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.SequenceRange;
import io.polarway.storage.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements of {@code polarway_sequences}: each sequence's definition and the next value that
 * no process has taken; null when there is none.
 */
final class SequenceDatabase {

  static final String CREATE =
      "CREATE TABLE polarway_sequences(id TEXT PRIMARY KEY, sequence_namespace TEXT NOT NULL,"
          + " sequence_name TEXT NOT NULL, start INTEGER NOT NULL, increment INTEGER NOT NULL,"
          + " smallest INTEGER NOT NULL, largest INTEGER NOT NULL, cycle INTEGER NOT NULL,"
          + " block_size INTEGER NOT NULL, owner_uuid TEXT, next INTEGER) WITHOUT ROWID";

  private SequenceDatabase() {}

  /** All sequences, in order of schema and name. */
  static List<SequenceDefinition> read(Connection connection) throws SQLException {
    List<SequenceDefinition> sequences = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, sequence_namespace, sequence_name, start, increment, smallest,"
                    + " largest, cycle, block_size, owner_uuid FROM polarway_sequences"
                    + " ORDER BY sequence_namespace, sequence_name")) {
      while (row.next()) {
        sequences.add(
            new SequenceDefinition(
                row.getString(1),
                new TableName(row.getString(2), row.getString(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getBoolean(8),
                row.getInt(9),
                row.getString(10)));
      }
    }
    return sequences;
  }

  static void insert(Connection connection, SequenceDefinition sequence, @Nullable Long next)
      throws SQLException {
    CatalogDatabase.update(
        connection,
        "INSERT INTO polarway_sequences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        sequence.id(),
        sequence.name().schema(),
        sequence.name().name(),
        sequence.start(),
        sequence.increment(),
        sequence.smallest(),
        sequence.largest(),
        sequence.cycle(),
        sequence.blockSize(),
        sequence.ownerUuid(),
        next);
  }

  /** Takes a sequence out; false when it is not there any more. */
  static boolean delete(Connection connection, String id) throws SQLException {
    return CatalogDatabase.update(connection, "DELETE FROM polarway_sequences WHERE id = ?", id)
        == 1;
  }

  /** Takes values; empty when there are none left. */
  static Optional<SequenceRange> take(
      Connection connection, SequenceDefinition sequence, long count) throws SQLException {
    Long next = next(connection, sequence);
    if (next == null) {
      return Optional.empty();
    }
    SequenceRange range = SequenceRange.of(sequence, next, count);
    CatalogDatabase.update(
        connection,
        "UPDATE polarway_sequences SET next = ? WHERE id = ?",
        range.next(),
        sequence.id());
    return Optional.of(range);
  }

  private static @Nullable Long next(Connection connection, SequenceDefinition sequence)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT next FROM polarway_sequences WHERE id = ?")) {
      statement.setString(1, sequence.id());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new StorageException(
              Failure.CONFLICT,
              "Cannot take a value of sequence %s: another transaction has dropped, replaced or restarted it; run the transaction again"
                  .formatted(sequence.name()));
        }
        long next = row.getLong(1);
        return row.wasNull() ? null : (Long) next;
      }
    }
  }

  /** Puts values back, unless others were taken behind them. */
  static void giveBack(
      Connection connection, SequenceDefinition sequence, long next, @Nullable Long behind)
      throws SQLException {
    CatalogDatabase.update(
        connection,
        "UPDATE polarway_sequences SET next = ? WHERE id = ? AND next IS ?",
        next,
        sequence.id(),
        behind);
  }
}
