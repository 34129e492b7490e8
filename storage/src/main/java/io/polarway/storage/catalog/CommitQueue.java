package io.polarway.storage.catalog;

import io.polarway.storage.catalog.PendingCommit.Place;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Where the threads of a process wait to commit. One of them leads: it takes the lock of the
 * processes, commits for all that wait by then and can be committed together, and makes the first
 * of those that came meanwhile the next leader. So the disk is waited for once for each group, and
 * nobody leads for longer than one. Thread-safe.
 */
final class CommitQueue {

  private final CommitLock lock;
  private final Duration lockTimeout;
  private final Consumer<List<PendingCommit>> committer;
  private final ReentrantLock mutex = new ReentrantLock();
  private final Deque<PendingCommit> waiting = new ArrayDeque<>();
  private boolean isLed;

  /**
   * @param committer settles each commit of a group; called under the lock
   */
  CommitQueue(CommitLock lock, Duration lockTimeout, Consumer<List<PendingCommit>> committer) {
    this.lock = lock;
    this.lockTimeout = lockTimeout;
    this.committer = committer;
  }

  /**
   * Waits until a request is carried out.
   *
   * @return the commit's number
   * @throws StorageException as the request failed; {@link Failure#LOCK_TIMEOUT} when its turn did
   *     not come in time, {@link Failure#CANCELLED} when the thread was interrupted before that
   */
  long commit(CommitRequest request) {
    long deadline = System.nanoTime() + lockTimeout.toNanos();
    PendingCommit own = new PendingCommit(request, mutex.newCondition());
    mutex.lock();
    try {
      waiting.add(own);
      if (!isLed) {
        isLed = true;
        own.place = Place.LEADS;
      }
      await(own, deadline);
    } finally {
      mutex.unlock();
    }
    if (own.place == Place.LEADS) {
      lead(own, deadline);
    }
    return own.result();
  }

  /** Returns when the commit is done or is to lead. One that is taken can no longer give up. */
  private void await(PendingCommit own, long deadline) {
    while (own.place == Place.WAITS || own.place == Place.TAKEN) {
      if (own.place == Place.TAKEN) {
        own.moved.awaitUninterruptibly();
        continue;
      }
      try {
        if (own.moved.awaitNanos(deadline - System.nanoTime()) <= 0 && own.place == Place.WAITS) {
          waiting.remove(own);
          throw lock.timedOut(lockTimeout);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        if (own.place == Place.WAITS) {
          waiting.remove(own);
          throw CommitLock.interrupted(e);
        }
      }
    }
  }

  private void lead(PendingCommit own, long deadline) {
    List<PendingCommit> group = List.of(own);
    try {
      lock.acquire(lockTimeout, deadline);
      try {
        group = take();
        committer.accept(group);
      } finally {
        lock.release();
      }
    } finally {
      handOver(group);
    }
  }

  private List<PendingCommit> take() {
    mutex.lock();
    try {
      List<PendingCommit> group = CommitGroup.takeFrom(waiting);
      group.forEach(commit -> commit.place = Place.TAKEN);
      return group;
    } finally {
      mutex.unlock();
    }
  }

  private void handOver(List<PendingCommit> done) {
    mutex.lock();
    try {
      for (PendingCommit commit : done) {
        waiting.remove(commit);
        commit.place = Place.DONE;
        commit.moved.signal();
      }
      PendingCommit next = waiting.peek();
      isLed = next != null;
      if (next != null) {
        next.place = Place.LEADS;
        next.moved.signal();
      }
    } finally {
      mutex.unlock();
    }
  }
}
