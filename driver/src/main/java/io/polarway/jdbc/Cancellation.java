package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.storage.Session;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.QueryProgress;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What can be cancelled, and be asked for its progress, of one execution of a statement: the query
 * that it waits for, and the streams that it opens. Thread-safe, and nothing in it waits.
 */
final class Cancellation {

  private final Set<BatchStream> streams = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean cancelled;

  /** What is done of the execution's own work; null when only queries can tell. */
  private volatile @Nullable QueryProgress own;

  /** The session, as long as the execution has it for itself. */
  private @Nullable Session session;

  /** The execution has the session for itself from now on; null when it no longer has. */
  void use(@Nullable Session ownSession) {
    own = null;
    lock.lock();
    try {
      session = ownSession;
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of a stream; one that comes too late is cancelled at once. */
  void opened(BatchStream stream) {
    streams.add(stream);
    if (cancelled) {
      stream.cancel();
    }
  }

  /** Ends the execution, and the reading of its results. */
  void cancel() {
    cancelled = true;
    lock.lock();
    try {
      if (session != null) {
        session.cancel();
      }
    } finally {
      lock.unlock();
    }
    streams.forEach(BatchStream::cancel);
  }

  /** So much is done of the execution's own work: rows to write, or commands of a batch. */
  void advances(long done, long all) {
    own = new QueryProgress((double) done / all, done, all);
  }

  /**
   * How far its own work has come, or else the query that the execution waits for; null when there
   * is none.
   */
  @Nullable QueryProgress progress() {
    QueryProgress ofOwnWork = own;
    if (ofOwnWork != null) {
      return ofOwnWork;
    }
    lock.lock();
    try {
      QueryProgress awaited = session == null ? null : session.progress();
      if (awaited != null) {
        return awaited;
      }
    } finally {
      lock.unlock();
    }
    for (BatchStream stream : streams) {
      QueryProgress read = stream.progress();
      if (read != null) {
        return read;
      }
    }
    return null;
  }

  /**
   * Fails when the execution was cancelled. To be called behind the start of each statement, which
   * makes the session forget it.
   */
  void check() throws SQLException {
    if (cancelled) {
      throw SqlErrors.of(SqlState.CANCELLED, "The statement was cancelled");
    }
  }
}
