package io.polarway.storage;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.SnapshotHold;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.hot.HotMirror;
import io.polarway.storage.maintenance.Checkpoint;
import io.polarway.storage.maintenance.CompactedPartition;
import io.polarway.storage.maintenance.Compaction;
import io.polarway.storage.maintenance.Vacuum;
import io.polarway.storage.maintenance.VacuumedDirectory;
import io.polarway.storage.maintenance.Work;
import io.polarway.storage.table.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance that one session asks for. One thread at a time, but for {@link #cancel} and
 * {@link #progress}.
 */
final class Maintenance {

  private final Catalog catalog;
  private final EngineSession engine;
  private final HotMirror hotRows;
  private volatile @Nullable Work underWay;
  private volatile boolean cancelled;

  Maintenance(Catalog catalog, EngineSession engine, HotMirror hotRows) {
    this.hotRows = hotRows;
    this.catalog = catalog;
    this.engine = engine;
  }

  /** Forgets a {@link #cancel} that came before. */
  void startStatement() {
    cancelled = false;
  }

  /** Ends what is running, and refuses what follows until {@link #startStatement}. */
  void cancel() {
    cancelled = true;
    Work work = underWay;
    if (work != null) {
      work.cancel();
    }
  }

  /** How far what is running has come; null when nothing is, or it cannot tell. */
  @Nullable QueryProgress progress() {
    Work work = underWay;
    return work == null ? null : work.progress();
  }

  List<CompactedPartition> optimize(@Nullable TableName name, Duration timeout) {
    return run(
        timeout,
        work -> {
          tables(name).forEach(table -> Checkpoint.run(catalog, hotRows, table, work));
          List<Compaction> compactions =
              tables(name).stream().map(table -> new Compaction(catalog, table, work)).toList();
          List<CompactedPartition> done = new ArrayList<>();
          compactions.forEach(compaction -> done.addAll(compaction.run()));
          return done;
        });
  }

  List<VacuumedDirectory> vacuum(
      @Nullable TableName name, @Nullable Duration olderThan, Duration timeout) {
    return run(
        timeout, work -> Vacuum.run(catalog, name == null ? null : table(name), olderThan, work));
  }

  void checkpoint(@Nullable TableName name) {
    run(
        Duration.ZERO,
        work -> {
          long rows = 0;
          for (TableSnapshot table : tables(name)) {
            rows += Checkpoint.run(catalog, hotRows, table, work);
          }
          return rows;
        });
  }

  private List<TableSnapshot> tables(@Nullable TableName name) {
    return name == null ? catalog.snapshot().tables() : List.of(table(name));
  }

  private TableSnapshot table(TableName name) {
    TableSnapshot table = catalog.snapshot().table(name.schema(), name.name());
    if (table == null) {
      throw new StorageException(Failure.UNKNOWN_TABLE, "There is no table " + name);
    }
    return table;
  }

  @SuppressWarnings("try") // what is held is not used
  private <T> T run(Duration timeout, Function<Work, T> task) {
    if (catalog.isReadOnly()) {
      throw new StorageException(
          Failure.READ_ONLY,
          "Cannot change files of %s: it was opened with readOnly=true"
              .formatted(catalog.directory()));
    }
    Work work = new Work(engine, timeout);
    underWay = work;
    try (SnapshotHold hold = catalog.hold()) {
      if (cancelled) {
        work.cancel();
      }
      return task.apply(work);
    } finally {
      underWay = null;
    }
  }
}
