package io.polarway.storage.maintenance;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogChange;
import io.polarway.storage.catalog.NewDataFile;
import io.polarway.storage.catalog.RowMoves;
import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.fault.FaultPoint;
import io.polarway.storage.table.RestOrder;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rewrites the files of a table, partition by partition, into few that are sorted and compressed to
 * stay, without the rows that were deleted. The rows are the same before and after, in every
 * snapshot; commits of others in between are kept, and win over the rewriting of files that they
 * removed.
 *
 * <p>Partitions are committed some at a time, so that what is done stays done when the rest fails.
 */
public final class Compaction {

  private static final int PARTITIONS_AT_ONCE = 50;
  private static final Duration COMMIT_AFTER = Duration.ofSeconds(10);

  /** A partition that is written and not yet committed. */
  private record Rewritten(
      CompactionPlan.Partition partition, List<NewDataFile> files, List<RowMoves> moves) {}

  private final Catalog catalog;
  private final TableDefinition table;
  private final Work work;
  private final RestOrder order;
  private final List<CompactionPlan.Partition> partitions;
  private final List<Rewritten> waiting = new ArrayList<>();
  private final List<CompactedPartition> done = new ArrayList<>();

  /** Finds all that is to be done with a table; {@link #run} does it. */
  public Compaction(Catalog catalog, TableSnapshot table, Work work) {
    this(catalog, table, CompactionPlan.of(table), work);
  }

  private Compaction(
      Catalog catalog, TableSnapshot table, List<CompactionPlan.Partition> partitions, Work work) {
    this.catalog = catalog;
    this.table = table.definition();
    this.work = work;
    this.order = RestOrder.of(this.table);
    this.partitions = partitions;
    partitions.forEach(partition -> work.expects(partition.rows()));
  }

  /** Whether {@link #due} has something to do. */
  public static boolean isDue(TableSnapshot table) {
    return CompactionPlan.due(table).isPresent();
  }

  /** What is due of a table by its properties: some files of one partition, or nothing. */
  public static Optional<Compaction> due(Catalog catalog, TableSnapshot table, Work work) {
    return CompactionPlan.due(table)
        .map(partition -> new Compaction(catalog, table, List.of(partition), work));
  }

  /**
   * Compacts the table, and gives the partitions that were not at rest before.
   *
   * @throws StorageException when it fails; what was committed before stays, and nothing else is
   *     left behind
   */
  public List<CompactedPartition> run() {
    FileRewriter rewriter = new FileRewriter(catalog, table, work);
    boolean finished = false;
    boolean unsettled = false;
    try {
      long lastCommit = System.nanoTime();
      for (CompactionPlan.Partition partition : partitions) {
        work.check();
        FileRewriter.Rewritten rewritten = rewriter.rewrite(partition);
        waiting.add(new Rewritten(partition, rewritten.files(), rewritten.moves()));
        if (waiting.size() == PARTITIONS_AT_ONCE
            || System.nanoTime() - lastCommit > COMMIT_AFTER.toNanos()) {
          commit();
          lastCommit = System.nanoTime();
        }
      }
      commit();
      finished = true;
      return done;
    } catch (StorageException e) {
      unsettled = e.failure() == Failure.UNKNOWN_OUTCOME;
      throw e;
    } finally {
      if (!finished && !unsettled) {
        waiting.forEach(rewritten -> NewFiles.delete(rewritten.files()));
      }
    }
  }

  /** Commits what waits; what others have changed meanwhile is given up. */
  private void commit() {
    giveUpChanged();
    while (!waiting.isEmpty()) {
      try {
        FaultPoint.COMPACTION_WRITTEN.reached();
        catalog.commit(changes(), Map.of(), "optimize " + table.name());
        waiting.forEach(rewritten -> report(rewritten, true));
        waiting.clear();
      } catch (StorageException e) {
        if (e.failure() != Failure.CONFLICT || !giveUpChanged()) {
          throw e;
        }
      }
    }
  }

  private List<CatalogChange> changes() {
    List<StoredFile> removed = new ArrayList<>();
    List<NewDataFile> added = new ArrayList<>();
    List<RowMoves> moves = new ArrayList<>();
    for (Rewritten rewritten : waiting) {
      removed.addAll(rewritten.partition().files());
      added.addAll(rewritten.files());
      moves.addAll(rewritten.moves());
    }
    return List.of(
        new CatalogChange.Rewrite(table.name(), table.uuid(), removed, added, order.declared()),
        new CatalogChange.MoveRows(table.name(), table.uuid(), moves));
  }

  /** Drops the partitions of which a file is gone or has lost rows; whether there was one. */
  private boolean giveUpChanged() {
    TableSnapshot now = catalog.snapshot().table(table.name().schema(), table.name().name());
    Map<Path, StoredFile> standing = new HashMap<>();
    if (now != null && now.definition().uuid().equals(table.uuid())) {
      now.files().forEach(file -> standing.put(file.path(), file));
    }
    return waiting.removeIf(
        rewritten -> {
          boolean stands =
              rewritten.partition().files().stream()
                  .allMatch(file -> file.hasRowsOf(standing.get(file.path())));
          if (!stands) {
            NewFiles.delete(rewritten.files());
            report(rewritten, false);
          }
          return !stands;
        });
  }

  private void report(Rewritten rewritten, boolean replaced) {
    CompactionPlan.Partition partition = rewritten.partition();
    done.add(
        new CompactedPartition(
            table.name(),
            catalog.partitionPath(table, partition.values()),
            partition.files().size(),
            rewritten.files().size(),
            partition.bytes(),
            rewritten.files().stream().mapToLong(file -> file.summary().bytes()).sum(),
            partition.rows(),
            TableProperty.REST_LEVEL.in(table.properties()),
            replaced));
  }
}
