package io.polarway.storage.engine;

import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can end a statement before its time: a cancel, the timeout, a close, an interrupt of the
 * thread that waits for it.
 *
 * <p>The engine forgets an interrupt that comes when nothing runs, so it is repeated by {@link
 * Watcher} until the native call returns, and never given when none is under way: the cursor may
 * serve another statement by then.
 */
final class Watch {

  private enum Stop {
    CANCEL,
    TIMEOUT,
    CLOSE,
    THREAD_INTERRUPT
  }

  private static final long NEVER = Long.MAX_VALUE;

  private final Duration timeout;
  private final long startNanos = System.nanoTime();
  private final long timeoutNanos;

  /** Guards {@link #running} and changes of {@link #cursor}. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Thread running;
  private boolean interrupted;
  private volatile Cursor cursor;
  private volatile @Nullable Stop stop;

  /**
   * @param timeout zero for none
   */
  Watch(Cursor cursor, Duration timeout) {
    this.cursor = cursor;
    this.timeout = timeout;
    this.timeoutNanos = nanos(timeout);
  }

  private static long nanos(Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      return NEVER;
    }
    try {
      return timeout.toNanos();
    } catch (ArithmeticException e) {
      return NEVER;
    }
  }

  Cursor cursor() {
    return cursor;
  }

  /** Goes on with another cursor, between two calls. */
  void moveTo(Cursor other) {
    lock.lock();
    try {
      cursor = other;
    } finally {
      lock.unlock();
    }
  }

  void cancel() {
    stop(Stop.CANCEL);
  }

  void close() {
    stop(Stop.CLOSE);
  }

  boolean isClosed() {
    return stop == Stop.CLOSE;
  }

  /**
   * Makes a native call that can be ended.
   *
   * @throws StorageException when it fails or was ended
   */
  <T extends @Nullable Object> T call(Supplier<T> nativeCall) {
    check();
    enter();
    try {
      return nativeCall.get();
    } catch (StorageException e) {
      Stop reason = stop;
      throw reason == null ? e : stopped(reason);
    } finally {
      leave();
    }
  }

  /**
   * Fails when the statement shall end.
   *
   * @throws StorageException with the reason
   */
  void check() {
    Stop reason = stop;
    if (reason == null) {
      reason = due(Thread.currentThread());
      stop = reason;
    }
    if (reason != null) {
      throw stopped(reason);
    }
  }

  /** How far the native call that is under way has come; null when there is none. */
  @Nullable QueryProgress progress() {
    lock.lock();
    try {
      return running == null ? null : cursor.progress();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the native call that is under way if it shall end; called again and again meanwhile. */
  void tick() {
    lock.lock();
    try {
      if (running != null) {
        if (stop == null) {
          stop = due(running);
        }
        if (stop != null) {
          interrupt();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void stop(Stop reason) {
    lock.lock();
    try {
      if (stop == null || reason == Stop.CLOSE) {
        stop = reason;
      }
      if (running != null) {
        interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void interrupt() {
    interrupted = true;
    cursor.interrupt();
  }

  /** Whether a native call was interrupted, after which the cursor's state is unknown. */
  boolean hasInterrupted() {
    lock.lock();
    try {
      return interrupted;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Stop due(Thread thread) {
    if (thread.isInterrupted()) {
      return Stop.THREAD_INTERRUPT;
    }
    return timeoutNanos != NEVER && System.nanoTime() - startNanos > timeoutNanos
        ? Stop.TIMEOUT
        : null;
  }

  private void enter() {
    lock.lock();
    try {
      running = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    Watcher.add(this);
  }

  private void leave() {
    Watcher.remove(this);
    lock.lock();
    try {
      running = null;
    } finally {
      lock.unlock();
    }
  }

  private StorageException stopped(Stop reason) {
    return switch (reason) {
      case CANCEL -> new StorageException(Failure.CANCELLED, "The query was cancelled.");
      case TIMEOUT ->
          new StorageException(
              Failure.TIMEOUT,
              "The query and the reading of its rows took longer than its timeout of %s s."
                  .formatted(timeout.toMillis() / 1000.0));
      case CLOSE -> new StorageException(Failure.CLOSED, "The result is closed.");
      case THREAD_INTERRUPT ->
          new StorageException(
              Failure.CANCELLED, "The query was cancelled: its thread was interrupted.");
    };
  }
}
