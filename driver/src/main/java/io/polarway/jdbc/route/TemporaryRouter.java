package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.sql.CatalogCalls;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.QueryText;
import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlRewriter;
import io.polarway.jdbc.sql.SqlRewriter.Edit;
import io.polarway.jdbc.sql.SqlStatement.TemporaryChange;
import io.polarway.jdbc.sql.SqlStatement.TemporaryDefinition;
import io.polarway.jdbc.sql.TextRange;
import io.polarway.jdbc.sql.WrittenName;
import io.polarway.storage.Session;
import io.polarway.storage.syntax.EngineCatalog;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes of statements on what only a session has. The engine reads them by itself; tables of
 * the store that they could name are made to stand there under a name of their own.
 */
final class TemporaryRouter {

  private static final int LONGEST_TABLE_NAME = 3;

  private final Session session;
  private final TableNames names;

  TemporaryRouter(Session session, TableNames names) {
    this.session = session;
    this.names = names;
  }

  Route definition(TemporaryDefinition definition) throws SQLException {
    Name defined = definition.defined();
    return new Route.ChangeTemporary(
        bound(definition.text(), defined), defined == null ? null : defined.last());
  }

  /** The route of a change of a table, which must be a temporary one. */
  Route change(TemporaryChange change) throws SQLException {
    if (!names.isTemporary(change.table())) {
      names.table(change.table());
      throw SqlErrors.unsupported(change.feature() + " of a table that is not temporary");
    }
    return change(change.text());
  }

  /** The route of a change of a temporary table. */
  Route change(String text) throws SQLException {
    return new Route.ChangeTemporary(bound(text, null), null);
  }

  /**
   * The text with the names under which tables stand beside the temporary objects.
   *
   * @param defined what the statement makes, whose first place is no table of the store
   */
  private String bound(String text, @Nullable Name defined) throws SQLException {
    String taken = defined == null ? null : defined.last();
    for (String function : CatalogCalls.in(text)) {
      if (!EngineCatalog.HARMLESS_FUNCTIONS.contains(function)) {
        throw ofSystem(function + "()");
      }
    }
    List<Edit> edits = new ArrayList<>();
    Name made = defined;
    for (WrittenName written : QueryText.of(text).names()) {
      if (made != null && written.parts().equals(made.parts())) {
        made = null;
        continue;
      }
      for (int parts = Math.min(LONGEST_TABLE_NAME, written.parts().size()); parts > 0; parts--) {
        TableDefinition table = names.findIn(written, parts);
        if (table != null) {
          String bound = session.bindTable(table, taken);
          if (parts > 1 || !bound.equalsIgnoreCase(written.parts().get(0))) {
            edits.add(new Edit(written.range(parts), Quoted.name(bound)));
          }
          break;
        }
        if (parts > 1 && names.isInSystemSchema(written.prefix(parts))) {
          throw ofSystem(written.prefix(parts).toString());
        }
      }
    }
    return SqlRewriter.replace(text, new TextRange(0, text.length()), edits);
  }

  /** The engine keeps what is temporary, and would take the name for one of its own catalog. */
  private static SQLException ofSystem(String name) {
    return SqlErrors.unsupported(name + " in a statement about temporary objects");
  }
}
