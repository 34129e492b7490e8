package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.error.Suggestion;
import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlStatement.Assignment;
import io.polarway.storage.TableScan;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.Identity;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The columns of one table as SQL. */
final class Versions {

  static final String ROW_ID = TableScan.ROW_ID;

  private final TableDefinition table;

  Versions(TableDefinition table) {
    this.table = table;
  }

  TableDefinition table() {
    return table;
  }

  int size() {
    return table.columns().size();
  }

  /** An item for each column, of its type and name. */
  String columns(IntFunction<String> value) {
    return IntStream.range(0, size())
        .mapToObj(i -> value.apply(i) + " AS " + name(i))
        .collect(Collectors.joining(", "));
  }

  /** The columns' names. */
  String names() {
    return IntStream.range(0, size()).mapToObj(this::name).collect(Collectors.joining(", "));
  }

  /** All columns of a relation as one value. */
  String struct(String relation) {
    return IntStream.range(0, size())
        .mapToObj(i -> Quoted.text(table.columns().get(i).name()) + ": " + relation + "." + name(i))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** The name of a column, in quotes. */
  String name(int column) {
    return Quoted.name(table.columns().get(column).name());
  }

  /** A value of a column's type. */
  String cast(int column, String value) {
    return "CAST(" + value + " AS " + table.columns().get(column).type().sqlName() + ")";
  }

  /** The default of a column, of its type. */
  String defaultOf(int column) {
    String expression = table.columns().get(column).defaultExpression();
    return cast(column, expression == null ? "NULL" : "(" + expression + "\n)");
  }

  /** What is assigned, or the column's default. */
  String assigned(int column, @Nullable String value) {
    return value == null ? defaultOf(column) : cast(column, value);
  }

  /**
   * For each column the assignment to it, null where there is none.
   *
   * @param statement what to call the statement in messages
   */
  @Nullable Assignment[] byColumn(List<Assignment> assignments, String statement)
      throws SQLException {
    @Nullable Assignment[] byColumn = new Assignment[size()];
    for (Assignment assignment : assignments) {
      int column = indexOf(assignment.column());
      if (byColumn[column] != null) {
        throw twice(assignment.column(), statement);
      }
      if (assignment.value() != null) {
        checkTakesValues(column, statement);
      }
      byColumn[column] = assignment;
    }
    return byColumn;
  }

  /** The position of the column of this name, which must be there. */
  int indexOf(String column) throws SQLException {
    int index = table.indexOf(column);
    if (index < 0) {
      throw SqlErrors.of(
          SqlState.UNKNOWN_COLUMN,
          "Table %s has no column %s.%s"
              .formatted(
                  table.name(),
                  column,
                  Suggestion.didYouMean(
                      column, table.columns().stream().map(ColumnDefinition::name).toList())));
    }
    return index;
  }

  /** Checks that a column is not one whose values are always those of its sequence. */
  void checkTakesValues(int column, String statement) throws SQLException {
    if (table.columns().get(column).identity() == Identity.ALWAYS) {
      throw SqlErrors.of(
          SqlState.GENERATED_ALWAYS,
          "Column %s of table %s is GENERATED ALWAYS AS IDENTITY, and the %s gives it a value; write DEFAULT, or OVERRIDING SYSTEM VALUE in an INSERT"
              .formatted(table.columns().get(column).name(), table.name(), statement));
    }
  }

  SQLException twice(String column, String statement) {
    return SqlErrors.of(
        SqlState.DUPLICATE_COLUMN,
        "Column %s of table %s is named twice in the %s"
            .formatted(column, table.name(), statement));
  }
}
