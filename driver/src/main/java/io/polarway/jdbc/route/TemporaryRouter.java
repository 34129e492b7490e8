package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlStatement.NamePlace;
import io.polarway.jdbc.sql.SqlStatement.TemporaryChange;
import io.polarway.jdbc.sql.SqlStatement.TemporaryDefinition;
import io.polarway.storage.Session;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
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
        bound(definition.text(), definition.places(), defined),
        defined == null ? null : defined.last());
  }

  /** The route of a change of a table, which must be a temporary one. */
  Route change(TemporaryChange change) throws SQLException {
    if (!names.isTemporary(change.table())) {
      names.table(change.table());
      throw SqlErrors.unsupported(change.feature() + " of a table that is not temporary");
    }
    return change(change.text(), change.places());
  }

  /** The route of a change of a temporary table. */
  Route change(String text, List<NamePlace> places) throws SQLException {
    return new Route.ChangeTemporary(bound(text, places, null), null);
  }

  /**
   * The text with the names under which tables stand beside the temporary objects.
   *
   * @param defined what the statement makes, whose first place is no table of the store
   */
  private String bound(String text, List<NamePlace> places, @Nullable Name defined)
      throws SQLException {
    StringBuilder result = new StringBuilder(text.length());
    int position = 0;
    Name made = defined;
    for (NamePlace place : places) {
      if (made != null && place.parts().equals(made.parts())) {
        made = null;
        continue;
      }
      for (int count = Math.min(LONGEST_TABLE_NAME, place.parts().size()); count > 0; count--) {
        Name name = new Name(place.parts().subList(0, count));
        boolean isOther = count == LONGEST_TABLE_NAME && !names.isOfStore(name);
        TableDefinition table = isOther || names.isTemporary(name) ? null : names.find(name);
        if (table != null) {
          String bound = session.bindTable(table, defined == null ? null : defined.last());
          if (count > 1 || !bound.equalsIgnoreCase(name.last())) {
            result.append(text, position, place.start()).append(Quoted.name(bound));
            position = place.ends().get(count - 1);
          }
          break;
        }
      }
    }
    return result.append(text, position, text.length()).toString();
  }
}
