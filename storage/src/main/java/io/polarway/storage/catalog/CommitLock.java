package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.fault.FaultPoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Orders the commits of all threads and processes on a store, so that none has to try again because
 * of another and none waits forever. Safety does not rest on it: the catalog's compare-and-swap
 * does that, against other engines, too.
 *
 * <p>Threads queue up at a fair lock. Processes pass a turnstile: byte 0 of the lock file is the
 * gate, byte 1 the lock. Who waits for the lock holds the gate, so whoever has just released the
 * lock cannot overtake him. Byte 2 is held by who leads the store's upkeep. The system frees them
 * when a process dies.
 */
final class CommitLock implements AutoCloseable {

  private static final String FILE_NAME = "commit.lock";
  private static final long GATE = 0;
  private static final long LOCK = 1;
  private static final long LEAD = 2;

  /** Where it says who has the lock; bytes that nobody locks. */
  private static final long HOLDER = 16;

  private static final long POLL_NANOS = 200_000;

  private final Path path;
  private final FileChannel channel;

  /** The same file. Closing it frees the locks, so both are closed together. */
  private final RandomAccessFile notes;

  private final ReentrantLock threads = new ReentrantLock(true);
  private @Nullable FileLock lock;
  private @Nullable FileLock lead;

  private CommitLock(Path path, FileChannel channel, RandomAccessFile notes) {
    this.path = path;
    this.channel = channel;
    this.notes = notes;
  }

  static CommitLock open(Path directory) {
    Path path = directory.resolve(FILE_NAME);
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new CommitLock(path, channel, new RandomAccessFile(path.toFile(), "rw"));
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot open " + path, e);
    }
  }

  static boolean isFile(String name) {
    return name.equals(FILE_NAME);
  }

  /**
   * Waits for the lock; {@link #release} is due.
   *
   * @throws StorageException {@link Failure#LOCK_TIMEOUT} when it could not be had in time
   */
  void acquire(Duration timeout) {
    acquire(timeout, System.nanoTime() + timeout.toNanos());
  }

  /**
   * As {@link #acquire(Duration)}.
   *
   * @param deadline when the timeout is over, by {@link System#nanoTime}
   */
  void acquire(Duration timeout, long deadline) {
    boolean locked = false;
    try {
      locked = threads.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
    if (!locked) {
      throw timedOut(timeout);
    }
    try {
      FileLock gate = poll(GATE, deadline, timeout);
      try {
        lock = poll(LOCK, deadline, timeout);
        LockHolder.write(notes, HOLDER);
      } finally {
        gate.release();
      }
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot take the commit lock", e);
    } finally {
      if (lock == null) {
        threads.unlock();
      }
    }
  }

  void release() {
    FileLock held = lock;
    lock = null;
    try {
      if (held != null) {
        held.release();
      }
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot release the commit lock", e);
    } finally {
      threads.unlock();
    }
  }

  /** Whether the caller leads the upkeep from now on; false when somebody does already. */
  synchronized boolean tryLead() {
    if (lead != null) {
      return false;
    }
    try {
      lead = channel.tryLock(LEAD, 1, false);
      return lead != null;
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot take the lock of the upkeep", e);
    }
  }

  /** Lets another one lead. */
  synchronized void stopLeading() {
    FileLock held = lead;
    lead = null;
    try {
      if (held != null) {
        held.release();
      }
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot release the lock of the upkeep", e);
    }
  }

  private FileLock poll(long position, long deadline, Duration timeout) {
    while (true) {
      FileLock taken = tryLock(position);
      if (taken != null) {
        return taken;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw timedOut(timeout);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(null);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private @Nullable FileLock tryLock(long position) {
    try {
      FaultPoint.LOCK_ASKED.reached(path);
      return channel.tryLock(position, 1, false);
    } catch (IOException e) {
      throw new StorageException(
          Failure.IO,
          "Cannot lock %s (%s): a store needs a file system with locks between processes, which local disks have and some network shares have not; move it to one"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  static StorageException interrupted(@Nullable Throwable cause) {
    return new StorageException(Failure.CANCELLED, "Interrupted while waiting to commit", cause);
  }

  StorageException timedOut(Duration timeout) {
    LockHolder holder = LockHolder.find(notes, path, HOLDER, LOCK);
    String who =
        holder == null
            ? "the store's lock, which other commits held, was not to be had"
            : "process %d holds the store's lock since %s, which was not to be had"
                .formatted(holder.processId(), holder.since());
    return new StorageException(
        Failure.LOCK_TIMEOUT,
        "Cannot commit: %s within the lock timeout of %d ms; nothing was changed, try again"
            .formatted(who, timeout.toMillis()));
  }

  @Override
  public void close() {
    try {
      notes.close();
      channel.close();
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot close the commit lock", e);
    }
  }
}
