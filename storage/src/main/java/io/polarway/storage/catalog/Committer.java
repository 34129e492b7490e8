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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Makes planned commits durable: those of a group in one transaction of the catalog, each with a
 * number of its own. One that fails there is undone alone. Used under the commit lock.
 */
final class Committer {

  private final WritableDatabase database;

  Committer(WritableDatabase database) {
    this.database = database;
  }

  /** A commit within a transaction that is not durable yet. */
  private record Numbered(CommitAttempt attempt, long number) {}

  /**
   * Commits what is prepared. Each attempt has succeeded then, or failed, or is to begin again
   * because another engine changed what it was planned for.
   *
   * @param base the state that all were planned for
   * @throws StorageException {@link Failure#UNKNOWN_OUTCOME} when those that have neither failed
   *     nor are to begin again may have taken place; for any other failure none has
   */
  void commit(List<CommitAttempt> attempts, CatalogState base) {
    String token = UUID.randomUUID().toString();
    List<Numbered> numbered = new ArrayList<>();
    boolean ended = false;
    try {
      KeptStatements writer = database.writer();
      writer.execute("BEGIN IMMEDIATE");
      for (CommitAttempt attempt : attempts) {
        String ownToken = numbered.isEmpty() ? token : token + '-' + numbered.size();
        long number = change(writer, attempt, base, ownToken);
        if (number > 0) {
          numbered.add(new Numbered(attempt, number));
        }
      }
      if (!numbered.isEmpty()) {
        CatalogChecksum.renew(writer);
      }
      end(writer, token);
      ended = true;
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot commit", e);
    } finally {
      if (!ended) {
        database.discardWriter();
      }
    }
    numbered.forEach(commit -> commit.attempt.succeed(commit.number));
    if (!numbered.isEmpty()) {
      database.lastCommit().write(numbered.get(numbered.size() - 1).number);
    }
  }

  /** Gives the commit's number; 0 when it has failed or is to begin again, and left no trace. */
  private static long change(
      KeptStatements writer, CommitAttempt attempt, CatalogState base, String token)
      throws SQLException {
    writer.execute("SAVEPOINT one_commit");
    long number = 0;
    try {
      if (stands(writer, attempt, base)) {
        number = changeStanding(writer, attempt, token);
      }
    } catch (StorageException e) {
      attempt.fail(e);
    }
    if (number == 0) {
      writer.execute("ROLLBACK TO one_commit");
    }
    writer.execute("RELEASE one_commit");
    return number;
  }

  private static long changeStanding(KeptStatements writer, CommitAttempt attempt, String token)
      throws SQLException {
    CommitPlan plan = attempt.plan();
    long number = CatalogDatabase.insertCommit(writer, nowMicros(), attempt.what(), token);
    if (!changeTables(writer, plan, number)) {
      return 0;
    }
    for (String schema : plan.newSchemas()) {
      CatalogDatabase.insertSchema(writer, schema);
    }
    for (String schema : plan.goneSchemas()) {
      CatalogDatabase.deleteSchema(writer, schema);
    }
    if (!changeSequences(writer.connection(), plan)) {
      return 0;
    }
    for (CommitPlan.PlannedTable table : plan.tables()) {
      if (!table.moves.isEmpty()) {
        MoveDatabase.insert(writer.connection(), plan.roots(), table.uuid(), number, table.moves);
      }
    }
    for (CommitPlan.PlannedTable table : plan.hotTables()) {
      HotRowChange.carryOut(writer, table.name, table.uuid(), number, table.hotRows);
      if (!table.changed) {
        recordVersion(writer, table.name, number, table.metadata());
      }
    }
    return number;
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

  private void end(KeptStatements writer, String token) throws SQLException {
    try {
      FaultPoint.CATALOG_CHANGED.reached();
      writer.execute("COMMIT");
      FaultPoint.CATALOG_COMMITTED.reached();
    } catch (SQLException | RuntimeException e) {
      database.discardWriter();
      settle(token, e);
    }
  }

  /** Finds out whether a transaction whose last step failed took place; returns if it did. */
  private void settle(String token, Exception fault) {
    try (Connection fresh = database.freshConnection()) {
      FaultPoint.OUTCOME_ASKED.reached();
      if (CatalogDatabase.hasCommit(fresh, token)) {
        return;
      }
      if (!(fault instanceof SQLException sql && CatalogFailures.isFull(sql))) {
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
    CatalogChecksum.renew(new KeptStatements(connection));
    CatalogDatabase.execute(connection, "COMMIT");
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private static boolean stands(KeptStatements writer, CommitAttempt attempt, CatalogState base)
      throws SQLException {
    if (attempt.plan().changesNames()
        || !base.pointers().keySet().containsAll(attempt.mustStand())) {
      CatalogState now = CatalogDatabase.readState(writer.connection());
      return now.schemas().equals(base.schemas())
          && now.pointers().equals(base.pointers())
          && now.otherRelations().equals(base.otherRelations())
          && now.sequences().equals(base.sequences());
    }
    for (TableName table : attempt.mustStand()) {
      String pointer = CatalogDatabase.pointer(writer, table);
      if (pointer == null || !pointer.equals(base.pointers().get(table))) {
        return false;
      }
    }
    return true;
  }

  private static boolean changeTables(KeptStatements writer, CommitPlan plan, long number)
      throws SQLException {
    for (CommitPlan.PlannedTable table : plan.tables()) {
      TableSnapshot before = table.before;
      TableMetadata after = table.after;
      boolean done;
      if (before != null && after != null) {
        done =
            CatalogDatabase.swapPointer(
                writer, table.name, before.pointer(), after.metadataFileLocation());
      } else if (before != null) {
        done = CatalogDatabase.deletePointer(writer, table.name, before.pointer());
      } else if (after != null) {
        CatalogDatabase.insertPointer(writer, table.name, after.metadataFileLocation());
        done = true;
      } else {
        continue;
      }
      if (!done) {
        return false;
      }
      recordVersion(writer, table.name, number, after);
      SnapshotDatabase.record(writer.connection(), number, after);
    }
    return true;
  }

  static void recordVersion(
      KeptStatements writer, TableName name, long number, @Nullable TableMetadata metadata)
      throws SQLException {
    if (metadata == null) {
      CatalogDatabase.recordVersion(writer, name, number, null, null);
      return;
    }
    Snapshot snapshot = metadata.currentSnapshot();
    CatalogDatabase.recordVersion(
        writer,
        name,
        number,
        metadata.metadataFileLocation(),
        snapshot == null ? null : snapshot.snapshotId());
  }
}
