package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.fault.FaultPoint;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Puts a plan's new pointers into the catalog, all of them in one transaction, and gives it its
 * number. Used under the commit lock.
 */
final class Committer {

  /** What the transaction came to. */
  sealed interface Outcome {
    /** It is durable, as commit {@code number}. */
    record Committed(long number) implements Outcome {}

    /** Another engine changed what the plan was made for; nothing happened. */
    record Lost() implements Outcome {}
  }

  private static final Outcome LOST = new Outcome.Lost();

  private final WritableDatabase database;

  Committer(WritableDatabase database) {
    this.database = database;
  }

  /**
   * Commits a plan whose metadata is on disk.
   *
   * @param base the state that the plan was made for
   * @param versionsThatMustStand tables that must be as they are in {@code base}
   * @throws StorageException {@link Failure#UNKNOWN_OUTCOME} when it may have taken place; for any
   *     other failure it has not
   */
  Outcome commit(
      CommitPlan plan, CatalogState base, Set<TableName> versionsThatMustStand, String what) {
    String token = UUID.randomUUID().toString();
    try (Connection connection = database.connection()) {
      CatalogDatabase.execute(connection, "BEGIN IMMEDIATE");
      long number;
      try {
        if (!stands(connection, plan, base, versionsThatMustStand)) {
          CatalogDatabase.execute(connection, "ROLLBACK");
          return LOST;
        }
        number = CatalogDatabase.insertCommit(connection, nowMicros(), what, token);
        if (!changeTables(connection, plan, number)) {
          CatalogDatabase.execute(connection, "ROLLBACK");
          return LOST;
        }
        changeSchemas(connection, plan);
        if (!changeSequences(connection, plan)) {
          CatalogDatabase.execute(connection, "ROLLBACK");
          return LOST;
        }
        for (CommitPlan.PlannedTable table : plan.tables()) {
          if (!table.moves.isEmpty()) {
            MoveDatabase.insert(connection, plan.roots(), table.uuid(), number, table.moves);
          }
        }
        for (CommitPlan.PlannedTable table : plan.hotTables()) {
          HotDatabase.change(connection, table.name, table.uuid(), number, table.hotRows);
          if (!table.changed) {
            recordVersion(connection, table.name, number, table.metadata());
          }
        }
        CatalogChecksum.renew(connection);
      } catch (SQLException | RuntimeException e) {
        rollBack(connection);
        throw e;
      }
      try {
        FaultPoint.CATALOG_CHANGED.reached();
        CatalogDatabase.execute(connection, "COMMIT");
        FaultPoint.CATALOG_COMMITTED.reached();
        database.lastCommit().write(number);
        return new Outcome.Committed(number);
      } catch (SQLException e) {
        rollBack(connection);
        return settle(token, e);
      }
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot commit", e);
    }
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private static boolean stands(
      Connection connection, CommitPlan plan, CatalogState base, Set<TableName> tables)
      throws SQLException {
    if (plan.changesNames() || !base.pointers().keySet().containsAll(tables)) {
      CatalogState now = CatalogDatabase.readState(connection);
      return now.schemas().equals(base.schemas())
          && now.pointers().equals(base.pointers())
          && now.otherRelations().equals(base.otherRelations())
          && now.sequences().equals(base.sequences());
    }
    for (TableName table : tables) {
      String pointer = CatalogDatabase.pointer(connection, table);
      if (pointer == null || !pointer.equals(base.pointers().get(table))) {
        return false;
      }
    }
    return true;
  }

  private static boolean changeTables(Connection connection, CommitPlan plan, long number)
      throws SQLException {
    for (CommitPlan.PlannedTable table : plan.tables()) {
      TableSnapshot before = table.before;
      TableMetadata after = table.after;
      boolean done;
      if (before != null && after != null) {
        done =
            CatalogDatabase.swapPointer(
                connection, table.name, before.pointer(), after.metadataFileLocation());
      } else if (before != null) {
        done = CatalogDatabase.deletePointer(connection, table.name, before.pointer());
      } else if (after != null) {
        CatalogDatabase.insertPointer(connection, table.name, after.metadataFileLocation());
        done = true;
      } else {
        continue;
      }
      if (!done) {
        return false;
      }
      recordVersion(connection, table.name, number, after);
    }
    return true;
  }

  private static void recordVersion(
      Connection connection, TableName name, long number, @Nullable TableMetadata metadata)
      throws SQLException {
    if (metadata == null) {
      CatalogDatabase.recordVersion(connection, name, number, null, null);
      return;
    }
    Snapshot snapshot = metadata.currentSnapshot();
    CatalogDatabase.recordVersion(
        connection,
        name,
        number,
        metadata.metadataFileLocation(),
        snapshot == null ? null : snapshot.snapshotId());
  }

  private static void changeSchemas(Connection connection, CommitPlan plan) throws SQLException {
    for (String schema : plan.newSchemas()) {
      CatalogDatabase.insertSchema(connection, schema);
    }
    for (String schema : plan.goneSchemas()) {
      CatalogDatabase.deleteSchema(connection, schema);
    }
  }

  private static boolean changeSequences(Connection connection, CommitPlan plan)
      throws SQLException {
    for (SequenceDefinition gone : plan.goneSequences()) {
      if (!SequenceDatabase.delete(connection, gone.id())) {
        return false;
      }
    }
    for (CatalogChange.CreateSequence create : plan.newSequences()) {
      SequenceDatabase.insert(connection, create.sequence(), create.next().get());
    }
    return true;
  }

  private void rollBack(Connection connection) {
    try {
      CatalogDatabase.execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      database.discard(connection);
    }
  }

  /** Finds out whether a commit whose last step failed took place. */
  private Outcome settle(String token, SQLException fault) {
    try (Connection fresh = database.freshConnection()) {
      FaultPoint.OUTCOME_ASKED.reached();
      long number = CatalogDatabase.findCommit(fresh, token);
      if (number > 0) {
        return new Outcome.Committed(number);
      }
      if (!CatalogFailures.isFull(fault)) {
        overwriteLog(fresh);
      }
    } catch (SQLException e) {
      fault.addSuppressed(e);
      throw new StorageException(
          Failure.UNKNOWN_OUTCOME,
          "The commit may or may not have taken place ("
              + fault.getMessage()
              + "); look whether its changes are there before you try again",
          fault);
    }
    throw CatalogFailures.of("Cannot commit", fault);
  }

  /**
   * A commit that could not be forced to disk stands in the log, unseen, and whoever recovers the
   * log would see it. Another one takes its place there.
   */
  private static void overwriteLog(Connection connection) throws SQLException {
    CatalogDatabase.execute(connection, "BEGIN IMMEDIATE");
    CatalogChecksum.renew(connection);
    CatalogDatabase.execute(connection, "COMMIT");
  }

  /**
   * Gives the changes of other engines a number.
   *
   * @param seen the versions of all readable tables, by name
   * @return whether there was one to number
   */
  boolean numberOthers(Map<TableName, TableSnapshot> seen) throws SQLException {
    try (Connection connection = database.connection()) {
      CatalogDatabase.execute(connection, "BEGIN IMMEDIATE");
      try {
        CatalogState state = CatalogDatabase.readState(connection);
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
                  connection,
                  nowMicros(),
                  "changed by another engine",
                  UUID.randomUUID().toString());
          for (TableName name : numbered) {
            TableSnapshot table = state.pointers().containsKey(name) ? seen.get(name) : null;
            recordVersion(connection, name, number, table == null ? null : table.metadata());
          }
          CatalogChecksum.renew(connection);
        }
        CatalogDatabase.execute(connection, "COMMIT");
        return !numbered.isEmpty();
      } catch (SQLException | RuntimeException e) {
        rollBack(connection);
        throw e;
      }
    }
  }
}
