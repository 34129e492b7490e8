package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way into a connection's session: one call at a time, and whatever leaves it is an
 * SQLException. Cancelling, closing and aborting do not come this way, so that they need not wait
 * for the call that they end.
 */
final class CallGuard {

  private final ReentrantLock lock = new ReentrantLock();

  /** How long a call waits for another one; 0 without limit. */
  private volatile int waitMillis;

  /** A call that gives something. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws SQLException;
  }

  /** A call that gives nothing. */
  @FunctionalInterface
  interface Action {
    void run() throws SQLException;
  }

  int waitMillis() {
    return waitMillis;
  }

  void waitAtMost(int millis) {
    waitMillis = millis;
  }

  <T> T call(Call<T> call) throws SQLException {
    acquire();
    try {
      return translated(call);
    } finally {
      lock.unlock();
    }
  }

  void run(Action action) throws SQLException {
    acquire();
    try {
      translated(action);
    } finally {
      lock.unlock();
    }
  }

  /** Whether no call is running, or it ended within the time. */
  boolean isFreeWithin(long millis) throws SQLException {
    try {
      if (!lock.tryLock(millis, TimeUnit.MILLISECONDS)) {
        return false;
      }
      lock.unlock();
      return true;
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  /** Runs a call that needs no lock. */
  static <T> T translated(Call<T> call) throws SQLException {
    try {
      return call.run();
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    } catch (StackOverflowError nested) {
      throw nestedTooDeeply(nested);
    }
  }

  /** Runs an action that needs no lock. */
  static void translated(Action action) throws SQLException {
    try {
      action.run();
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    } catch (StackOverflowError nested) {
      throw nestedTooDeeply(nested);
    }
  }

  private void acquire() throws SQLException {
    int millis = waitMillis;
    if (millis == 0) {
      lock.lock();
      return;
    }
    try {
      if (!lock.tryLock(millis, TimeUnit.MILLISECONDS)) {
        throw SqlErrors.of(
            SqlState.TIMEOUT,
            "Another thread uses the connection, and it was not free within %d ms (network timeout)"
                .formatted(millis));
      }
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private static SQLException interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return SqlErrors.of(
        SqlState.CANCELLED, "The thread was interrupted while it waited", interrupted);
  }

  private static SQLException nestedTooDeeply(StackOverflowError nested) {
    return SqlErrors.of(
        SqlState.INVALID_STATEMENT,
        "The statement is nested too deeply; split it, or give the thread a larger stack",
        nested);
  }
}
