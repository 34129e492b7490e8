package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.DerivedQuery.Slot;
import io.polarway.jdbc.sql.SqlStatement.Insert;
import io.polarway.jdbc.sql.SqlStatement.InsertSource;
import io.polarway.jdbc.sql.SqlStatement.Overriding;
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
import java.util.function.IntPredicate;
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
    ChangeRouter changes = new ChangeRouter(session, names, queries);
    if (names.isTemporary(insert.table())) {
      return changes.temporary(insert, insert.returning());
    }
    TableDefinition table = changes.changeable(insert.table());
    InsertSource source = insert.source();
    if (source instanceof InsertSource.Defaults) {
      int[] positions = new int[table.columns().size()];
      Arrays.fill(positions, NOT_GIVEN);
      return new Route.InsertValues(table, 0, List.of(row(table, positions, List.of())));
    }
    if (source instanceof InsertSource.Values values) {
      int given = insert.columns() == null ? table.columns().size() : insert.columns().size();
      int[] positions = positions(table, insert.columns(), insert.overriding());
      List<List<Value>> rows = new ArrayList<>(values.rows().size());
      for (List<Value> row : values.rows()) {
        checkCount(table, row.size(), given);
        checkIdentity(insert, table, positions, i -> row.get(i) instanceof Value.Default);
        rows.add(row(table, positions, row));
      }
      return new Route.InsertValues(table, insert.parameterCount(), rows);
    }
    return query(insert, (InsertSource.Rows) source, new Versions(table));
  }

  private Route query(Insert insert, InsertSource.Rows rows, Versions versions)
      throws SQLException {
    TableDefinition table = versions.table();
    List<String> columns = insert.columns();
    int given = rows.columnCount();
    if (rows.alone() != null) {
      List<ResultColumn> described =
          session.describe(queries.derived(rows.alone()), parameters).columns();
      if (insert.byName()) {
        columns = byName(insert, described);
      }
      given =
          described != null
              ? described.size()
              : columns == null ? table.columns().size() : columns.size();
    }
    if (given > 0) {
      checkCount(table, given, columns == null ? table.columns().size() : columns.size());
    } else {
      columns = List.of();
    }
    int[] positions = positions(table, columns, insert.overriding());
    checkIdentity(insert, table, positions, i -> isDefault(rows, i));
    UpsertSql upsert = new UpsertSql(versions, insert.conflict(), rows.single(), columns);
    String values = values(versions, positions) + upsert.order();
    String source = source(given);
    Query query =
        queries.derived(
            rows.query(),
            table,
            slot ->
                switch (slot.kind()) {
                  case VERSIONS -> values;
                  case SOURCE -> source;
                  case DEFAULT -> defaultOf(versions, positions, slot.index());
                  default -> upsert.sql(slot.kind());
                });
    return new Route.ChangeRows(table, query, upsert.effect(), insert.returning());
  }

  private static List<String> byName(Insert insert, @Nullable List<ResultColumn> described)
      throws SQLException {
    if (described == null) {
      throw SqlErrors.of(
          SqlState.WRONG_PARAMETER_COUNT,
          "The columns of INSERT INTO %s BY NAME depend on its parameters; set them first"
              .formatted(insert.table()));
    }
    if (insert.columns() != null) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "INSERT INTO %s BY NAME takes the names of its query; leave out the list of columns"
              .formatted(insert.table()));
    }
    return described.stream().map(ResultColumn::name).toList();
  }

  private static String values(Versions versions, int[] positions) {
    return versions.columns(
        i ->
            positions[i] == NOT_GIVEN
                ? versions.defaultOf(i)
                : versions.cast(i, "value" + positions[i]));
  }

  private static String source(int given) {
    StringBuilder source = new StringBuilder("source");
    for (int i = 0; i < given; i++) {
      source.append(i == 0 ? "(" : ", ").append("value").append(i);
    }
    return given == 0 ? source.toString() : source.append(')').toString();
  }

  private static String defaultOf(Versions versions, int[] positions, int value) {
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] == value) {
        return versions.defaultOf(i);
      }
    }
    return "NULL";
  }

  /** For each column of the table, which of the values given is its own. */
  private static int[] positions(
      TableDefinition table, @Nullable List<String> columns, @Nullable Overriding overriding)
      throws SQLException {
    int[] positions = new int[table.columns().size()];
    Arrays.fill(positions, NOT_GIVEN);
    if (columns == null) {
      Arrays.setAll(positions, i -> i);
    } else {
      Versions versions = new Versions(table);
      for (int i = 0; i < columns.size(); i++) {
        int position = versions.indexOf(columns.get(i));
        if (positions[position] != NOT_GIVEN) {
          throw versions.twice(columns.get(i), "INSERT");
        }
        positions[position] = i;
      }
    }
    for (int i = 0; i < positions.length; i++) {
      if (overriding == Overriding.USER_VALUE && table.columns().get(i).identity() != null) {
        positions[i] = NOT_GIVEN;
      }
    }
    return positions;
  }

  /**
   * Checks that columns that take no values are given none.
   *
   * @param isDefault whether a value of a row is DEFAULT
   */
  private static void checkIdentity(
      Insert insert, TableDefinition table, int[] positions, IntPredicate isDefault)
      throws SQLException {
    if (insert.overriding() == null) {
      for (int i = 0; i < positions.length; i++) {
        if (positions[i] != NOT_GIVEN && !isDefault.test(positions[i])) {
          new Versions(table).checkTakesValues(i, "INSERT");
        }
      }
    }
  }

  /** Whether a value is DEFAULT in the only row. */
  private static boolean isDefault(InsertSource.Rows rows, int value) {
    return rows.single()
        && rows.query().slots().stream()
            .anyMatch(slot -> slot.kind() == Slot.Kind.DEFAULT && slot.index() == value);
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
}
