package io.polarway.storage;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.HotTable;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.constraint.HotKeys;
import io.polarway.storage.engine.Engine;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.hot.HotMirror;
import io.polarway.storage.maintenance.Checkpoint;
import io.polarway.storage.maintenance.Work;
import io.polarway.storage.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a store needs done from time to time: hot rows written to files when they are many or old,
 * and ended ones removed. A thread of each process that has the store open looks every second; one
 * of them all does the work. What fails is tried again; commits of users never fail by it.
 */
final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final long PERIOD_MILLIS = 1_000;
  private static final long MANY_ROWS = 10_000;
  private static final long MANY_BYTES = 8L << 20;
  private static final Duration OLD = Duration.ofSeconds(60);

  /** How long time travel can see hot rows that have ended. */
  private static final Duration RETENTION = Duration.ofDays(5);

  /** The same when there are more than {@link #MANY_ENDED}. */
  private static final Duration SHORT_RETENTION = Duration.ofHours(1);

  private static final long MANY_ENDED = 1_000_000;
  private static final int ROUNDS_BETWEEN_REMOVALS = 60;

  private final Catalog catalog;
  private final Engine engine;
  private final HotMirror hotRows;
  private final HotKeys hotKeys;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Since when a table has had hot rows, as far as this process has seen. */
  private final Map<TableName, Long> hotSinceNanos = new HashMap<>();

  private volatile @Nullable Work underWay;
  private long rounds;

  Upkeep(Catalog catalog, Engine engine, HotMirror hotRows, HotKeys hotKeys) {
    this.catalog = catalog;
    this.engine = engine;
    this.hotRows = hotRows;
    this.hotKeys = hotKeys;
    this.thread = new Thread(this::run, "polarway-upkeep");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      List<TableSnapshot> tables = catalog.snapshot().tables();
      List<String> uuids = tables.stream().map(table -> table.definition().uuid()).toList();
      hotRows.forget(uuids);
      hotKeys.forget(uuids);
      if (catalog.hasHotRows() && catalog.leadsUpkeep()) {
        tables.stream().filter(this::isDue).forEach(this::checkpoint);
        if (rounds++ % ROUNDS_BETWEEN_REMOVALS == 0) {
          removeEnded(tables);
        }
      }
    } catch (RuntimeException e) {
      if (!isClosed()) {
        LOG.warn("The upkeep of {} failed and is tried again", catalog.directory(), e);
      }
    }
  }

  private boolean isDue(TableSnapshot table) {
    HotTable hot = table.hotRows();
    if (hot.liveRows() == 0) {
      hotSinceNanos.remove(table.name());
      return false;
    }
    long now = System.nanoTime();
    long since = hotSinceNanos.computeIfAbsent(table.name(), name -> now);
    return hot.liveRows() >= MANY_ROWS
        || hot.liveBytes() >= MANY_BYTES
        || now - since >= OLD.toNanos();
  }

  private void checkpoint(TableSnapshot table) {
    hotSinceNanos.remove(table.name());
    try (EngineSession session = engine.openSession()) {
      Work work = new Work(session, Duration.ZERO);
      underWay = work;
      if (!isClosed()) {
        Checkpoint.run(catalog, hotRows, table, work);
      }
    } catch (StorageException e) {
      if (e.failure() != Failure.CONFLICT && !isClosed()) {
        throw e;
      }
    } finally {
      underWay = null;
    }
  }

  private void removeEnded(List<TableSnapshot> tables) {
    long ended = tables.stream().mapToLong(table -> table.hotRows().storedEnds()).sum();
    Duration kept = ended > MANY_ENDED ? SHORT_RETENTION : RETENTION;
    long horizon = catalog.commitNumberAt(Instant.now().minus(kept), Long.MAX_VALUE);
    if (horizon > 0) {
      catalog.removeEndedHotRows(horizon);
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Ends the thread. */
  @Override
  public void close() {
    closed.countDown();
    Work work = underWay;
    if (work != null) {
      work.cancel();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes all hot rows to files; what cannot be written now stays as it is. */
  void checkpointAll() {
    try (EngineSession session = engine.openSession()) {
      for (TableSnapshot table : catalog.snapshot().tables()) {
        if (table.hotRows().liveRows() > 0) {
          Checkpoint.run(catalog, hotRows, table, new Work(session, Duration.ZERO));
        }
      }
    } catch (StorageException e) {
      LOG.warn("Rows of {} stay in its catalog for now", catalog.directory(), e);
    }
  }
}
