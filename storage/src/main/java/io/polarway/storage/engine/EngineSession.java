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
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One user's settings and temporary objects, and the statements that run under them. Each open
 * result has a connection to the engine of its own, so results do not disturb each other; only
 * where there are temporary objects, all statements run on the one connection that has them.
 *
 * <p>One thread at a time; {@link #cancel} and {@link #progress} may come from any other. The
 * streams outlive the session.
 */
public final class EngineSession implements AutoCloseable {

  private final Engine engine;
  private Map<String, String> settings = SessionSettings.defaults();
  private @Nullable HomeConnection home;

  /** Whether a view was made that may read files, whose use does not show that. */
  private boolean hasViewsOfFiles;

  private volatile @Nullable Watch underWay;
  private volatile boolean cancelled;
  private volatile boolean closed;

  EngineSession(Engine engine) {
    this.engine = engine;
  }

  /** The names of the settings that a session can change. */
  public static List<String> settingNames() {
    return SessionSettings.names();
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
   * Changes the schema that functions such as {@code current_schema()} tell, in which the engine
   * finds no table.
   */
  public void useSchema(String schema) {
    settings = SessionSettings.withSchema(settings, schema);
  }

  /** Whether there is a temporary table or view of this name, in any case. */
  public boolean hasTemporary(String name) {
    return home != null && home.hasRelation(name);
  }

  /** Whether statements run beside temporary objects, so that they mean what those say. */
  public boolean hasTemporaryObjects() {
    return home != null && home.isInUse();
  }

  /**
   * Makes tables stand beside the temporary objects, which can name them: exactly these, from now
   * on.
   *
   * @param relationByName SQL that can stand in FROM; names of temporary objects are left out
   */
  public void bindTables(Map<String, String> relationByName) {
    requireOpen();
    if (home == null && relationByName.isEmpty()) {
      return;
    }
    HomeConnection connection = home();
    connection.lend(settings);
    try {
      connection.bindTables(relationByName);
    } finally {
      connection.giveBack();
    }
  }

  /**
   * Runs a statement that makes, changes or drops temporary objects. It takes effect at once.
   *
   * @param sql one statement
   * @param defined the name of the table or view that it makes, under which no table stands then;
   *     null when it makes none
   * @param parameters as of {@link #query}
   * @param timeout zero for none
   * @return how many rows it changed
   * @throws StorageException as of {@link #query}
   */
  public long change(
      String sql,
      @Nullable String defined,
      List<? extends @Nullable Object> parameters,
      Duration timeout) {
    String statement = StatementText.temporary(sql);
    if (fileUse(sql) != FileUse.NONE) {
      hasViewsOfFiles |= StatementText.makesView(statement);
      checkFiles(sql, sql, Map.of(), parameters, timeout);
    }
    HomeConnection connection = home();
    return onCursor(
        connection,
        timeout,
        (resources, watch) -> {
          if (defined != null) {
            connection.unbind(defined);
          }
          long rows =
              watch.call(() -> TemporaryChange.run(DuckDb.get(), resources, statement, parameters));
          resources.free(true);
          if (!StatementText.changesRowsOnly(statement)) {
            connection.changed(statement);
          }
          return rows;
        });
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
   * As {@link #query(String, List, Duration)}, for a text whose columns never change as long as no
   * setting does: it stays prepared for the next time.
   */
  public BatchStream queryAgain(
      String sql, List<? extends @Nullable Object> parameters, Duration timeout) {
    return query(sql, true, Map.of(), parameters, timeout);
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
    return query(sql, false, tables, parameters, timeout);
  }

  private BatchStream query(
      String sql,
      boolean again,
      Map<String, String> tables,
      List<? extends @Nullable Object> parameters,
      Duration timeout) {
    HomeConnection connection = homeInUse();
    boolean stays = again && connection == null;
    return onCursor(
        connection,
        timeout,
        (resources, watch) -> {
          watch.call(() -> bind(tables, connection, resources));
          DuckDb duckDb = DuckDb.get();
          PreparedQuery query =
              watch.call(
                  () -> PreparedQuery.prepare(duckDb, watch.cursor(), resources, sql, stays));
          List<ResultColumn> columns = watch.call(() -> query.execute(parameters));
          @Nullable ByteBuffer first = watch.call(resources::fetch);
          watch.check();
          String error = first == null ? resources.error() : null;
          if (error != null) {
            throw EngineErrors.translate(error);
          }
          EngineStream stream = new EngineStream(engine, duckDb, resources, watch, columns, first);
          if (connection != null) {
            connection.opened(stream);
          }
          return stream;
        });
  }

  /** The engine's plan of a query, as a text of several lines. The query is not run. */
  public String explain(
      String sql,
      Map<String, String> tables,
      List<? extends @Nullable Object> parameters,
      Duration timeout) {
    String query = StatementText.query(sql);
    String plan = PreparedQuery.EXPLAIN + (query.startsWith("(") ? "FROM (" + query + ")" : query);
    StringBuilder text = new StringBuilder();
    try (BatchStream rows = query(plan, tables, parameters, timeout)) {
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        BytesColumn lines = (BytesColumn) batch.column(1);
        for (int row = 0; row < batch.size(); row++) {
          text.append(lines.getString(row));
        }
      }
    }
    return text.toString();
  }

  /** What a query takes and gives, without running it. */
  public QueryShape describe(String sql) {
    return describe(sql, Map.of(), null);
  }

  /**
   * What a query takes and gives that sees tables of its own.
   *
   * @param parameters as of {@link #query}; null as long as they have no values
   */
  public QueryShape describe(
      String sql,
      Map<String, String> tables,
      @Nullable List<? extends @Nullable Object> parameters) {
    HomeConnection connection = homeInUse();
    return onCursor(
        connection,
        Duration.ZERO,
        (resources, watch) -> {
          watch.call(() -> bind(tables, connection, resources));
          QueryShape shape =
              watch.call(
                  () ->
                      PreparedQuery.prepare(DuckDb.get(), watch.cursor(), resources, sql, false)
                          .shape(parameters));
          resources.free(true);
          return shape;
        });
  }

  /** The types of a query's parameters, as long as these have no values and its columns none. */
  public QueryShape describeParameters(String sql, Map<String, String> tables) {
    HomeConnection connection = homeInUse();
    return onCursor(
        connection,
        Duration.ZERO,
        (resources, watch) -> {
          watch.call(() -> bind(tables, connection, resources));
          QueryShape shape =
              watch.call(
                  () ->
                      PreparedQuery.prepare(DuckDb.get(), watch.cursor(), resources, sql, false)
                          .parameters());
          resources.free(true);
          return shape;
        });
  }

  /** Whether a text may read files that it, or an object of this session, names. */
  public FileUse fileUse(String sql) {
    FileCalls calls = FileCalls.of(sql, engine::functions, macros());
    if (!calls.any() && !(hasViewsOfFiles && hasTemporaryObjects())) {
      return FileUse.NONE;
    }
    return calls.parametrized() ? FileUse.OF_PARAMETERS : FileUse.FIXED;
  }

  private Set<String> macros() {
    return home == null ? Set.of() : home.macros();
  }

  /**
   * Fails when a statement would read files of the store's own by their names.
   *
   * @param text the user's own, of which {@link #fileUse} is not {@link FileUse#NONE}
   * @param sql what shall run, with relations without rows in the place of the store's tables
   * @param tables as of {@link #query}, without rows
   * @param parameters null as long as they have no values
   * @throws StorageException also when the statement is wrong in another way
   */
  public void checkFiles(
      String text,
      String sql,
      Map<String, String> tables,
      @Nullable List<? extends @Nullable Object> parameters,
      Duration timeout) {
    SessionObjects.Copy objects = copyOfObjects(tables.keySet());
    onCursor(
        engine.guard(),
        null,
        timeout,
        (resources, watch) -> {
          FileGuard guard =
              new FileGuard(DuckDb.get(), watch.cursor(), engine.functions(), macros());
          watch.call(
              () -> {
                guard.define(objects);
                resources.bind(tables);
                guard.check(text, sql, parameters);
                return text;
              });
          resources.free(false);
          return text;
        });
  }

  private SessionObjects.Copy copyOfObjects(Set<String> without) {
    HomeConnection connection = homeInUse();
    if (connection == null) {
      return SessionObjects.Copy.EMPTY;
    }
    connection.lend(settings);
    try {
      return connection.copy(without);
    } finally {
      connection.giveBack();
    }
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
    if (home != null) {
      home.close();
      home = null;
    }
  }

  private static Map<String, String> bind(
      Map<String, String> tables, @Nullable HomeConnection at, StreamResources resources) {
    if (at == null) {
      resources.bind(tables);
    } else {
      at.bindAlso(tables);
    }
    return tables;
  }

  /** The connection of the temporary objects; null when there are none. */
  private @Nullable HomeConnection homeInUse() {
    return hasTemporaryObjects() ? home() : null;
  }

  private HomeConnection home() {
    requireOpen();
    EngineInstance instance = engine.instance();
    HomeConnection connection = home;
    if (connection != null && connection.instance() != instance) {
      home = null;
      boolean wasInUse = connection.isInUse();
      connection.close();
      connection = null;
      if (wasInUse) {
        throw new StorageException(
            Failure.INTERNAL,
            "The temporary tables, views, macros and variables of this session are gone: the engine"
                + " had to be started anew. Make them again.");
      }
    }
    if (connection == null) {
      connection = new HomeConnection(DuckDb.get(), instance, settings);
      home = connection;
    }
    return connection;
  }

  /**
   * @param at the connection to work on; null for any
   */
  private <T> T onCursor(
      @Nullable HomeConnection at, Duration timeout, BiFunction<StreamResources, Watch, T> work) {
    return onCursor(at == null ? engine.instance() : at.instance(), at, timeout, work);
  }

  private <T> T onCursor(
      EngineInstance instance,
      @Nullable HomeConnection at,
      Duration timeout,
      BiFunction<StreamResources, Watch, T> work) {
    requireOpen();
    Cursor cursor = at == null ? instance.borrow(settings) : at.lend(settings);
    StreamResources resources =
        new StreamResources(DuckDb.get(), instance, cursor, at == null ? instance : at);
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
