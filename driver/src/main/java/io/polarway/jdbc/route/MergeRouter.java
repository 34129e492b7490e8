package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlStatement.Assignment;
import io.polarway.jdbc.sql.SqlStatement.Merge;
import io.polarway.jdbc.sql.SqlStatement.MergeAction;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The route of MERGE: what each clause makes of each column. */
final class MergeRouter {

  private static final String ERROR = "A row takes a clause of MERGE that says ERROR";

  private final Session session;
  private final TableNames names;
  private final TableQueries queries;
  private final @Nullable List<@Nullable Object> parameters;

  MergeRouter(
      Session session,
      TableNames names,
      TableQueries queries,
      @Nullable List<@Nullable Object> parameters) {
    this.session = session;
    this.names = names;
    this.queries = queries;
    this.parameters = parameters;
  }

  Route route(Merge merge) throws SQLException {
    ChangeRouter changes = new ChangeRouter(session, names, queries);
    if (names.isTemporary(merge.table())) {
      return changes.temporary(merge, merge.returning());
    }
    TableDefinition table = changes.changeable(merge.table());
    Versions versions = new Versions(table);
    List<@Nullable String[]> values = values(merge, versions);
    String number = merge.number();
    StringBuilder action = new StringBuilder("CASE ").append(number);
    StringBuilder error = new StringBuilder("CASE ").append(number);
    for (int clause = 0; clause < merge.actions().size(); clause++) {
      MergeAction made = merge.actions().get(clause);
      action.append(" WHEN ").append(clause).append(" THEN ").append(name(made));
      error.append(" WHEN ").append(clause).append(" THEN ").append(message(made));
    }
    String merged =
        Versions.ROW_ID
            + ", "
            + action
            + " END AS polarway_action, "
            + error
            + " END AS polarway_error, "
            + versions.columns(i -> value(number, versions, values, i));
    String change = Versions.ROW_ID + ", polarway_action, polarway_error, " + versions.names();
    Query query =
        queries.derived(
            merge.query(),
            table,
            slot ->
                switch (slot.kind()) {
                  case MERGED -> merged;
                  case OLD -> versions.struct(merge.correlation()) + " AS polarway_old";
                  default -> change;
                });
    return new Route.ChangeRows(table, query, RowEffect.MERGE, merge.returning());
  }

  private static String name(MergeAction action) {
    if (action instanceof MergeAction.Delete) {
      return "'DELETE'";
    }
    return action instanceof MergeAction.Update || action instanceof MergeAction.UpdateAll
        ? "'UPDATE'"
        : "'INSERT'";
  }

  private static String message(MergeAction action) {
    if (!(action instanceof MergeAction.Raise error)) {
      return "NULL";
    }
    String message = error.message();
    String standard = Quoted.text(ERROR);
    return message == null
        ? standard
        : "COALESCE(CAST(" + message + " AS VARCHAR), " + standard + ")";
  }

  /** A column: what the clause that a row takes makes of it, or what it was. */
  private static String value(
      String number, Versions versions, List<@Nullable String[]> values, int column) {
    String old = "polarway_old." + versions.name(column);
    StringBuilder value = new StringBuilder("CASE ").append(number);
    boolean changes = false;
    for (int clause = 0; clause < values.size(); clause++) {
      String made = values.get(clause)[column];
      if (made != null) {
        value.append(" WHEN ").append(clause).append(" THEN ").append(made);
        changes = true;
      }
    }
    return changes ? value.append(" ELSE ").append(old).append(" END").toString() : old;
  }

  /** For each clause what it makes of each column; null where it leaves it as it is. */
  private List<@Nullable String[]> values(Merge merge, Versions versions) throws SQLException {
    boolean takesAll =
        merge.actions().stream()
            .anyMatch(
                action ->
                    action instanceof MergeAction.UpdateAll
                        || action instanceof MergeAction.InsertAll);
    List<String> source = takesAll ? sourceColumns(merge) : List.of();
    List<@Nullable String[]> values = new ArrayList<>();
    for (MergeAction action : merge.actions()) {
      values.add(values(action, versions, source));
    }
    return values;
  }

  private @Nullable String[] values(MergeAction action, Versions versions, List<String> source)
      throws SQLException {
    if (action instanceof MergeAction.Update update) {
      return values(update.assignments(), versions, false);
    }
    if (action instanceof MergeAction.UpdateAll all) {
      return values(fromSource(null, all.byName(), versions, source), versions, false);
    }
    if (action instanceof MergeAction.Insert insert) {
      return values(insert.assignments(), versions, true);
    }
    if (action instanceof MergeAction.InsertAll all) {
      return values(fromSource(all.columns(), all.byName(), versions, source), versions, true);
    }
    @Nullable String[] values = new String[versions.size()];
    if (action instanceof MergeAction.InsertValues insert) {
      checkCount(versions, insert.values().size(), values.length);
      for (int i = 0; i < values.length; i++) {
        if (insert.values().get(i) != null) {
          versions.checkTakesValues(i, "MERGE");
        }
        values[i] = versions.assigned(i, insert.values().get(i));
      }
    }
    return values;
  }

  private static @Nullable String[] values(
      List<Assignment> assignments, Versions versions, boolean isNew) throws SQLException {
    @Nullable String[] values = new String[versions.size()];
    @Nullable Assignment[] assigned = versions.byColumn(assignments, "MERGE");
    for (int i = 0; i < values.length; i++) {
      Assignment assignment = assigned[i];
      if (assignment != null) {
        values[i] = versions.assigned(i, assignment.value());
      } else if (isNew) {
        values[i] = versions.defaultOf(i);
      }
    }
    return values;
  }

  /** The columns of the source, each assigned to the column that it is for. */
  private static List<Assignment> fromSource(
      @Nullable List<String> columns, boolean byName, Versions versions, List<String> source)
      throws SQLException {
    List<Assignment> assignments = new ArrayList<>();
    if (!byName) {
      checkCount(versions, source.size(), columns == null ? versions.size() : columns.size());
    }
    for (int i = 0; i < source.size(); i++) {
      String column =
          byName
              ? source.get(i)
              : columns == null ? versions.table().columns().get(i).name() : columns.get(i);
      assignments.add(new Assignment(column, "merged." + Quoted.name(source.get(i))));
    }
    return assignments;
  }

  private List<String> sourceColumns(Merge merge) throws SQLException {
    List<ResultColumn> columns =
        session.describe(queries.derived(merge.source()), parameters).columns();
    if (columns == null) {
      throw SqlErrors.of(
          SqlState.WRONG_PARAMETER_COUNT,
          "The columns of the source of MERGE depend on its parameters; set them first");
    }
    return columns.stream().map(ResultColumn::name).toList();
  }

  private static void checkCount(Versions versions, int values, int columns) throws SQLException {
    if (values != columns) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "MERGE into %s gives %d values for %d columns"
              .formatted(versions.table().name(), values, columns));
    }
  }
}
