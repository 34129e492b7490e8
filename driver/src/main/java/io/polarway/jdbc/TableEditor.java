package io.polarway.jdbc;

import io.polarway.jdbc.result.ColumnOrigin;
import io.polarway.jdbc.result.InMemoryResultSet;
import io.polarway.jdbc.result.ResultSetOptions;
import io.polarway.jdbc.result.RowEditor;
import io.polarway.jdbc.sql.Quoted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes the rows of a table by statements with a key and RETURNING, each executed at once. */
final class TableEditor implements RowEditor {

  private final StatementExecution execution;
  private final List<ColumnOrigin> columns;
  private final List<Integer> keyColumns;
  private final String table;

  /**
   * @param options of the statement whose result is edited
   * @param columns of the result, all of one table
   */
  TableEditor(
      ConnectionCore core,
      StatementOptions options,
      List<ColumnOrigin> columns,
      List<Integer> keyColumns) {
    this.execution =
        new StatementExecution(
            core,
            options,
            (stream, origins) ->
                InMemoryResultSet.drain(stream, ResultSetOptions.detached(core.sessionZone())));
    this.columns = List.copyOf(columns);
    this.keyColumns = List.copyOf(keyColumns);
    ColumnOrigin first = columns.get(0);
    this.table =
        Quoted.name(first.catalog())
            + "."
            + Quoted.name(first.table().schema())
            + "."
            + Quoted.name(first.table().name());
  }

  /** Ends the change that is running. It does not wait. */
  void cancel() {
    execution.cancel();
  }

  /** Ends everything for good. It does not wait. */
  void close() throws SQLException {
    execution.close();
  }

  @Override
  public List<Integer> keyColumns() {
    return keyColumns;
  }

  @Override
  public InMemoryResultSet read(List<Object> key) throws SQLException {
    return row("SELECT %s FROM %s %s".formatted(shown(), table, where()), List.copyOf(key));
  }

  @Override
  public InMemoryResultSet update(Map<Integer, @Nullable Object> values, List<Object> key)
      throws SQLException {
    String assignments =
        values.keySet().stream()
            .map(index -> name(index) + " = ?")
            .collect(Collectors.joining(", "));
    List<@Nullable Object> parameters = new ArrayList<>(values.values());
    parameters.addAll(key);
    return row(
        "UPDATE %s SET %s %s RETURNING %s".formatted(table, assignments, where(), shown()),
        parameters);
  }

  @Override
  public InMemoryResultSet insert(Map<Integer, @Nullable Object> values) throws SQLException {
    String rows =
        values.isEmpty()
            ? "DEFAULT VALUES"
            : "(%s) VALUES (%s)"
                .formatted(
                    names(values.keySet()),
                    values.keySet().stream().map(index -> "?").collect(Collectors.joining(", ")));
    return row(
        "INSERT INTO %s %s RETURNING %s".formatted(table, rows, shown()),
        new ArrayList<>(values.values()));
  }

  @Override
  public boolean delete(List<Object> key) throws SQLException {
    execute("DELETE FROM %s %s".formatted(table, where()), List.copyOf(key));
    return execution.current() instanceof StatementResult.Count count && count.rows() > 0;
  }

  private InMemoryResultSet row(String sql, List<@Nullable Object> parameters) throws SQLException {
    execute(sql, parameters);
    if (execution.current() instanceof StatementResult.Rows rows
        && rows.resultSet() instanceof InMemoryResultSet row) {
      return row;
    }
    throw new IllegalStateException("no rows of " + sql);
  }

  private void execute(String sql, List<@Nullable Object> parameters) throws SQLException {
    execution.execute(List.of(StatementText.single(sql)), parameters);
  }

  private String shown() {
    return columns.stream()
        .map(column -> Quoted.name(column.column().name()))
        .collect(Collectors.joining(", "));
  }

  private String where() {
    return keyColumns.stream()
        .map(index -> name(index) + " = ?")
        .collect(Collectors.joining(" AND ", "WHERE ", ""));
  }

  private String names(Collection<Integer> indexes) {
    return indexes.stream().map(this::name).collect(Collectors.joining(", "));
  }

  private String name(int index) {
    return Quoted.name(columns.get(index).column().name());
  }
}
