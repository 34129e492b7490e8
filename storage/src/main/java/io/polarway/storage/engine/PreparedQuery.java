package io.polarway.storage.engine;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.QueryShape;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A query that the engine has understood, on the cursor on which it will run. */
final class PreparedQuery {

  /** What a statement begins with that gives a plan. */
  static final String EXPLAIN = "EXPLAIN ";

  /** The engine does not describe what explains a PIVOT. */
  private static final List<ResultColumn> PLAN_COLUMNS =
      List.of(
          new ResultColumn("explain_key", ScalarType.VARCHAR),
          new ResultColumn("explain_value", ScalarType.VARCHAR));

  /** What a prepared statement says of a type that {@link ResultTypes} can tell exactly. */
  private static final Set<String> INEXACT = Set.of("ENUM", "UNKNOWN", "INVALID", "ANY");

  /** How a statement fails whose parameters are null where they must not be. */
  private static final Set<Failure> DEPENDING_ON_VALUES =
      EnumSet.of(
          Failure.SYNTAX,
          Failure.INVALID_STATEMENT,
          Failure.INVALID_VALUE,
          Failure.UNKNOWN_TABLE,
          Failure.UNKNOWN_COLUMN,
          Failure.UNKNOWN_FUNCTION,
          Failure.UNSUPPORTED,
          Failure.ACCESS_DENIED,
          Failure.IO);

  private final DuckDb duckDb;
  private final Cursor cursor;
  private final StreamResources resources;
  private final String statement;
  private final DuckDb.StatementMeta meta;

  private PreparedQuery(
      DuckDb duckDb,
      Cursor cursor,
      StreamResources resources,
      String statement,
      DuckDb.StatementMeta meta) {
    this.duckDb = duckDb;
    this.cursor = cursor;
    this.resources = resources;
    this.statement = statement;
    this.meta = meta;
  }

  /**
   * Prepares a statement.
   *
   * @param stays whether it means the same each time, so that it may stay prepared
   * @throws StorageException when it is not one, or not a query
   */
  static PreparedQuery prepare(
      DuckDb duckDb, Cursor cursor, StreamResources resources, String sql, boolean stays) {
    String statement = StatementText.query(sql);
    DuckDb.StatementMeta meta =
        stays ? resources.prepareToStay(statement) : resources.prepare(statement);
    if (!meta.returnsRows()) {
      throw StatementText.notAQuery(statement);
    }
    return new PreparedQuery(duckDb, cursor, resources, statement, meta);
  }

  /**
   * What it takes and gives.
   *
   * @param values of its parameters; null as long as these have none
   */
  QueryShape shape(@Nullable List<? extends @Nullable Object> values) {
    List<ResultColumn> columns =
        values == null ? columnsWithoutValues(meta.parameterTypes().size()) : columns(values);
    return new QueryShape(columns, parameters().parameters());
  }

  /** What it takes. */
  QueryShape parameters() {
    List<@Nullable DataType> parameters = new ArrayList<>();
    for (String type : meta.parameterTypes()) {
      parameters.add(TypeParser.parseParameter(type));
    }
    return new QueryShape(null, parameters);
  }

  private List<ResultColumn> columns(List<? extends @Nullable Object> values) {
    List<String> declared = meta.parameterTypes();
    return columns(
        new ParameterBinder(duckDb).bind(values, declared),
        !ParameterBinder.haveTypes(values, declared));
  }

  /** Null when the statement, which is correct so far, is not with nulls for parameters. */
  private @Nullable List<ResultColumn> columnsWithoutValues(int parameters) {
    try {
      return columns(new @Nullable Object[parameters], false);
    } catch (StorageException e) {
      if (parameters == 0 || !DEPENDING_ON_VALUES.contains(e.failure())) {
        throw e;
      }
      return null;
    }
  }

  /**
   * Runs it up to its first rows.
   *
   * @return the columns of the result
   */
  List<ResultColumn> execute(List<? extends @Nullable Object> values) {
    ParameterBinder binder = new ParameterBinder(duckDb);
    List<String> declared = meta.parameterTypes();
    @Nullable Object[] bound = binder.bind(values, declared);
    boolean retyped = !ParameterBinder.haveTypes(values, declared);
    if (retyped && ResultTypes.areNumbered(meta.columnTypes())) {
      resources.execute(bound);
      List<ResultColumn> given = ResultTypes.ofResult(duckDb, resources.result());
      if (given != null) {
        return given;
      }
      resources.dropResult();
    }
    List<ResultColumn> columns = columns(bound, retyped);
    if (columns.stream()
        .anyMatch(column -> !ResultTypes.readable(column.type()).equals(column.type()))) {
      resources.prepare(casting(columns));
    }
    resources.execute(bound);
    return columns;
  }

  /**
   * The columns that it gives with these parameters.
   *
   * @param retyped whether a parameter has another type than the statement was prepared for, which
   *     can change the types of the columns
   */
  private List<ResultColumn> columns(@Nullable Object[] parameters, boolean retyped) {
    if (statement.startsWith(EXPLAIN)) {
      return PLAN_COLUMNS;
    }
    if (retyped || meta.columnTypes().stream().anyMatch(PreparedQuery::isInexact)) {
      return ResultTypes.describe(duckDb, cursor, statement, parameters);
    }
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < meta.columnTypes().size(); i++) {
      columns.add(
          new ResultColumn(meta.columnNames().get(i), TypeParser.parse(meta.columnTypes().get(i))));
    }
    return columns;
  }

  private static boolean isInexact(String type) {
    return INEXACT.contains(type) || type.chars().anyMatch(c -> c >= 0x80);
  }

  /** The query with text in the place of the types that only the engine can read. */
  private String casting(List<ResultColumn> columns) {
    String names =
        IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    String values =
        IntStream.range(0, columns.size())
            .mapToObj(i -> cast("c" + i, columns.get(i).type()))
            .collect(Collectors.joining(", "));
    return "SELECT " + values + " FROM (\n" + statement + "\n) AS q(" + names + ")";
  }

  private static String cast(String name, DataType type) {
    DataType readable = ResultTypes.readable(type);
    return readable.equals(type) ? name : "CAST(" + name + " AS " + readable.sqlName() + ")";
  }
}
