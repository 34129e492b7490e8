package io.polarway.storage.catalog;

import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of a store, as one of its openings sees them: the one of this process is renewed, and
 * those of processes that are not there any more are taken away. A store that is only read has no
 * lease of its own. Thread-safe.
 */
public final class Leases {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private final Path directory;
  private final SnapshotReader snapshots;
  private final LongSupplier oldestHeld;
  private final LeaseWatch watch = new LeaseWatch();
  private volatile @Nullable Lease own;

  /**
   * @param oldestHeld gives the oldest commit whose snapshot this process reads
   */
  Leases(Path directory, SnapshotReader snapshots, LongSupplier oldestHeld) {
    this.directory = directory;
    this.snapshots = snapshots;
    this.oldestHeld = oldestHeld;
  }

  /**
   * From now on this is the lease of the process. A store on a disk that is full can be read
   * without one; it is tried again.
   */
  void take(Lease ofProcess) {
    own = ofProcess;
    try {
      renew();
    } catch (StorageException e) {
      LOG.warn("There is no lease on {} for now", directory, e);
    }
  }

  /**
   * Renews the lease of this process, or takes one; without effect in a store that is only read. A
   * process that does not do this for many periods loses what it holds.
   */
  public void renew() {
    Lease lease = own;
    if (lease != null) {
      try {
        lease.renew(oldestHeld);
      } catch (SQLException | IOException e) {
        throw CatalogFailures.of("Cannot renew the lease on " + directory, e);
      }
    }
  }

  /** Renews the lease of this process, and takes away those of processes that have ended. */
  void settle() {
    renew();
    remove(Map.of());
  }

  /**
   * Takes away the leases of processes that have ended, and those that nobody renews; to be called
   * once in each period of renewals.
   */
  public synchronized void removeDead() {
    remove(watch.dead(renewals()));
  }

  private void remove(Map<String, Long> notRenewed) {
    Lease lease = own;
    if (lease == null) {
      return;
    }
    Map<String, Long> dead = new HashMap<>(notRenewed);
    renewals()
        .forEach(
            (id, renewals) -> {
              if (!lease.isAlive(id)) {
                dead.put(id, renewals);
              }
            });
    try {
      lease.delete(dead);
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot remove leases on " + directory, e);
    }
  }

  /** How many processes have a lease, as far as is known. */
  public int count() {
    return renewals().size();
  }

  private Map<String, Long> renewals() {
    return snapshots.read(LeaseDatabase::renewals);
  }
}
