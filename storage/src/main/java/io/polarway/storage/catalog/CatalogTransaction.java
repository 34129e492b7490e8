package io.polarway.storage.catalog;

import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The changes of commits within one transaction of the catalog's database. What a commit can fail
 * by is found out before it changes anything, so the others need not know of it.
 */
final class CatalogTransaction {

  private final KeptStatements writer;
  private final CatalogSnapshot base;

  /** Proves that the transaction has begun with the base; null when nothing does. */
  private final WalIndex.@Nullable Header header;

  private final String token = UUID.randomUUID().toString();
  private final List<Numbered> commits = new ArrayList<>();
  private final Map<String, HotTable> hotTables = new HashMap<>();
  private boolean changesHotRowsOnly = true;

  /** What it makes of the base; null when that has to be read. */
  private @Nullable CatalogSnapshot after;

  /**
   * @param writer has begun the transaction
   * @param header of the log when the base was read, if it is still that
   */
  CatalogTransaction(
      KeptStatements writer, CatalogSnapshot base, WalIndex.@Nullable Header header) {
    this.writer = writer;
    this.base = base;
    this.header = header;
  }

  /** A commit within the transaction. */
  private record Numbered(CommitAttempt attempt, long number) {}

  /**
   * What a commit found of the hot rows of a table.
   *
   * @param endedBytes what those take up that it ends
   */
  private record Found(CommitPlan.PlannedTable table, HotTable hotRows, long endedBytes) {}

  /**
   * Makes the changes of a commit. It fails, or is left to begin again, when they cannot be made;
   * only one that changes pointers can leave a part of them, and is to be alone.
   */
  void add(CommitAttempt attempt) throws SQLException {
    List<Found> found = new ArrayList<>();
    try {
      if (!stands(attempt)) {
        return;
      }
      for (CommitPlan.PlannedTable table : attempt.plan().hotTables()) {
        HotTable hotRows = HotDatabase.readTable(writer, table.uuid());
        found.add(
            new Found(
                table, hotRows, HotRowChange.check(writer, table.name, hotRows, table.hotRows)));
      }
    } catch (StorageException e) {
      attempt.fail(e);
      return;
    }
    long number = change(attempt, found);
    if (number > 0) {
      commits.add(new Numbered(attempt, number));
    }
  }

  private boolean stands(CommitAttempt attempt) throws SQLException {
    if (header != null) {
      return true;
    }
    CatalogState planned = base.state();
    if (attempt.plan().changesNames()
        || !planned.pointers().keySet().containsAll(attempt.mustStand())) {
      CatalogState now = CatalogDatabase.readState(writer.connection());
      return now.schemas().equals(planned.schemas())
          && now.pointers().equals(planned.pointers())
          && now.otherRelations().equals(planned.otherRelations())
          && now.sequences().equals(planned.sequences());
    }
    for (TableName table : attempt.mustStand()) {
      String pointer = CatalogDatabase.pointer(writer, table);
      if (pointer == null || !pointer.equals(planned.pointers().get(table))) {
        return false;
      }
    }
    return true;
  }

  /** Gives the commit's number; 0 when a pointer is no longer there. */
  private long change(CommitAttempt attempt, List<Found> found) throws SQLException {
    CommitPlan plan = attempt.plan();
    String ownToken = commits.isEmpty() ? token : token + '-' + commits.size();
    List<TableName> hotOnly = new ArrayList<>();
    for (Found of : found) {
      if (!isVersionRecorded(of.table())) {
        hotOnly.add(of.table().name);
      }
    }
    long number =
        CatalogDatabase.insertCommit(writer, nowMicros(), attempt.what(), ownToken, hotOnly);
    if (!changeTables(plan, number)) {
      return 0;
    }
    for (String schema : plan.newSchemas()) {
      CatalogDatabase.insertSchema(writer, schema);
    }
    for (String schema : plan.goneSchemas()) {
      CatalogDatabase.deleteSchema(writer, schema);
    }
    if (!changeSequences(plan)) {
      return 0;
    }
    for (CommitPlan.PlannedTable table : plan.tables()) {
      if (!table.moves.isEmpty()) {
        MoveDatabase.insert(writer.connection(), plan.roots(), table.uuid(), number, table.moves);
      }
    }
    for (Found of : found) {
      changeHotRows(of, number);
    }
    changesHotRowsOnly &= plan.changesHotRowsOnly();
    return number;
  }

  private void changeHotRows(Found found, long number) throws SQLException {
    CommitPlan.PlannedTable table = found.table();
    String uuid = table.uuid();
    hotTables.put(
        uuid,
        HotRowChange.carryOut(
            writer, uuid, found.hotRows(), number, table.hotRows, found.endedBytes()));
    if (!table.changed && isVersionRecorded(table)) {
      recordVersion(writer, table.name, number, table.metadata());
    }
  }

  /** Whether the commit makes or finds another version of a table than the last one that did. */
  private boolean isVersionRecorded(CommitPlan.PlannedTable table) {
    return table.changed || base.state().unnumbered().contains(table.name);
  }

  private boolean changeTables(CommitPlan plan, long number) throws SQLException {
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

  private boolean changeSequences(CommitPlan plan) throws SQLException {
    for (SequenceDefinition gone : plan.goneSequences()) {
      if (!SequenceDatabase.delete(writer.connection(), gone.id())) {
        return false;
      }
    }
    for (CatalogChange.CreateSequence create : plan.newSequences()) {
      SequenceDatabase.insert(writer.connection(), create.sequence(), create.next().get());
    }
    return true;
  }

  /** Records what a commit made of a table; null when it dropped it. */
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

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** Whether no commit has changed anything, so that the transaction is to be undone. */
  boolean isEmpty() {
    return commits.isEmpty();
  }

  /** The number of the last commit. */
  long lastNumber() {
    return commits.get(commits.size() - 1).number();
  }

  /** To be called after the last change. */
  void renewChecksum() throws SQLException {
    if (header == null || !changesHotRowsOnly || !base.isWhole()) {
      CatalogChecksum.renew(writer);
      return;
    }
    CatalogSnapshot next = base.withHotRows(lastNumber(), hotTables);
    CatalogChecksum.store(writer, next.state().checksum());
    after = next;
  }

  /** Whether the transaction took place. */
  boolean isFound(Connection fresh) throws SQLException {
    return CatalogDatabase.hasCommit(fresh, commits.get(0).number(), token);
  }

  /** It is durable. */
  void succeed(SnapshotReader snapshots) {
    CatalogSnapshot next = after;
    if (header != null && next != null) {
      snapshots.publish(next, header);
    }
    commits.forEach(commit -> commit.attempt().succeed(commit.number()));
  }
}
