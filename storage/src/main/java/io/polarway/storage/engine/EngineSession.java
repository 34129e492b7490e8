package io.polarway.storage.engine;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.column.QueryShape;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.syntax.Reading;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One user's settings, and the queries that run under them. Each open result has a connection to
 * the engine of its own, so results do not disturb each other.
 *
 * <p>One thread at a time; {@link #cancel} and {@link #progress} may come from any other. The
 * streams outlive the session.
 */
public final class EngineSession implements AutoCloseable {

  private final Engine engine;
  private Map<String, String> settings = SessionSettings.defaults();
  private volatile @Nullable Watch underWay;
  private volatile boolean cancelled;
  private volatile boolean closed;

  EngineSession(Engine engine) {
    this.engine = engine;
  }

  /**
   * Changes one of the session's settings, such as {@code TimeZone}.
   *
   * @param value null for the default
   * @throws StorageException when there is no such setting, or it does not take the value; then all
   *     is as before
   */
  public void set(String name, @Nullable String value) {
    requireOpen();
    String canonical = SessionSettings.canonical(name);
    Map<String, String> changed = new HashMap<>(settings);
    String initial = SessionSettings.defaults().get(canonical);
    if (value != null) {
      changed.put(canonical, SessionSettings.value(canonical, value));
    } else if (initial != null) {
      changed.put(canonical, initial);
    } else {
      changed.remove(canonical);
    }
    EngineInstance instance = engine.instance();
    Cursor cursor;
    try {
      cursor = instance.borrow(changed);
    } catch (StorageException e) {
      throw new StorageException(
          Failure.INVALID_VALUE,
          "The setting %s cannot be %s: %s".formatted(canonical, value, e.getMessage()),
          e);
    }
    instance.giveBack(cursor, true);
    settings = Map.copyOf(changed);
  }

  /**
   * Runs a query up to its first rows.
   *
   * @param sql one statement that only reads
   * @param parameters for its {@code ?}: null, Boolean, Byte, Short, Integer, Long, BigInteger,
   *     BigDecimal, Float, Double, String, byte[], LocalDate, LocalTime, LocalDateTime,
   *     OffsetDateTime, UUID; times are cut to microseconds
   * @param timeout for the whole of it, the reading of the rows included; zero for none
   * @throws StorageException when it fails, is cancelled, or the thread is interrupted, whose flag
   *     then stays set
   */
  public BatchStream query(
      String sql, List<? extends @Nullable Object> parameters, Duration timeout) {
    return query(sql, Map.of(), parameters, timeout);
  }

  /**
   * As {@link #query(String, List, Duration)}, with tables that no other query sees.
   *
   * @param tables names and the relations that stand behind them, as SQL for FROM
   */
  public BatchStream query(
      String sql,
      Map<String, String> tables,
      List<? extends @Nullable Object> parameters,
      Duration timeout) {
    return onCursor(
        timeout,
        (resources, watch) -> {
          watch.call(() -> resources.bind(tables));
          DuckDb duckDb = DuckDb.get();
          PreparedQuery query =
              watch.call(() -> PreparedQuery.prepare(duckDb, watch.cursor(), resources, sql));
          List<ResultColumn> columns = watch.call(() -> query.execute(parameters));
          @Nullable ByteBuffer first = watch.call(resources::fetch);
          watch.check();
          String error = first == null ? resources.error() : null;
          if (error != null) {
            throw EngineErrors.translate(error);
          }
          return new EngineStream(engine, duckDb, resources, watch, columns, first);
        });
  }

  /** What a query takes and gives, without running it. */
  public QueryShape describe(String sql) {
    return describe(sql, Map.of());
  }

  /** What a query takes and gives that sees tables of its own. */
  public QueryShape describe(String sql, Map<String, String> tables) {
    return onCursor(
        Duration.ZERO,
        (resources, watch) -> {
          watch.call(() -> resources.bind(tables));
          QueryShape shape =
              watch.call(
                  () ->
                      PreparedQuery.prepare(DuckDb.get(), watch.cursor(), resources, sql).shape());
          resources.free(true);
          return shape;
        });
  }

  /** What the engine's parser finds in a text, without looking into any table. */
  public Reading read(String sql) {
    return engine.readings().get(sql, this::readAnew);
  }

  private Reading readAnew(String sql) {
    try (BatchStream stream = query("SELECT json_serialize_sql(?)", List.of(sql), Duration.ZERO)) {
      ColumnBatch batch = stream.next();
      if (batch == null) {
        throw new StorageException(Failure.INTERNAL, "The engine gave no syntax tree.");
      }
      return SyntaxReader.read(sql, ((BytesColumn) batch.columns().get(0)).getString(0));
    }
  }

  /** The settings that hold now, by name. Never changed: a change makes another map. */
  public Map<String, String> settings() {
    return settings;
  }

  /** Whether it was cancelled since the last {@link #startStatement}. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** Forgets a {@link #cancel} that came before. */
  public void startStatement() {
    cancelled = false;
  }

  /**
   * Ends the {@link #query} or {@link #describe} that another thread waits for, with {@code
   * Failure.CANCELLED}, and those that follow until {@link #startStatement}.
   */
  public void cancel() {
    cancelled = true;
    Watch watch = underWay;
    if (watch != null) {
      watch.cancel();
    }
  }

  /** How far the {@link #query} that another thread waits for has come; null when none can tell. */
  public @Nullable QueryProgress progress() {
    Watch watch = underWay;
    return watch == null ? null : watch.progress();
  }

  /** Ends the session. Streams that are open stay readable. */
  @Override
  public void close() {
    closed = true;
    cancel();
  }

  private <T> T onCursor(Duration timeout, BiFunction<StreamResources, Watch, T> work) {
    requireOpen();
    EngineInstance instance = engine.instance();
    Cursor cursor = instance.borrow(settings);
    StreamResources resources = new StreamResources(DuckDb.get(), instance, cursor);
    Watch watch = new Watch(cursor, timeout);
    underWay = watch;
    if (cancelled) {
      watch.cancel();
    }
    boolean done = false;
    try {
      T outcome = work.apply(resources, watch);
      done = true;
      return outcome;
    } catch (StorageException e) {
      if (e.failure() == Failure.INTERNAL) {
        engine.replace(instance);
      }
      throw e;
    } finally {
      underWay = null;
      if (!done) {
        resources.free(false);
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StorageException(Failure.CLOSED, "The session is closed.");
    }
  }
}
