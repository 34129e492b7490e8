package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.error.Suggestion;
import io.polarway.jdbc.sql.SqlStatement.Insert;
import io.polarway.jdbc.sql.SqlStatement.InsertSource;
import io.polarway.jdbc.sql.SqlStatement.Value;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The route of INSERT: which value goes into which column of the table. */
final class InsertRouter {

  private static final int NOT_GIVEN = -1;

  private final Session session;
  private final TableNames names;
  private final TableQueries queries;
  private final @Nullable List<@Nullable Object> parameters;

  InsertRouter(
      Session session,
      TableNames names,
      TableQueries queries,
      @Nullable List<@Nullable Object> parameters) {
    this.parameters = parameters;
    this.session = session;
    this.names = names;
    this.queries = queries;
  }

  Route route(Insert insert) throws SQLException {
    if (names.isTemporary(insert.table())) {
      return new TemporaryRouter(session, names).change(insert.text());
    }
    TableDefinition table = names.table(insert.table());
    InsertSource source = insert.source();
    if (source instanceof InsertSource.Defaults) {
      int[] positions = new int[table.columns().size()];
      Arrays.fill(positions, NOT_GIVEN);
      return new Route.InsertValues(table, 0, List.of(row(table, positions, List.of())));
    }
    int given = insert.columns() == null ? table.columns().size() : insert.columns().size();
    int[] positions = positions(table, insert.columns());
    if (source instanceof InsertSource.Values values) {
      List<List<Value>> rows = new ArrayList<>(values.rows().size());
      for (List<Value> row : values.rows()) {
        checkCount(table, row.size(), given);
        rows.add(row(table, positions, row));
      }
      return new Route.InsertValues(table, insert.parameterCount(), rows);
    }
    InsertSource.Rows rows = (InsertSource.Rows) source;
    Query query = queries.query(insert.text(), rows.range(), rows.tables());
    List<ResultColumn> columns = session.describe(query, parameters).columns();
    if (columns != null) {
      checkCount(table, columns.size(), given);
    }
    return new Route.InsertQuery(table, projection(table, positions, given, query));
  }

  /** For each column of the table, which of the values given is its own. */
  private static int[] positions(TableDefinition table, @Nullable List<String> columns)
      throws SQLException {
    int[] positions = new int[table.columns().size()];
    Arrays.fill(positions, NOT_GIVEN);
    if (columns == null) {
      Arrays.setAll(positions, i -> i);
      return positions;
    }
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      int position = table.indexOf(column);
      if (position < 0) {
        throw SqlErrors.of(
            SqlState.UNKNOWN_COLUMN,
            "Table %s has no column %s.%s"
                .formatted(
                    table.name(),
                    column,
                    Suggestion.didYouMean(
                        column, table.columns().stream().map(ColumnDefinition::name).toList())));
      }
      if (positions[position] != NOT_GIVEN) {
        throw SqlErrors.of(
            SqlState.DUPLICATE_COLUMN,
            "Column %s of table %s is named twice in the INSERT".formatted(column, table.name()));
      }
      positions[position] = i;
    }
    return positions;
  }

  private static void checkCount(TableDefinition table, int values, int columns)
      throws SQLException {
    if (values != columns) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "INSERT into %s gives %d values for %d columns".formatted(table.name(), values, columns));
    }
  }

  private static List<Value> row(TableDefinition table, int[] positions, List<Value> given) {
    List<Value> row = new ArrayList<>(positions.length);
    for (int i = 0; i < positions.length; i++) {
      Value value = positions[i] == NOT_GIVEN ? new Value.Default() : given.get(positions[i]);
      row.add(value instanceof Value.Default ? defaultOf(table.columns().get(i)) : value);
    }
    return row;
  }

  /** NULL, a literal, or DEFAULT when the expression has to be computed. */
  private static Value defaultOf(ColumnDefinition column) {
    String expression = column.defaultExpression();
    if (expression == null) {
      return new Value.NullLiteral();
    }
    Value literal = SqlText.asLiteral(expression);
    return literal == null ? new Value.Default() : literal;
  }

  private static Query projection(TableDefinition table, int[] positions, int given, Query query) {
    StringBuilder sql = new StringBuilder(64 * positions.length);
    for (int i = 0; i < positions.length; i++) {
      ColumnDefinition column = table.columns().get(i);
      String expression = column.defaultExpression();
      String value =
          positions[i] != NOT_GIVEN
              ? "value" + positions[i]
              : expression == null ? "NULL" : "(" + expression + "\n)";
      sql.append(i == 0 ? "SELECT " : ", ");
      sql.append("CAST(").append(value).append(" AS ").append(column.type().sqlName()).append(')');
    }
    StringBuilder aliases = new StringBuilder("\n) AS source(");
    for (int i = 0; i < given; i++) {
      aliases.append(i == 0 ? "" : ", ").append("value").append(i);
    }
    return query.within(sql.append(" FROM (").toString(), aliases.append(')').toString());
  }
}
