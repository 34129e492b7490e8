package io.polarway.storage.catalog;

import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's entry among the leases of a store: the oldest commit whose snapshot it still reads.
 * What that snapshot has is not removed by anybody, until the lease is given up, its process dies,
 * or nobody renews it any more. Thread-safe.
 *
 * <p>Its commits are not forced to the disk: after a power loss there is nobody left to hold
 * anything.
 */
final class Lease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final Connection connection;
  private final LeaseLocks locks;
  private String id = "";

  /** The number that was written last. */
  private volatile long oldest;

  private Lease(Connection connection, LeaseLocks locks) {
    this.connection = connection;
    this.locks = locks;
  }

  /** One that is not taken yet. */
  static Lease open(Path directory, Duration lockTimeout) throws SQLException {
    Connection connection =
        CatalogFile.openUnforced(directory.resolve(CatalogFile.NAME), lockTimeout);
    try {
      return new Lease(connection, LeaseLocks.open(directory));
    } catch (StorageException e) {
      connection.close();
      throw e;
    }
  }

  /** The oldest commit whose snapshot is held, as it was said last. */
  long oldest() {
    return oldest;
  }

  /**
   * Says what is held now. A lease that was taken away meanwhile is replaced by another.
   *
   * @param oldestHeld gives the oldest commit whose snapshot is read
   */
  synchronized void renew(LongSupplier oldestHeld) throws SQLException, IOException {
    long held = oldestHeld.getAsLong();
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    if (!LeaseDatabase.renew(connection, id, held, now)) {
      String taken = locks.takeId().toString();
      LeaseDatabase.insert(connection, taken, held, now);
      id = taken;
    }
    oldest = held;
  }

  /** Whether the process of a lease lives, as far as the system can tell. */
  boolean isAlive(String leaseId) {
    return locks.isHeld(leaseId);
  }

  /** Takes the leases of others away that are as they were when they were looked at. */
  synchronized void delete(Map<String, Long> renewalsById) throws SQLException {
    for (Map.Entry<String, Long> lease : renewalsById.entrySet()) {
      if (!lease.getKey().equals(id)) {
        LeaseDatabase.delete(connection, lease.getKey(), lease.getValue());
      }
    }
  }

  /** Gives the lease up. One that cannot be, on a full disk, ends as that of a killed process. */
  @Override
  public synchronized void close() {
    try (locks;
        connection) {
      LeaseDatabase.delete(connection, id);
    } catch (SQLException | IOException e) {
      LOG.debug("A lease stays until it is found that nobody renews it", e);
    }
  }
}
