package io.polarway.storage.upkeep;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogSnapshot;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.constraint.HotKeys;
import io.polarway.storage.engine.Engine;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.hot.HotMirror;
import io.polarway.storage.maintenance.Checkpoint;
import io.polarway.storage.maintenance.Work;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upkeep of an open store. A thread of each process that has it open for writing looks from
 * time to time; one of them all does the {@link Chore chores}. What fails is tried again; commits
 * of users never fail by it. Another thread renews the process's lease.
 */
public final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final Catalog catalog;
  private final Engine engine;
  private final HotMirror hotRows;
  private final HotKeys hotKeys;
  private final UpkeepOptions options;
  private final Errands errands;
  private final List<Chore> chores;
  private final LeaseRenewal lease;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable CatalogSnapshot seen;
  private boolean leads;

  /** Starts it. */
  public Upkeep(
      Catalog catalog, Engine engine, HotMirror hotRows, HotKeys hotKeys, UpkeepOptions options) {
    this.catalog = catalog;
    this.engine = engine;
    this.hotRows = hotRows;
    this.hotKeys = hotKeys;
    this.options = options;
    this.errands = new Errands(catalog, engine);
    this.chores =
        List.of(
            new LeaseChore(catalog, options.lease()),
            new CheckpointChore(catalog, hotRows, errands, options),
            new HotRowChore(catalog),
            new CompactionChore(catalog, errands),
            new VacuumChore(catalog, errands));
    this.lease = LeaseRenewal.start(catalog, options.lease());
    this.thread = new Thread(this::run, "polarway-upkeep");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(options.look().toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      CatalogSnapshot now = catalog.snapshot();
      boolean changed = now != seen;
      if (changed) {
        seen = now;
        forgetGoneTables(now);
      }
      if (options.works() && catalog.leadsUpkeep()) {
        boolean somethingNew = changed || !leads;
        leads = true;
        for (Chore chore : chores) {
          look(chore, now, somethingNew);
        }
      }
    } catch (RuntimeException e) {
      warn(e);
    }
  }

  /** What fails keeps nothing else from being done. */
  private void look(Chore chore, CatalogSnapshot now, boolean changed) {
    try {
      if (!errands.hasEnded()) {
        chore.look(now, changed);
      }
    } catch (RuntimeException e) {
      warn(e);
    }
  }

  private void warn(RuntimeException fault) {
    if (!errands.hasEnded()) {
      LOG.warn("The upkeep of {} failed and is tried again", catalog.directory(), fault);
    }
  }

  private void forgetGoneTables(CatalogSnapshot now) {
    List<String> uuids = now.tables().stream().map(table -> table.definition().uuid()).toList();
    hotRows.forget(uuids);
    hotKeys.forget(uuids);
  }

  /** Ends its threads. */
  @Override
  public void close() {
    closed.countDown();
    errands.end();
    lease.close();
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
  public void checkpointAll() {
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
