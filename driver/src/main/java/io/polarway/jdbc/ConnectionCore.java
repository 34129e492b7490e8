package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.route.TableNames;
import io.polarway.jdbc.system.SessionActivity;
import io.polarway.jdbc.system.StoreActivity;
import io.polarway.storage.Session;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a connection and its statements share: the session, the way into it, and the end of both.
 *
 * <p>Statements are known by weak references, so that one that nobody closed can be collected.
 */
final class ConnectionCore {

  private static final String TIME_ZONE = "TimeZone";

  private final ConnectionSettings settings;
  private final Session session;
  private final Runnable release;
  private final StoreActivity activity;
  private final SessionActivity sessionActivity;
  private final ConnectionSystem system;
  private final CallGuard guard = new CallGuard();
  private final Transactions transactions;
  private final WarningChain warnings = new WarningChain();
  private final ReentrantLock statementsLock = new ReentrantLock();
  private final Map<PolarwayStatement, Boolean> statements = new WeakHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile ZoneId sessionZone = ZoneId.systemDefault();
  private volatile String schema = TableNames.MAIN_SCHEMA;

  /**
   * @param directory of the store, its real path
   * @param release frees what the session stands on; called once, when the session is closed
   */
  ConnectionCore(ConnectionSettings settings, Path directory, Session session, Runnable release) {
    this.settings = settings;
    this.session = session;
    this.activity = StoreActivity.of(directory);
    this.sessionActivity = activity.opened(settings.user(), schema);
    this.system = new ConnectionSystem(this, directory);
    this.release = release;
    this.transactions =
        new Transactions(
            session,
            settings.storeOptions().readOnly(),
            settings.storeOptions().lockTimeout(),
            warnings,
            this::transactionEnded);
  }

  /** Makes the session what the settings say. */
  void prepare() throws SQLException {
    guard.run(
        () -> {
          session.setCaching(settings.caching());
          session.setHotRows(settings.hotRows());
          String timeZone = settings.timeZone();
          if (timeZone != null) {
            setOption(TIME_ZONE, timeZone);
          }
          if (!settings.schema().equals(schema)) {
            useSchema(settings.schema());
          }
        });
  }

  ConnectionSettings settings() {
    return settings;
  }

  Session session() {
    return session;
  }

  /** What the system's relations are made of. */
  ConnectionSystem system() {
    return system;
  }

  /** What the process does at the store. */
  StoreActivity activity() {
    return activity;
  }

  /** What this connection does. */
  SessionActivity sessionActivity() {
    return sessionActivity;
  }

  CallGuard guard() {
    return guard;
  }

  Transactions transactions() {
    return transactions;
  }

  WarningChain warnings() {
    return warnings;
  }

  String schema() {
    return schema;
  }

  /** Changes the schema of unqualified names; the schema must be there. Called under the guard. */
  void useSchema(String name) throws SQLException {
    schema = transactions.lookUp(() -> new TableNames(session, schema).schema(name));
    session.useSchema(schema);
    sessionActivity.uses(schema);
  }

  /** The zone in which instants are shown and local times become instants. */
  ZoneId sessionZone() {
    return sessionZone;
  }

  /** Changes a setting of the engine; value null for the connection's default. */
  void setOption(String name, @Nullable String value) throws SQLException {
    if (!name.equals(TIME_ZONE)) {
      session.setOption(name, value);
      return;
    }
    String wanted = value == null ? settings.timeZone() : value;
    ZoneId zone = wanted == null ? ZoneId.systemDefault() : TimeZones.find(wanted);
    session.setOption(TIME_ZONE, wanted == null ? null : zone.getId());
    sessionZone = zone;
  }

  boolean isClosed() {
    return closed.get();
  }

  void checkOpen() throws SQLException {
    if (closed.get()) {
      throw SqlErrors.connectionClosed();
    }
  }

  /** The time that a statement has: its own timeout or the network's, the shorter one. */
  Duration timeout(Duration ofStatement) {
    Duration ofNetwork = Duration.ofMillis(guard.waitMillis());
    if (ofNetwork.isZero()) {
      return ofStatement;
    }
    return ofStatement.isZero() || ofNetwork.compareTo(ofStatement) < 0 ? ofNetwork : ofStatement;
  }

  void add(PolarwayStatement statement) {
    statementsLock.lock();
    try {
      statements.put(statement, Boolean.TRUE);
    } finally {
      statementsLock.unlock();
    }
  }

  void remove(PolarwayStatement statement) {
    statementsLock.lock();
    try {
      statements.remove(statement);
    } finally {
      statementsLock.unlock();
    }
  }

  /** Closes the result sets that do not outlive a transaction, which has ended. */
  private void transactionEnded() throws SQLException {
    for (PolarwayStatement statement : statements()) {
      statement.transactionEnded();
    }
  }

  /** Makes everything but temporary objects what it was when the connection was opened. */
  void reset() throws SQLException {
    checkOpen();
    for (PolarwayStatement statement : statements()) {
      statement.close();
    }
    guard.waitAtMost(0);
    guard.run(
        () -> {
          transactions.reset(settings.storeOptions().readOnly());
          setOption(TIME_ZONE, null);
          useSchema(settings.schema());
        });
    warnings.clear();
  }

  /** Refuses every further call and ends those that run, without waiting; false when it has. */
  boolean beginClose() throws SQLException {
    if (!closed.compareAndSet(false, true)) {
      return false;
    }
    for (PolarwayStatement statement : statements()) {
      statement.close();
    }
    return true;
  }

  /** Waits for the call that is ending, and closes the session, which rolls back. */
  void finishClose() throws SQLException {
    guard.waitAtMost(0);
    guard.run(
        () -> {
          try {
            activity.closed(sessionActivity);
            session.close();
          } finally {
            release.run();
          }
        });
  }

  /** As {@link #finishClose}, where nobody is left to be told of a failure. */
  void finishAbort() {
    try {
      finishClose();
    } catch (SQLException ignored) {
      // The connection is closed for its user in any case.
    }
  }

  /** Ends a connection that nobody has closed and nobody can reach; called by a cleaner. */
  void abandoned() {
    try {
      if (beginClose()) {
        finishClose();
      }
    } catch (SQLException ignored) {
      // Nobody is left to be told.
    }
  }

  /** Whether the session answers, or is busy with another call. */
  boolean answersWithin(long millis) throws SQLException {
    if (!guard.isFreeWithin(Math.max(millis, 1))) {
      return true;
    }
    try {
      return guard.call(() -> transactions.lookUp(() -> !session.schemas().isEmpty()));
    } catch (SQLException failed) {
      return false;
    }
  }

  /** Changes the mode; a read-only store stays read-only. */
  void setReadOnly(boolean readOnly) throws SQLException {
    if (!readOnly && settings.storeOptions().readOnly()) {
      throw SqlErrors.of(
          SqlState.READ_ONLY,
          "The store was opened with readOnly=true; connect without it to write");
    }
    guard.run(() -> transactions.setReadOnly(readOnly));
  }

  private List<PolarwayStatement> statements() {
    statementsLock.lock();
    try {
      return new ArrayList<>(statements.keySet());
    } finally {
      statementsLock.unlock();
    }
  }
}
