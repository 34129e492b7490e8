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
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.TableMetadata;

/** One attempt to commit: plan, write metadata, swap pointers, tidy up. */
final class CommitAttempt {

  private final CatalogSnapshot base;
  private final List<CatalogChange> changes;
  private final Map<TableName, String> versionsThatMustStand;
  private final Consumer<CatalogSnapshot> check;
  private final StagedFileIo io;
  private final CommitPlan plan;

  CommitAttempt(
      CatalogSnapshot base,
      List<CatalogChange> changes,
      Map<TableName, String> versionsThatMustStand,
      Consumer<CatalogSnapshot> check,
      StoreRoots roots,
      TableLocations locations) {
    this.base = base;
    this.changes = changes;
    this.versionsThatMustStand = versionsThatMustStand;
    this.check = check;
    this.io = new StagedFileIo(roots);
    this.plan = new CommitPlan(base, roots, io, locations);
  }

  /** The commit's number; empty when another engine got in between and it has to begin again. */
  OptionalLong run(
      Committer committer, DurableDirectories durable, SnapshotReader snapshots, String what) {
    boolean unsettled = false;
    boolean committed = false;
    try {
      Set<TableName> mustStand = checkStanding();
      plan.apply(changes);
      if (plan.isEmpty()) {
        return OptionalLong.of(base.commitNumber());
      }
      requireFiles();
      check.accept(base);
      plan.hotTables().stream()
          .filter(table -> !table.changed)
          .forEach(table -> mustStand.add(table.name));
      plan.write();
      FaultPoint.METADATA_WRITTEN.reached();
      Set<Path> directories = io.force();
      addDataDirectories(directories);
      durable.sync(directories);
      FaultPoint.FILES_DURABLE.reached();
      Committer.Outcome outcome = committer.commit(plan, base.state(), mustStand, what);
      if (outcome instanceof Committer.Outcome.Committed done) {
        committed = true;
        finish(snapshots);
        FaultPoint.METADATA_REMOVED.reached();
        return OptionalLong.of(done.number());
      }
      return OptionalLong.empty();
    } catch (StorageException e) {
      unsettled = e.failure() == Failure.UNKNOWN_OUTCOME;
      throw e;
    } catch (IOException | RuntimeException e) {
      throw CatalogFailures.of("Cannot commit", e);
    } finally {
      if (!committed && !unsettled) {
        io.discard();
      }
    }
  }

  /** The tables, as they are spelled, whose pointers have to stay. */
  private Set<TableName> checkStanding() {
    Set<TableName> names = new HashSet<>();
    for (Map.Entry<TableName, String> entry : versionsThatMustStand.entrySet()) {
      TableName name = entry.getKey();
      TableSnapshot table = base.table(name.schema(), name.name());
      if (!entry.getValue().equals(table == null ? "" : table.version())) {
        throw new StorageException(
            Failure.CONFLICT,
            "Cannot commit: another transaction has changed table "
                + name
                + ", which this one has read; run the transaction again");
      }
      names.add(table == null ? name : table.name());
    }
    return names;
  }

  /**
   * Fails when a file that is to be added is not there any more: a process that was stopped for
   * longer than files are kept that nothing refers to goes on writing its transaction.
   */
  private void requireFiles() {
    for (CatalogChange change : changes) {
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
    for (CatalogChange change : changes) {
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

  /** Nothing here may fail the commit, which has taken place. */
  private void finish(SnapshotReader snapshots) {
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
