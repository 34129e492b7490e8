package io.polarway.storage.cache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A query that runs and whose result may be kept, as those see it who ask the same meanwhile.
 *
 * <p>They wait as long as the engine works. Once its first rows are there, the rest depends on how
 * fast somebody reads, and they wait only as long again as the engine took.
 */
final class Fill {

  /** How long a reader may take at least. */
  private static final long SHORTEST_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How often those who wait look whether they shall go on. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Thread runner = Thread.currentThread();
  private final long startNanos = System.nanoTime();
  private final Allowance allowance;
  private final Ending ending;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean reading;
  private long graceEndNanos;
  private boolean ended;
  private volatile boolean tooLarge;
  private @Nullable CachedResult result;

  /** Told of the end, once, by the thread that brings it. */
  @FunctionalInterface
  interface Ending {
    /**
     * @param whole the result, null when there is none
     */
    void ended(Fill fill, @Nullable CachedResult whole);
  }

  Fill(Allowance allowance, Ending ending) {
    this.allowance = allowance;
    this.ending = ending;
  }

  /** What its copies may take up; given back when it ends. */
  Allowance allowance() {
    return allowance;
  }

  /** Whether it came to be more than a wish. */
  boolean hasRun() {
    return reading;
  }

  long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  /** The first rows are there. */
  void reading() {
    lock.lock();
    try {
      reading = true;
      long now = System.nanoTime();
      graceEndNanos = now + Math.max(SHORTEST_GRACE_NANOS, now - startNanos);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** There will be no result because it has no room. */
  void tooLarge() {
    tooLarge = true;
  }

  boolean isTooLarge() {
    return tooLarge;
  }

  /** There will be no result. */
  void giveUp() {
    finish(null);
  }

  /** The whole result is there. */
  void end(CachedResult whole) {
    finish(whole);
  }

  /** The result; null as long as there is none. */
  @Nullable CachedResult result() {
    lock.lock();
    try {
      return result;
    } finally {
      lock.unlock();
    }
  }

  private void finish(@Nullable CachedResult whole) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      result = whole;
      allowance.release();
      ending.ended(this, whole);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the result; null when it is better to run the query oneself. */
  @Nullable CachedResult await(Patience patience) {
    if (runner == Thread.currentThread()) {
      return null;
    }
    lock.lock();
    try {
      while (!ended) {
        patience.check();
        long nanos = waitNanos();
        if (nanos <= 0) {
          return null;
        }
        try {
          nanos = changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
          // Patience sees it.
          Thread.currentThread().interrupt();
        }
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** How long to wait until the next look; none when the reader is too slow. */
  private long waitNanos() {
    return reading ? Math.min(LOOK_NANOS, graceEndNanos - System.nanoTime()) : LOOK_NANOS;
  }
}
