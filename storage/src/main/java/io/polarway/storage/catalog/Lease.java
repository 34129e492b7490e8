package io.polarway.storage.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's entry among the leases of a store: the oldest commit whose snapshot it still reads.
 * What that snapshot has is not removed by anybody, until the lease is given up or nobody renews it
 * any more. Thread-safe.
 *
 * <p>Its commits are not forced to the disk: after a power loss there is nobody left to hold
 * anything.
 */
final class Lease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final Connection connection;
  private String id = "";

  /** The number that was written last. */
  private volatile long oldest;

  /**
   * @param connection of its own
   */
  Lease(Connection connection) {
    this.connection = connection;
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
  synchronized void renew(LongSupplier oldestHeld) throws SQLException {
    long held = oldestHeld.getAsLong();
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    if (!LeaseDatabase.renew(connection, id, held, now)) {
      String taken = UUID.randomUUID().toString();
      LeaseDatabase.insert(connection, taken, held, now);
      id = taken;
    }
    oldest = held;
  }

  /** Takes the leases away that are as they were when they were looked at. */
  synchronized void delete(Map<String, Long> renewalsById) throws SQLException {
    for (Map.Entry<String, Long> lease : renewalsById.entrySet()) {
      LeaseDatabase.delete(connection, lease.getKey(), lease.getValue());
    }
  }

  /** Gives the lease up. One that cannot be, on a full disk, ends as that of a killed process. */
  @Override
  public synchronized void close() {
    try (connection) {
      LeaseDatabase.delete(connection, id);
    } catch (SQLException e) {
      LOG.debug("A lease stays until it is found that nobody renews it", e);
    }
  }
}
