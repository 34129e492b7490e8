package io.polarway.storage.maintenance;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogChange;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Forgets old snapshots of tables, and deletes the files that nothing needs any more: those of
 * forgotten snapshots, of dropped tables, and what killed processes and failed commits left.
 *
 * <p>A file is deleted only when it is old enough, so that neither the transaction that will commit
 * it nor a query that still reads it is disturbed, and only when every version of every table could
 * be read and none refers to it.
 */
public final class Vacuum {

  /** Longer than any transaction takes to commit its files, and any query to read its own. */
  private static final Duration DEFAULT_FILE_AGE = Duration.ofHours(24);

  /** Removals below one table's directory. */
  private static final class Removed {
    private int snapshots;
    private int dataFiles;
    private int metadataFiles;
    private long bytes;
  }

  private final Catalog catalog;
  private final Work work;
  private final Path data;
  private final Map<String, Removed> removed = new TreeMap<>();

  private Vacuum(Catalog catalog, Work work) {
    this.catalog = catalog;
    this.work = work;
    this.data = catalog.dataDirectory();
  }

  /**
   * Cleans up, and gives what was removed.
   *
   * @param table the only table to clean up; null for all of the store, dropped tables included
   * @param olderThan how long ago a snapshot was replaced, a file written, a table dropped at
   *     least; null for what the tables say of snapshots (else five days), and a day for files
   */
  public static List<VacuumedDirectory> run(
      Catalog catalog, @Nullable TableSnapshot table, @Nullable Duration olderThan, Work work) {
    Vacuum vacuum = new Vacuum(catalog, work);
    if (table == null) {
      catalog.forgetGoneTables();
    }
    for (TableSnapshot each : table == null ? catalog.snapshot().tables() : List.of(table)) {
      vacuum.expire(each, olderThan);
    }
    vacuum.sweep(
        table == null ? vacuum.data : catalog.directoryOf(table),
        olderThan == null ? DEFAULT_FILE_AGE : olderThan);
    return vacuum.report();
  }

  private void expire(TableSnapshot table, @Nullable Duration age) {
    work.check();
    Set<Long> expired = new HashSet<>(catalog.expiredSnapshots(table, age));
    if (!expired.isEmpty()) {
      expireInMetadata(table, expired);
    }
    expired.addAll(catalog.forgetSnapshots(table, age));
    if (!expired.isEmpty()) {
      removedBelow(catalog.directoryOf(table)).snapshots += expired.size();
    }
  }

  private void expireInMetadata(TableSnapshot table, Set<Long> expired) {
    try {
      catalog.commit(
          List.of(
              new CatalogChange.ExpireSnapshots(table.name(), table.definition().uuid(), expired)),
          Map.of(),
          "expire snapshots of " + table.name());
    } catch (StorageException e) {
      // A table that was dropped meanwhile has no snapshots any more.
      if (e.failure() != Failure.CONFLICT) {
        throw e;
      }
    }
  }

  private void sweep(Path directory, Duration age) {
    Map<Path, Long> sizes = StoreFiles.find(data, directory, Instant.now().minus(age), work);
    work.check();
    for (Path file : catalog.deleteUnneeded(List.copyOf(sizes.keySet()), age)) {
      Removed below = removedBelow(file);
      if (StoreFiles.isData(file)) {
        below.dataFiles++;
      } else {
        below.metadataFiles++;
      }
      below.bytes += sizes.getOrDefault(file, 0L);
    }
  }

  private Removed removedBelow(Path file) {
    String directory =
        file.startsWith(data) ? StoreFiles.tableDirectory(data, file) : file.toString();
    return removed.computeIfAbsent(directory, ignored -> new Removed());
  }

  private List<VacuumedDirectory> report() {
    List<VacuumedDirectory> report = new ArrayList<>();
    removed.forEach(
        (directory, below) ->
            report.add(
                new VacuumedDirectory(
                    directory,
                    below.snapshots,
                    below.dataFiles,
                    below.metadataFiles,
                    below.bytes)));
    return report;
  }
}
