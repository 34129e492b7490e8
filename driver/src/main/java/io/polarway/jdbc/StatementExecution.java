package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.result.ColumnOrigin;
import io.polarway.jdbc.result.RowStream;
import io.polarway.jdbc.route.Explanation;
import io.polarway.jdbc.route.KeyColumns;
import io.polarway.jdbc.route.Procedure;
import io.polarway.jdbc.route.ProcedureCall;
import io.polarway.jdbc.route.Route;
import io.polarway.jdbc.route.Router;
import io.polarway.jdbc.route.TableWriter;
import io.polarway.jdbc.route.ValuesBinding;
import io.polarway.jdbc.route.Written;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.system.ObservedStream;
import io.polarway.jdbc.system.StatementActivity;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.HeldBatches;
import io.polarway.storage.column.QueryProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The executions of one {@link java.sql.Statement}, one after another, and the results of the last.
 *
 * <p>A text of several statements is executed to its end at once; the results wait in their order.
 * One thread executes and fetches; {@link #cancel}, {@link #close} and {@link #progress} may come
 * from any other.
 */
final class StatementExecution {

  private final ConnectionCore core;
  private final StatementOptions options;
  private final ResultSetMaker resultSets;
  private final Deque<StatementResult> waiting = new ArrayDeque<>();
  private final List<HeldBatches> keys = new ArrayList<>();
  private final Set<ResultSet> open = ConcurrentHashMap.newKeySet();
  private volatile Cancellation cancellation = new Cancellation();
  private @Nullable StatementResult current;
  private KeyColumns keyColumns = GeneratedKeys.none();
  private boolean begun;

  /** Whether the results of the last execution are closed because of the next one. */
  private boolean isGivingWay;

  private volatile boolean closed;

  /** Makes the result set of a stream. */
  @FunctionalInterface
  interface ResultSetMaker {
    ResultSet make(BatchStream stream, ColumnOrigin.Finder origins) throws SQLException;
  }

  StatementExecution(ConnectionCore core, StatementOptions options, ResultSetMaker resultSets) {
    this.core = core;
    this.options = options;
    this.resultSets = resultSets;
  }

  /** What a unit of work is given. */
  record Context(Cancellation cancellation, Duration timeout) {

    /** What the next command of a batch is given, whose first began at a time of nanoTime. */
    Context next(long startNanos) throws SQLException {
      if (timeout.isZero()) {
        return this;
      }
      Duration left = timeout.minusNanos(System.nanoTime() - startNanos);
      if (left.isZero() || left.isNegative()) {
        throw SqlErrors.of(
            SqlState.TIMEOUT,
            "The batch took longer than its timeout of %s s"
                .formatted(timeout.toMillis() / 1000.0));
      }
      return new Context(cancellation, left);
    }
  }

  /** A unit of work on the session. */
  @FunctionalInterface
  interface Work<T> {
    T run(Context context) throws SQLException;
  }

  /** What the executions from now on keep of the rows that they write. */
  void keep(KeyColumns columns) {
    keyColumns = columns;
  }

  /** What the last execution has kept of the rows that it wrote. */
  List<HeldBatches> keys() {
    return keys;
  }

  /**
   * Begins an execution before its text is read, which can take a while too: what is cancelled from
   * now on is this one.
   */
  void begin() throws SQLException {
    isGivingWay = true;
    try {
      closeResults();
    } finally {
      isGivingWay = false;
    }
    keys.clear();
    cancellation = new Cancellation();
    begun = true;
  }

  /** Runs work on the session, under the connection's guard, as something that can be cancelled. */
  <T> T run(Work<T> work) throws SQLException {
    if (!begun) {
      begin();
    }
    begun = false;
    Cancellation now = cancellation;
    if (closed) {
      throw SqlErrors.statementClosed();
    }
    T result =
        core.guard()
            .call(
                () -> {
                  now.use(core.session());
                  try {
                    return work.run(new Context(now, core.timeout(options.timeout())));
                  } finally {
                    now.use(null);
                  }
                });
    if (closed) {
      closeResults();
      throw SqlErrors.statementClosed();
    }
    return result;
  }

  /** Executes statements in their order; the first result becomes the current one. */
  void execute(List<SqlStatement> statements, List<@Nullable Object> parameters)
      throws SQLException {
    boolean done = false;
    try {
      run(
          context -> {
            for (SqlStatement statement : statements) {
              waiting.add(execute(statement, parameters, context));
            }
            return waiting.size();
          });
      done = true;
    } finally {
      if (!done) {
        closeResults();
      }
    }
    current = waiting.poll();
  }

  /** Makes a number of rows the current result. */
  void countOnly(long rows) {
    current = new StatementResult.Count(rows);
  }

  /**
   * Executes a statement within a transaction that the caller has begun, if it is one that changes
   * tables.
   */
  long executeWrite(SqlStatement statement, List<@Nullable Object> parameters, Context context)
      throws SQLException {
    return observed(
        statement,
        activity -> {
          context.cancellation().check();
          Route route = new Router(core.system(), parameters).route(statement);
          if (!(route instanceof Route.Write || route instanceof Route.ChangeTemporary)) {
            throw SqlErrors.of(
                SqlState.INVALID_STATEMENT,
                "A batch takes statements that change tables, not "
                    + SqlErrors.shown(statement.text()));
          }
          activity.takes(StatementActivity.Route.WRITE);
          Written written = change(route, parameters, context);
          if (written.returned() != null) {
            throw SqlErrors.unsupported("RETURNING in a batch (ask for generated keys)");
          }
          activity.adds(written.rows());
          activity.ended();
          return written.rows();
        });
  }

  void checkWritable() throws SQLException {
    if (core.transactions().isReadOnly()) {
      throw SqlErrors.of(
          SqlState.READ_ONLY,
          "The connection is read-only; open it without readOnly=true, or call setReadOnly(false)");
    }
  }

  @Nullable StatementResult current() {
    return current;
  }

  /** Goes on to the next result, whatever becomes of the current one. */
  @Nullable StatementResult advance() {
    current = waiting.poll();
    return current;
  }

  /** Whether all results were closed, and not because of a next execution. */
  boolean isComplete() {
    return open.isEmpty() && waiting.isEmpty() && !isGivingWay;
  }

  /** Takes note that a result set was closed. */
  void closed(ResultSet resultSet) {
    open.remove(resultSet);
  }

  /** Closes the results that were fetched, and leaves those that wait. */
  void closeFetched() throws SQLException {
    for (ResultSet resultSet : open) {
      if (!waiting.contains(new StatementResult.Rows(resultSet))) {
        resultSet.close();
      }
    }
  }

  void closeResults() throws SQLException {
    current = null;
    waiting.clear();
    closeOpen();
    open.clear();
  }

  /** Ends what is running, and the reading of results. It does not wait. */
  void cancel() {
    cancellation.cancel();
  }

  /** How far the query has come that is waited for; null when there is none. */
  @Nullable QueryProgress progress() {
    return cancellation.progress();
  }

  /** Ends everything for good. It does not wait. */
  void close() throws SQLException {
    closed = true;
    cancellation.cancel();
    closeOpen();
  }

  /** Closes the result sets, and leaves numbers of rows. */
  void closeOpen() throws SQLException {
    for (ResultSet resultSet : open) {
      resultSet.close();
    }
  }

  private StatementResult execute(
      SqlStatement statement, List<@Nullable Object> parameters, Context context)
      throws SQLException {
    return observed(
        statement,
        activity -> {
          StatementResult result = carryOut(statement, parameters, context, activity);
          if (result instanceof StatementResult.Count count) {
            activity.adds(count.rows());
            activity.ended();
          }
          return result;
        });
  }

  /** Work on a statement that is reported; a failure ends the report. */
  @FunctionalInterface
  interface ObservedWork<T> {
    T run(StatementActivity activity) throws SQLException;
  }

  /** Reports a statement while it is worked on; the work reports its end. */
  <T> T observed(SqlStatement statement, ObservedWork<T> work) throws SQLException {
    StatementActivity activity = core.activity().begin(core.sessionActivity(), statement.text());
    try {
      return work.run(activity);
    } catch (SQLException e) {
      activity.failed(e);
      throw e;
    } catch (RuntimeException e) {
      activity.failed(SqlErrors.from(e));
      throw e;
    }
  }

  private StatementResult carryOut(
      SqlStatement statement,
      List<@Nullable Object> parameters,
      Context context,
      StatementActivity activity)
      throws SQLException {
    context.cancellation().check();
    if (statement instanceof SqlStatement.TransactionControl control) {
      activity.takes(StatementActivity.Route.LOCAL);
      core.transactions().control(control.action());
      return new StatementResult.Count(0);
    }
    if (statement instanceof SqlStatement.SavepointControl control) {
      activity.takes(StatementActivity.Route.LOCAL);
      core.transactions().control(control);
      return new StatementResult.Count(0);
    }
    if (statement instanceof SqlStatement.SetOption) {
      activity.takes(StatementActivity.Route.LOCAL);
      return set(statement);
    }
    Attempt attempt = new Attempt();
    return core.transactions()
        .statement(
            () -> {
              attempt.begin();
              context.cancellation().check();
              Route route = new Router(core.system(), parameters).route(statement);
              if (route instanceof Route.Call call) {
                activity.takes(StatementActivity.Route.CALL);
                return rows(call, parameters, context, activity);
              }
              if (route instanceof Route.Explain explain) {
                activity.takes(StatementActivity.Route.LOCAL);
                return rows(explain, parameters, context, activity);
              }
              if (route instanceof Route.Engine engine) {
                return rows(engine, parameters, context, activity);
              }
              activity.takes(StatementActivity.Route.WRITE);
              Written written = change(route, parameters, context);
              return written.returned() == null
                  ? new StatementResult.Count(written.rows())
                  : attempt.made(held(written.returned(), ColumnOrigin.Finder.UNKNOWN, activity));
            });
  }

  /** A statement that may be tried again: what the last attempt has left goes first. */
  private final class Attempt {
    private final int keysBefore = keys.size();
    private @Nullable ResultSet left;

    void begin() throws SQLException {
      keys.subList(keysBefore, keys.size()).clear();
      if (left != null) {
        open.remove(left);
        left.close();
      }
    }

    StatementResult made(StatementResult result) {
      left = result instanceof StatementResult.Rows rows ? rows.resultSet() : null;
      return result;
    }
  }

  private StatementResult rows(
      Route.Engine engine,
      List<@Nullable Object> parameters,
      Context context,
      StatementActivity activity)
      throws SQLException {
    BatchStream stream = core.session().query(engine.query(), parameters, context.timeout());
    context.cancellation().opened(stream);
    activity.reads(core.session().filesRead());
    activity.takes(routeOf(stream));
    if (stream instanceof HeldBatches held) {
      return held(held, engine.origins(), activity);
    }
    return rows(new ObservedStream(stream, activity), engine.origins());
  }

  private static StatementActivity.Route routeOf(BatchStream stream) {
    return stream instanceof HeldBatches held && held.known()
        ? StatementActivity.Route.CACHE
        : StatementActivity.Route.ENGINE;
  }

  private StatementResult held(
      HeldBatches rows, ColumnOrigin.Finder origins, StatementActivity activity)
      throws SQLException {
    rows.batches().forEach(batch -> activity.adds(batch.size()));
    activity.ended();
    return rows(rows, origins);
  }

  private StatementResult rows(
      Route.Call call,
      List<@Nullable Object> parameters,
      Context context,
      StatementActivity activity)
      throws SQLException {
    Procedure procedure = call.procedure();
    if (procedure.commits()) {
      core.transactions().checkStatementOwnTransaction("polarway." + procedure.name());
      checkWritable();
    }
    return rows(
        new ObservedStream(
            RowStream.of(
                procedure.columns(),
                ProcedureCall.run(call, core.system(), parameters, context.timeout()),
                core.sessionZone()),
            activity),
        ColumnOrigin.Finder.UNKNOWN);
  }

  private StatementResult rows(
      Route.Explain explain,
      List<@Nullable Object> parameters,
      Context context,
      StatementActivity activity)
      throws SQLException {
    Explanation explanation =
        new Explanation(
            core.system(),
            parameters,
            context.timeout(),
            stream -> {
              context.cancellation().opened(stream);
              activity.takes(routeOf(stream));
              activity.reads(core.session().filesRead());
            });
    return rows(
        new ObservedStream(
            RowStream.of(Explanation.COLUMNS, explanation.rows(explain), core.sessionZone()),
            activity),
        ColumnOrigin.Finder.UNKNOWN);
  }

  private StatementResult rows(BatchStream stream, ColumnOrigin.Finder origins)
      throws SQLException {
    ResultSet resultSet = resultSets.make(stream, origins);
    open.add(resultSet);
    return new StatementResult.Rows(resultSet);
  }

  private Written change(Route route, List<@Nullable Object> parameters, Context context)
      throws SQLException {
    if (route instanceof Route.ChangeTemporary temporary) {
      core.transactions().temporaryChanged();
      long rows =
          core.session()
              .changeTemporary(temporary.sql(), temporary.defined(), parameters, context.timeout());
      return new Written(rows, null, null);
    }
    checkWritable();
    return kept(
        new TableWriter(
                core.session(),
                core.sessionZone(),
                parameters,
                context.timeout(),
                context.cancellation()::opened,
                context.cancellation()::advances,
                keyColumns)
            .write((Route.Write) route));
  }

  /** Writes rows that are bound to a table's columns. */
  long write(ValuesBinding rows, Context context) throws SQLException {
    return kept(rows.write(
            core.session(),
            context.timeout(),
            context.cancellation()::opened,
            context.cancellation()::advances,
            keyColumns))
        .rows();
  }

  private Written kept(Written written) {
    if (written.keys() != null) {
      keys.add(written.keys());
    }
    return written;
  }

  private StatementResult set(SqlStatement statement) throws SQLException {
    Route route =
        core.transactions().lookUp(() -> new Router(core.system(), List.of()).route(statement));
    if (route instanceof Route.UseSchema use) {
      String name = use.name();
      core.useSchema(name == null ? core.settings().schema() : name);
    } else if (route instanceof Route.SetOption option) {
      core.setOption(option.name(), option.value());
    }
    return new StatementResult.Count(0);
  }
}
