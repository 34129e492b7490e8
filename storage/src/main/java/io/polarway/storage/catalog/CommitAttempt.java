package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.fault.FaultPoint;
import io.polarway.storage.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.TableMetadata;

/** One attempt to commit: plan, write metadata, swap pointers, tidy up. */
final class CommitAttempt {

  private final CatalogSnapshot base;
  private final PendingCommit commit;
  private final StagedFileIo io;
  private final CommitPlan plan;
  private final Set<TableName> mustStand = new HashSet<>();

  CommitAttempt(
      CatalogSnapshot base, PendingCommit commit, StoreRoots roots, TableLocations locations) {
    this.base = base;
    this.commit = commit;
    this.io = new StagedFileIo(roots);
    this.plan = new CommitPlan(base, roots, io, locations);
  }

  CommitPlan plan() {
    return plan;
  }

  /** The tables that must be as they are in the state that the plan was made for. */
  Set<TableName> mustStand() {
    return mustStand;
  }

  String what() {
    return commit.request().what();
  }

  /** Plans it and writes its metadata; false when that has settled the commit already. */
  boolean prepare(DurableDirectories durable) {
    try {
      checkStanding();
      plan.apply(commit.request().changes());
      if (plan.isEmpty()) {
        commit.succeed(base.commitNumber());
        return false;
      }
      requireFiles();
      commit.request().check().accept(base);
      plan.hotTables().stream()
          .filter(table -> !table.changed)
          .forEach(table -> mustStand.add(table.name));
      plan.write();
      FaultPoint.METADATA_WRITTEN.reached();
      Set<Path> directories = io.force();
      addDataDirectories(directories);
      durable.sync(directories);
      FaultPoint.FILES_DURABLE.reached();
      return true;
    } catch (IOException | RuntimeException e) {
      fail(CatalogFailures.of("Cannot commit", e));
      io.discard();
      return false;
    }
  }

  /** It is durable; nothing may fail it any more. */
  void succeed(long number) {
    commit.succeed(number);
  }

  void fail(StorageException why) {
    commit.fail(why);
  }

  /** Tidies up after the database's transaction has ended, be it that this is to begin again. */
  void finish(SnapshotReader snapshots) {
    if (commit.isCommitted()) {
      tidyUp(snapshots);
      FaultPoint.METADATA_REMOVED.reached();
    } else if (!commit.hasUnknownOutcome()) {
      io.discard();
    }
  }

  /** Notes the tables, as they are spelled, whose pointers have to stay. */
  private void checkStanding() {
    for (Map.Entry<TableName, String> entry : commit.request().versionsThatMustStand().entrySet()) {
      TableName name = entry.getKey();
      TableSnapshot table = base.table(name.schema(), name.name());
      if (!entry.getValue().equals(table == null ? "" : table.version())) {
        throw new StorageException(
            Failure.CONFLICT,
            "Cannot commit: another transaction has changed table "
                + name
                + ", which this one has read; run the transaction again");
      }
      mustStand.add(table == null ? name : table.name());
    }
  }

  /**
   * Fails when a file that is to be added is not there any more: a process that was stopped for
   * longer than files are kept that nothing refers to goes on writing its transaction.
   */
  private void requireFiles() {
    for (CatalogChange change : commit.request().changes()) {
      for (NewDataFile file : filesOf(change)) {
        if (Files.notExists(file.file())) {
          throw new StorageException(
              Failure.CONFLICT,
              "Cannot commit: %s, which this transaction has written, was removed because it was under way for too long; run the transaction again"
                  .formatted(file.file()));
        }
      }
    }
  }

  private void addDataDirectories(Set<Path> directories) {
    for (CatalogChange change : commit.request().changes()) {
      for (NewDataFile file : filesOf(change)) {
        Path directory = file.file().getParent();
        if (directory != null) {
          directories.add(directory);
        }
      }
    }
  }

  private static List<NewDataFile> filesOf(CatalogChange change) {
    if (change instanceof CatalogChange.CreateTable create) {
      return create.files();
    }
    if (change instanceof CatalogChange.Rewrite rewrite) {
      return rewrite.added();
    }
    return change instanceof CatalogChange.Append append ? append.files() : List.of();
  }

  private void tidyUp(SnapshotReader snapshots) {
    for (CommitPlan.PlannedTable table : plan.tables()) {
      TableSnapshot before = table.before;
      TableMetadata after = table.after;
      if (after != null) {
        snapshots.remember(table.name, after);
        if (before != null && table.isSameTable()) {
          CatalogUtil.deleteRemovedMetadataFiles(io, before.metadata(), after);
        }
      }
    }
  }
}
