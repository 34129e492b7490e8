package io.polarway.storage.upkeep;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.SnapshotHold;
import io.polarway.storage.engine.Engine;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.maintenance.Work;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs pieces of maintenance one after the other, until they are ended. What loses against a commit
 * of others is given up: it comes due again. One thread runs; {@link #end} may come from any other.
 */
final class Errands {

  private final Catalog catalog;
  private final Engine engine;
  private volatile @Nullable Work underWay;
  private volatile boolean ended;

  Errands(Catalog catalog, Engine engine) {
    this.catalog = catalog;
    this.engine = engine;
  }

  @SuppressWarnings("try") // what is held is not used
  void run(Consumer<Work> errand) {
    if (ended) {
      return;
    }
    try (EngineSession session = engine.openSession();
        SnapshotHold hold = catalog.hold()) {
      Work work = Work.inBackground(session);
      underWay = work;
      if (!ended) {
        errand.accept(work);
      }
    } catch (StorageException e) {
      if (e.failure() != Failure.CONFLICT && !ended) {
        throw e;
      }
    } finally {
      underWay = null;
    }
  }

  /** Cancels what runs, and refuses what follows. */
  void end() {
    ended = true;
    Work work = underWay;
    if (work != null) {
      work.cancel();
    }
  }

  boolean hasEnded() {
    return ended;
  }
}
