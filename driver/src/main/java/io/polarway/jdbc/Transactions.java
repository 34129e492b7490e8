package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.SqlStatement.SavepointControl;
import io.polarway.jdbc.sql.SqlStatement.TransactionControl;
import io.polarway.storage.Isolation;
import io.polarway.storage.Session;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the transactions of a connection begin and end (JDBC 4.3, chapter 10).
 *
 * <p>In auto-commit mode each statement is a transaction, and BEGIN as a statement suspends that
 * until COMMIT or ROLLBACK. A statement that fails in a transaction undoes itself only. Called
 * under the connection's {@link CallGuard}.
 */
final class Transactions {

  private final Session session;
  private final WarningChain warnings;
  private final Savepoints savepoints;
  private final Duration retryTime;
  private final CallGuard.Action onEnd;
  private boolean autoCommit = true;

  /** Whether BEGIN suspends the auto-commit mode. */
  private boolean begun;

  /** Whether a statement has run since the last end of a transaction. */
  private boolean open;

  /** Whether temporary objects changed in the transaction, which are not undone with it. */
  private boolean hasTemporaryChanges;

  /** The mark at which the statement under way has begun. */
  private int beforeStatement;

  private boolean readOnly;
  private Isolation isolation = Isolation.SNAPSHOT;

  /**
   * @param retryTime for how long a statement that lost against other transactions is tried again
   * @param onEnd called after a transaction of several statements has ended, whatever way
   */
  Transactions(
      Session session,
      boolean readOnly,
      Duration retryTime,
      WarningChain warnings,
      CallGuard.Action onEnd) {
    this.onEnd = onEnd;
    this.retryTime = retryTime;
    this.session = session;
    this.warnings = warnings;
    this.savepoints = new Savepoints(session);
    this.readOnly = readOnly;
  }

  boolean isAutoCommit() {
    return autoCommit;
  }

  /** Turns the mode on, which commits, or off. */
  void setAutoCommit(boolean on) throws SQLException {
    if (on == autoCommit) {
      return;
    }
    if (on && open) {
      endByUser(this::endByCommit);
    }
    autoCommit = on;
    begun = begun && on;
  }

  /** Rolls back, and makes the modes what they are at first. */
  void reset(boolean storeReadOnly) throws SQLException {
    if (!isStatementOwnTransaction()) {
      endByUser(this::endByRollback);
    }
    autoCommit = true;
    readOnly = storeReadOnly;
    isolation = Isolation.SNAPSHOT;
    session.setIsolation(isolation);
  }

  /** Whether each statement is a transaction of its own. */
  boolean isStatementOwnTransaction() {
    return autoCommit && !begun;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  void setReadOnly(boolean on) throws SQLException {
    if (on != readOnly) {
      checkNotOpen("The read-only mode");
      readOnly = on;
    }
  }

  /** The level in the terms of {@link Connection}. */
  int isolation() {
    return switch (isolation) {
      case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
      case SNAPSHOT -> Connection.TRANSACTION_REPEATABLE_READ;
      case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
    };
  }

  /** Sets a level in the terms of {@link Connection}, or the next higher one. */
  void setIsolation(int level) throws SQLException {
    Isolation wanted =
        switch (level) {
          case Connection.TRANSACTION_READ_UNCOMMITTED, Connection.TRANSACTION_READ_COMMITTED ->
              Isolation.READ_COMMITTED;
          case Connection.TRANSACTION_REPEATABLE_READ -> Isolation.SNAPSHOT;
          case Connection.TRANSACTION_SERIALIZABLE -> Isolation.SERIALIZABLE;
          case Connection.TRANSACTION_NONE -> throw SqlErrors.unsupported("TRANSACTION_NONE");
          default -> throw SqlErrors.invalidArgument(level + " is not a transaction isolation");
        };
    if (wanted != isolation) {
      checkNotOpen("The isolation level");
      session.setIsolation(wanted);
      isolation = wanted;
    }
  }

  /**
   * Runs a statement, in a transaction of its own where none is under way. Such a one is tried
   * again, on what is committed then, when it lost against another transaction.
   */
  <T> T statement(CallGuard.Call<T> work) throws SQLException {
    long deadline = System.nanoTime() + retryTime.toNanos();
    while (true) {
      boolean mayRetry = isStatementOwnTransaction();
      try {
        return attempt(work);
      } catch (StorageException lost) {
        if (!mayRetry || lost.failure() != Failure.CONFLICT || System.nanoTime() - deadline >= 0) {
          throw lost;
        }
      }
    }
  }

  private <T> T attempt(CallGuard.Call<T> work) throws SQLException {
    startStatement();
    int begin = beforeStatement;
    open = true;
    T result;
    boolean done = false;
    try {
      result = work.run();
      done = true;
    } finally {
      if (!done) {
        undo();
      }
    }
    if (isStatementOwnTransaction()) {
      endByCommit();
    } else {
      session.release(begin);
    }
    return result;
  }

  /** Begins a statement within the transaction; a failure from now on undoes it alone. */
  void startStatement() {
    session.startStatement();
    beforeStatement = session.mark();
  }

  /** Undoes the statement that failed, and its transaction where that is its own. */
  private void undo() {
    if (isStatementOwnTransaction()) {
      endByRollback();
    } else {
      session.undoTo(beforeStatement);
      session.release(beforeStatement);
    }
  }

  /** Looks something up in the catalog, without leaving a transaction behind. */
  <T> T lookUp(CallGuard.Call<T> work) throws SQLException {
    session.startStatement();
    try {
      return work.run();
    } finally {
      if (!open) {
        session.rollback();
      }
    }
  }

  /** {@link Connection#commit}. */
  void commit() throws SQLException {
    checkExplicit("commit");
    endByUser(this::endByCommit);
  }

  private void endByUser(Runnable end) throws SQLException {
    try {
      end.run();
    } finally {
      onEnd.run();
    }
  }

  /** Takes note that the statement under way changes temporary objects. */
  void temporaryChanged() {
    hasTemporaryChanges = true;
  }

  /** {@link Connection#rollback}. */
  void rollback() throws SQLException {
    checkExplicit("roll back");
    if (hasTemporaryChanges) {
      warnings.add(
          SqlState.WARNING,
          "Temporary tables, views, macros and variables stay as they are: a rollback does not undo"
              + " what changed them");
    }
    endByUser(this::endByRollback);
  }

  /** BEGIN, COMMIT or ROLLBACK as a statement. */
  void control(TransactionControl.Action action) throws SQLException {
    switch (action) {
      case BEGIN -> begin();
      case COMMIT -> commit();
      case ROLLBACK -> rollback();
    }
  }

  /** {@link Connection#setSavepoint}; name null for one without. */
  Savepoint setSavepoint(@Nullable String name) throws SQLException {
    checkExplicit("set a savepoint");
    open = true;
    return savepoints.set(name);
  }

  /** {@link Connection#rollback(Savepoint)}. */
  void rollbackTo(@Nullable Savepoint savepoint) throws SQLException {
    checkExplicit("roll back to a savepoint");
    savepoints.rollbackTo(savepoint);
  }

  /** {@link Connection#releaseSavepoint}. */
  void release(@Nullable Savepoint savepoint) throws SQLException {
    checkExplicit("release a savepoint");
    savepoints.release(savepoint);
  }

  /** SAVEPOINT, RELEASE or ROLLBACK TO as a statement. */
  void control(SavepointControl control) throws SQLException {
    checkExplicit("use savepoints");
    open = true;
    savepoints.control(control);
  }

  private void begin() throws SQLException {
    if (begun || open) {
      throw SqlErrors.of(
          SqlState.INVALID_TRANSACTION_STATE,
          "Cannot begin a transaction: one is under way; COMMIT or ROLLBACK it first");
    }
    begun = autoCommit;
  }

  /** A commit that fails leaves nothing of the transaction. */
  private void endByCommit() {
    hasTemporaryChanges = false;
    savepoints.clear();
    begun = false;
    open = false;
    boolean done = false;
    try {
      session.commit();
      done = true;
    } finally {
      if (!done) {
        session.rollback();
      }
    }
  }

  private void endByRollback() {
    hasTemporaryChanges = false;
    savepoints.clear();
    begun = false;
    open = false;
    session.rollback();
  }

  /** Fails unless each statement is a transaction of its own. */
  void checkStatementOwnTransaction(String what) throws SQLException {
    if (!isStatementOwnTransaction()) {
      throw SqlErrors.of(
          SqlState.ACTIVE_TRANSACTION,
          "Cannot run %s within a transaction, because it commits by itself;".formatted(what)
              + " COMMIT or ROLLBACK first, and call setAutoCommit(true)");
    }
  }

  private void checkExplicit(String what) throws SQLException {
    if (isStatementOwnTransaction()) {
      throw SqlErrors.of(
          SqlState.INVALID_TRANSACTION_STATE,
          "Cannot %s: no transaction is under way, because the connection is in auto-commit mode;"
                  .formatted(what)
              + " call setAutoCommit(false), or BEGIN");
    }
  }

  private void checkNotOpen(String what) throws SQLException {
    if (open && !isStatementOwnTransaction()) {
      throw SqlErrors.of(
          SqlState.INVALID_TRANSACTION_STATE,
          what + " cannot change within a transaction; commit or roll back first");
    }
  }
}
