package io.polarway.storage.catalog;

import io.polarway.storage.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.TableMetadata;

/** Gives the commits of other engines a number, when they are first seen. Thread-safe. */
final class ForeignCommits {

  private final WritableDatabase database;

  ForeignCommits(WritableDatabase database) {
    this.database = database;
  }

  /**
   * Gives what is not numbered yet one number.
   *
   * @param seen the versions of all readable tables, by name
   * @return whether there was something to number
   */
  boolean number(Map<TableName, TableSnapshot> seen) throws SQLException {
    try (Connection connection = database.connection()) {
      KeptStatements writer = new KeptStatements(connection);
      writer.execute("BEGIN IMMEDIATE");
      boolean ended = false;
      try {
        boolean any = number(writer, seen);
        writer.execute("COMMIT");
        ended = true;
        return any;
      } finally {
        if (!ended) {
          rollBack(connection);
        }
      }
    }
  }

  private static boolean number(KeptStatements writer, Map<TableName, TableSnapshot> seen)
      throws SQLException {
    CatalogState state = CatalogDatabase.readState(writer.connection());
    Set<TableName> numbered = new HashSet<>();
    for (TableName name : state.unnumbered()) {
      TableSnapshot table = seen.get(name);
      String pointer = state.pointers().get(name);
      if (pointer == null || (table != null && pointer.equals(table.pointer()))) {
        numbered.add(name);
      }
    }
    if (!numbered.isEmpty()) {
      long number =
          CatalogDatabase.insertCommit(
              writer,
              ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
              "changed by another engine",
              UUID.randomUUID().toString(),
              List.of());
      for (TableName name : numbered) {
        TableSnapshot table = state.pointers().containsKey(name) ? seen.get(name) : null;
        TableMetadata metadata = table == null ? null : table.metadata();
        CatalogTransaction.recordVersion(writer, name, number, metadata);
        SnapshotDatabase.record(writer.connection(), number, metadata);
      }
      CatalogChecksum.renew(writer);
    }
    return !numbered.isEmpty();
  }

  private void rollBack(Connection connection) {
    try {
      CatalogDatabase.execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      database.discard(connection);
    }
  }
}
