package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.result.ColumnOrigin;
import io.polarway.jdbc.result.PolarwayResultSetMetaData;
import io.polarway.jdbc.route.Explanation;
import io.polarway.jdbc.route.Parameters;
import io.polarway.jdbc.route.Route;
import io.polarway.jdbc.route.Router;
import io.polarway.jdbc.route.ValuesBinding;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.sql.SqlStatement.InsertSource;
import io.polarway.jdbc.system.StatementActivity;
import io.polarway.storage.Query;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.QueryShape;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.sql.ParameterMetaData;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The executions and the batch of one prepared statement.
 *
 * <p>Where parameters go into a table's columns they are bound there, for the table as it was when
 * the statement was prepared; when the table has changed since, it is prepared anew, unless there
 * are values that were bound to the old columns.
 */
final class PreparedExecution {

  private final ConnectionCore core;
  private final StatementExecution execution;
  private final SqlStatement statement;
  private final int outParameters;
  private final StatementBatch batches;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private @Nullable ValuesBinding values;
  private Parameters parameters;

  /**
   * @param outParameters how many parameters of the user's text come before the statement's own
   */
  PreparedExecution(
      ConnectionCore core, StatementExecution execution, SqlStatement statement, int outParameters)
      throws SQLException {
    this.outParameters = outParameters;
    this.core = core;
    this.execution = execution;
    this.statement = statement;
    this.batches = new StatementBatch(core, execution);
    this.values = isBoundToColumns(statement) ? bound() : null;
    this.parameters = parameters(values);
  }

  private Parameters parameters(@Nullable ValuesBinding binding) {
    return binding == null
        ? Parameters.ofObjects(statement.parameterCount(), outParameters, core.sessionZone())
        : binding.parameters();
  }

  Parameters parameters() {
    return parameters;
  }

  void checkGivesRows() throws SQLException {
    StatementText.checkGivesRows(List.of(statement));
  }

  void checkGivesNoRows() throws SQLException {
    StatementText.checkGivesNoRows(List.of(statement));
  }

  void execute() throws SQLException {
    ValuesBinding binding = values;
    if (binding == null) {
      execution.execute(List.of(statement), parameters.objects());
      return;
    }
    binding.addRow();
    boolean batchWaits = binding.rows() > 1;
    execution.countOnly(insert(batchWaits ? binding.takeLastRow() : binding));
  }

  void addBatch() throws SQLException {
    ValuesBinding binding = values;
    if (binding == null) {
      rows.add(parameters.objects());
    } else {
      binding.addRow();
    }
  }

  void clearBatch() {
    rows.clear();
    if (values != null) {
      values.clearRows();
    }
  }

  long[] executeBatch() throws SQLException {
    ValuesBinding binding = values;
    if (binding == null) {
      List<List<@Nullable Object>> taken = List.copyOf(rows);
      rows.clear();
      return batches.execute(
          taken.size(),
          (index, context) -> execution.executeWrite(statement, taken.get(index), context));
    }
    long[] counts = new long[binding.rows()];
    Arrays.fill(counts, binding.rowsEach());
    if (counts.length > 0) {
      try {
        insert(binding);
      } catch (SQLException failed) {
        throw SqlErrors.batchFailed(failed, UpdateCounts.allFailed(counts.length));
      }
    }
    return counts;
  }

  private static boolean isBoundToColumns(SqlStatement statement) {
    return statement instanceof SqlStatement.Insert insert
        && insert.source() instanceof InsertSource.Values
        && insert.parameterCount() > 0;
  }

  /** The columns' buffers; null for a temporary table, which has none. */
  private @Nullable ValuesBinding bound() throws SQLException {
    return core.guard()
        .call(
            () ->
                core.transactions()
                    .lookUp(
                        () ->
                            route() instanceof Route.InsertValues insert
                                ? Optional.of(new ValuesBinding(insert, core.sessionZone()))
                                : Optional.<ValuesBinding>empty()))
        .orElse(null);
  }

  private Route route() throws SQLException {
    return new Router(core.system(), isBoundToColumns(statement) ? null : parameters.objectsIfSet())
        .route(statement);
  }

  /** Writes the rows of the column buffers, and drops them in any case. */
  private long insert(ValuesBinding binding) throws SQLException {
    try {
      return execution.run(
          context ->
              execution.observed(
                  statement,
                  activity -> {
                    activity.takes(StatementActivity.Route.WRITE);
                    long rows = core.transactions().statement(() -> write(binding, context));
                    activity.adds(rows);
                    activity.ended();
                    return rows;
                  }));
    } finally {
      binding.clearRows();
    }
  }

  private long write(ValuesBinding binding, StatementExecution.Context context)
      throws SQLException {
    execution.keys().clear();
    execution.checkWritable();
    context.cancellation().check();
    Route.InsertValues route = route() instanceof Route.InsertValues insert ? insert : null;
    if (route == null || !binding.fits(route)) {
      throw rebound(route);
    }
    binding.use(route);
    return execution.write(binding, context);
  }

  /** Binds to the table as it is now; what was bound to its old columns is gone. */
  private SQLException rebound(Route.@Nullable InsertValues route) throws SQLException {
    ValuesBinding binding = route == null ? null : new ValuesBinding(route, core.sessionZone());
    values = binding;
    parameters = parameters(binding);
    return SqlErrors.of(
        SqlState.OBJECT_CLOSED,
        "The columns of %s changed after parameters were set; set them again"
            .formatted(route == null ? "the table" : "table " + route.table().name()));
  }

  /**
   * What the columns of the result are; null when it has none, or when they depend on parameters
   * that are not set.
   */
  @Nullable ResultSetMetaData resultMetaData() throws SQLException {
    return StatementText.givesRows(statement)
        ? onRoute(route -> Optional.ofNullable(resultMetaData(route))).orElse(null)
        : null;
  }

  private @Nullable ResultSetMetaData resultMetaData(Route route) throws SQLException {
    List<ResultColumn> columns = shape(route).columns();
    return columns == null
        ? null
        : new PolarwayResultSetMetaData(
            columns,
            route instanceof Route.Engine engine ? engine.origins() : ColumnOrigin.Finder.UNKNOWN);
  }

  ParameterMetaData parameterMetaData() throws SQLException {
    ValuesBinding binding = values;
    if (binding != null) {
      return new PolarwayParameterMetaData(binding.parameterTypes(), 0);
    }
    if (statement.parameterCount() + outParameters == 0) {
      return new PolarwayParameterMetaData(List.of(), 0);
    }
    QueryShape shape = onRoute(this::shape);
    List<@Nullable DataType> types = new ArrayList<>();
    for (int i = 0; i < outParameters; i++) {
      List<ResultColumn> columns = shape.columns();
      types.add(columns == null ? null : columns.get(i).type());
    }
    types.addAll(shape.parameters());
    return new PolarwayParameterMetaData(types, outParameters);
  }

  /** Reads something off the statement's route, on what the session sees now. */
  private <T> T onRoute(RouteReading<T> reading) throws SQLException {
    return core.guard().call(() -> core.transactions().lookUp(() -> reading.read(route())));
  }

  @FunctionalInterface
  private interface RouteReading<T> {
    T read(Route route) throws SQLException;
  }

  /** What the statement takes and gives; nothing for a statement that the engine does not run. */
  private QueryShape shape(Route route) throws SQLException {
    if (route instanceof Route.Call call) {
      return new QueryShape(
          call.procedure().columns(),
          Collections.nCopies(statement.parameterCount(), ScalarType.VARCHAR));
    }
    if (route instanceof Route.Explain explain) {
      return new QueryShape(Explanation.COLUMNS, shape(explain.route()).parameters());
    }
    Query query =
        route instanceof Route.Engine engine
            ? engine.query()
            : route instanceof Route.ChangeRows change
                ? change.query()
                : route instanceof Route.CreateTableAs create ? create.query() : null;
    QueryShape shape =
        query == null
            ? new QueryShape(List.of(), Collections.nCopies(statement.parameterCount(), null))
            : core.session().describe(query, parameters.objectsIfSet());
    return route instanceof Route.ChangeRows change ? change.shape(shape) : shape;
  }
}
