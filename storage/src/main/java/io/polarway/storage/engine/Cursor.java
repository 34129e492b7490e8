package io.polarway.storage.engine;

import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an instance, for one open result at a time. One thread uses it; {@link
 * #interrupt} and {@link #progress} may come from any other.
 */
final class Cursor {

  private final DuckDb duckDb;
  private final Map<String, String> settings = new HashMap<>();

  /** Held while the connection is interrupted, asked or freed, never while it works. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Prepared under {@link #settings}, on which the meaning of a query depends. */
  private final KeptPreparations preparations;

  private @Nullable ByteBuffer connection;

  Cursor(DuckDb duckDb, ByteBuffer connection) {
    this.duckDb = duckDb;
    this.preparations = new KeptPreparations(duckDb);
    this.connection = connection;
  }

  ByteBuffer prepare(String sql) {
    return duckDb.prepare(open(), sql);
  }

  /** Prepares a statement and asks what it takes and gives. */
  Preparation prepareQuery(String sql) {
    ByteBuffer statement = prepare(sql);
    try {
      return new Preparation(sql, statement, duckDb.statementMeta(statement));
    } catch (StorageException e) {
      duckDb.release(statement);
      throw e;
    }
  }

  /** Queries of this connection that stay prepared as long as no setting changes. */
  KeptPreparations preparations() {
    return preparations;
  }

  /** Executes a statement and drops its result. */
  void run(String sql) {
    ByteBuffer statement = prepare(sql);
    try {
      duckDb.destroyResult(duckDb.execute(statement, new Object[0]));
    } finally {
      duckDb.release(statement);
    }
  }

  /**
   * Executes a change of a table, which stays prepared, and drops its result.
   *
   * @param parameters as of {@link EngineSession#query}
   */
  void change(String sql, List<? extends @Nullable Object> parameters) {
    Preparation kept = preparations.take(sql);
    Preparation preparation = kept != null ? kept : prepareQuery(sql);
    boolean done = false;
    try {
      @Nullable Object[] bound =
          new ParameterBinder(duckDb).bind(parameters, preparation.meta().parameterTypes());
      ByteBuffer result = duckDb.execute(preparation.nativeStatement(), bound);
      try {
        String error = duckDb.resultError(result);
        if (error != null) {
          throw EngineErrors.translate(error);
        }
      } finally {
        duckDb.destroyResult(result);
      }
      done = true;
    } finally {
      if (done) {
        preparations.keep(preparation);
      } else {
        duckDb.release(preparation.nativeStatement());
      }
    }
  }

  /**
   * Appends chunks to a temporary table of this connection.
   *
   * @param first null when there are none
   * @param next the chunks behind the first; null behind the last
   */
  void append(String table, @Nullable ByteBuffer first, Supplier<@Nullable ByteBuffer> next) {
    ByteBuffer appender = duckDb.createAppender(open(), "temp", "main", table);
    try {
      for (ByteBuffer chunk = first; chunk != null; chunk = next.get()) {
        duckDb.append(appender, chunk);
      }
      duckDb.closeAppender(appender);
    } finally {
      duckDb.destroyAppender(appender);
    }
  }

  /** Gives the connection exactly these settings. */
  void applySettings(Map<String, String> wanted) {
    if (settings.equals(wanted)) {
      return;
    }
    preparations.clear();
    for (String name : Map.copyOf(settings).keySet()) {
      if (!wanted.containsKey(name)) {
        run("RESET SESSION " + SqlText.identifier(name));
        settings.remove(name);
      }
    }
    wanted.forEach(
        (name, value) -> {
          if (!value.equals(settings.get(name))) {
            run("SET SESSION " + SqlText.identifier(name) + " = " + SqlText.literal(value));
            settings.put(name, value);
          }
        });
  }

  /** Gives the instance a function. */
  void define(RowFunction function) {
    duckDb.define(open(), function);
  }

  /** Another connection to the same instance. */
  Cursor duplicate() {
    return new Cursor(duckDb, duckDb.connect(open()));
  }

  void interrupt() {
    lock.lock();
    try {
      if (connection != null) {
        duckDb.interrupt(connection);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How far its query has come; null when there is none or it cannot tell. */
  @Nullable QueryProgress progress() {
    lock.lock();
    try {
      return connection == null ? null : duckDb.progress(connection);
    } finally {
      lock.unlock();
    }
  }

  /** Frees the connection, whose statements and results are freed already. */
  void disconnect() {
    lock.lock();
    try {
      if (connection != null) {
        preparations.clear();
        duckDb.disconnect(connection);
        connection = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private ByteBuffer open() {
    ByteBuffer current = connection;
    if (current == null) {
      throw new StorageException(Failure.CLOSED, "The engine is closed.");
    }
    return current;
  }
}
