package io.polarway.storage.upkeep;

import io.polarway.storage.catalog.Catalog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of an open store, by a thread of its own: nothing else that a process does may
 * delay it for long.
 */
final class LeaseRenewal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseRenewal.class);

  private final Catalog catalog;
  private final Duration period;
  private final CountDownLatch closed = new CountDownLatch(1);

  private LeaseRenewal(Catalog catalog, Duration period) {
    this.catalog = catalog;
    this.period = period;
  }

  /** Renews it from now on, once in each period. */
  static LeaseRenewal start(Catalog catalog, Duration period) {
    LeaseRenewal renewal = new LeaseRenewal(catalog, period);
    Thread thread = new Thread(renewal::run, "polarway-lease");
    thread.setDaemon(true);
    thread.start();
    return renewal;
  }

  private void run() {
    try {
      while (!closed.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
        renew();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    try {
      catalog.leases().renew();
    } catch (RuntimeException e) {
      if (closed.getCount() > 0) {
        LOG.warn("The lease on {} is not renewed for now", catalog.directory(), e);
      }
    }
  }

  /** Ends the thread, soon. */
  @Override
  public void close() {
    closed.countDown();
  }
}
