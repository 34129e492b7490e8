package io.polarway.storage.maintenance;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What bounds a piece of maintenance: a time limit for all of it, and somebody who may cancel it.
 * One thread works; {@link #cancel} may come from any other.
 */
public final class Work {

  private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EngineSession engine;
  private final Duration timeout;
  private final boolean inBackground;
  private long restedNanos = System.nanoTime();
  private final long startNanos = System.nanoTime();
  private volatile @Nullable BatchStream running;
  private volatile boolean cancelled;
  private final AtomicLong rowsInAll = new AtomicLong();
  private final AtomicLong rowsDone = new AtomicLong();

  /**
   * @param engine whose settings the queries have
   * @param timeout for all of it, zero for none
   */
  public Work(EngineSession engine, Duration timeout) {
    this(engine, timeout, false);
  }

  private Work(EngineSession engine, Duration timeout, boolean inBackground) {
    this.engine = engine;
    this.timeout = timeout;
    this.inBackground = inBackground;
  }

  /** Work that nobody waits for, and that leaves about half of a processor's time to others. */
  public static Work inBackground(EngineSession engine) {
    return new Work(engine, Duration.ZERO, true);
  }

  /** Rests in the background about as long as was worked since the last rest. */
  void rest() {
    if (inBackground) {
      LockSupport.parkNanos(
          Math.min(LONGEST_REST_NANOS, Math.max(0, System.nanoTime() - restedNanos)));
      restedNanos = System.nanoTime();
      check();
    }
  }

  /** Makes it fail with {@code Failure.CANCELLED} soon. It does not wait. */
  public void cancel() {
    cancelled = true;
    BatchStream stream = running;
    if (stream != null) {
      stream.cancel();
    }
  }

  /** How far it has come; null when it is not known how much there is to do. From any thread. */
  public @Nullable QueryProgress progress() {
    long all = rowsInAll.get();
    long done = Math.min(all, rowsDone.get());
    return all == 0 ? null : new QueryProgress((double) done / all, done, all);
  }

  /** There are this many more rows to work on. */
  void expects(long rows) {
    rowsInAll.addAndGet(rows);
  }

  /** This many more rows are done. */
  void advances(long rows) {
    rowsDone.addAndGet(rows);
  }

  /** Fails when it shall end. */
  void check() {
    if (cancelled || Thread.currentThread().isInterrupted()) {
      throw new StorageException(
          Failure.CANCELLED, "Cancelled; what was committed before stays as it is");
    }
    if (!timeout.isZero() && remainingNanos() <= 0) {
      throw new StorageException(
          Failure.TIMEOUT,
          "It took longer than its timeout of %s s; what was committed before stays as it is"
              .formatted(timeout.toMillis() / 1000.0));
    }
  }

  BatchStream query(String sql) {
    check();
    BatchStream stream =
        engine.query(
            sql,
            List.of(),
            timeout.isZero() ? timeout : Duration.ofNanos(Math.max(1, remainingNanos())));
    running = stream;
    if (cancelled) {
      stream.cancel();
    }
    return stream;
  }

  private long remainingNanos() {
    return timeout.toNanos() - (System.nanoTime() - startNanos);
  }
}
