package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.DerivedQuery;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.sql.SqlStatement.Assignment;
import io.polarway.jdbc.sql.SqlStatement.Delete;
import io.polarway.jdbc.sql.SqlStatement.Update;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes of UPDATE and DELETE. */
final class ChangeRouter {

  private final Session session;
  private final TableNames names;
  private final TableQueries queries;

  ChangeRouter(Session session, TableNames names, TableQueries queries) {
    this.session = session;
    this.names = names;
    this.queries = queries;
  }

  Route update(Update update) throws SQLException {
    if (names.isTemporary(update.table())) {
      return temporary(update, update.returning());
    }
    TableDefinition table = changeable(update.table());
    Versions versions = new Versions(table);
    @Nullable Assignment[] assigned = versions.byColumn(update.assignments(), "UPDATE");
    String columns =
        versions.columns(
            i -> {
              Assignment assignment = assigned[i];
              return assignment == null
                  ? versions.name(i)
                  : versions.assigned(i, assignment.value());
            });
    Query query =
        queries.derived(
            update.query(),
            table,
            slot ->
                slot.kind() == DerivedQuery.Slot.Kind.VERSIONS
                    ? Versions.ROW_ID + ", " + columns
                    : Versions.ROW_ID + ", " + versions.names());
    Set<String> kept = new HashSet<>();
    for (int i = 0; i < assigned.length; i++) {
      if (assigned[i] == null) {
        kept.add(table.columns().get(i).name());
      }
    }
    return new Route.ChangeRows(table, query, RowEffect.REPLACE, update.returning(), kept);
  }

  Route delete(Delete delete) throws SQLException {
    if (names.isTemporary(delete.table())) {
      return temporary(delete, delete.returning());
    }
    TableDefinition table = changeable(delete.table());
    Query query = queries.derived(delete.query(), table, slot -> Versions.ROW_ID);
    return new Route.ChangeRows(table, query, RowEffect.DELETE, delete.returning());
  }

  /** The table called {@code name}, which must be one whose rows can be changed. */
  TableDefinition changeable(Name name) throws SQLException {
    TableDefinition table = names.findUnlessSystem(name);
    if (table == null && queries.systemNames().view(name) != null) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "Cannot change %s: it is a view of the system".formatted(name));
    }
    return table != null ? table : names.table(name);
  }

  /** The route of a statement on a temporary table. */
  Route temporary(SqlStatement statement, boolean returning) throws SQLException {
    if (returning) {
      throw SqlErrors.unsupported("RETURNING from a temporary table");
    }
    return new TemporaryRouter(session, names, queries.systemNames()).change(statement.text());
  }
}
