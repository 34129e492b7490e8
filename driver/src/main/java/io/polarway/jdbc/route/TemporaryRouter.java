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
import io.polarway.jdbc.system.SystemRelation;
import io.polarway.storage.Session;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The routes of statements on what only a session has. The engine reads them by itself; tables of
 * the store and relations of the system that they could name are made to stand there.
 */
final class TemporaryRouter {

  private static final int LONGEST_TABLE_NAME = 3;

  private final Session session;
  private final TableNames names;
  private final SystemNames systemNames;

  TemporaryRouter(Session session, TableNames names, SystemNames systemNames) {
    this.session = session;
    this.names = names;
    this.systemNames = systemNames;
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
    List<Edit> edits = new ArrayList<>();
    List<WrittenName> written = new ArrayList<>(QueryText.of(text).names());
    if (defined != null) {
      int place = 0;
      while (!written.get(place).parts().equals(defined.parts())) {
        place++;
      }
      written.subList(0, place + 1).clear();
    }
    int from = written.isEmpty() ? text.length() : written.get(0).range(1).start();
    List<CatalogCalls.Call> calls =
        CatalogCalls.in(text).stream()
            .filter(call -> call.range().start() >= from && !call.isHarmless())
            .toList();
    for (WrittenName name : written) {
      if (calls.stream().noneMatch(call -> call.range().contains(name.range(1)))) {
        Edit edit = bound(name, taken);
        if (edit != null) {
          edits.add(edit);
        }
      }
    }
    for (CatalogCalls.Call call : calls) {
      Relation relation = () -> systemNames.function(call);
      String bound = bind(call.name().last(), call.range().of(text), relation, taken);
      edits.add(new Edit(call.range(), Quoted.name(bound)));
      if (!bound.equalsIgnoreCase(call.name().last())) {
        requalify(call.name().last(), bound, written, edits);
      }
    }
    return SqlRewriter.replace(text, new TextRange(0, text.length()), edits);
  }

  /** Has columns that the function's name qualifies qualified by what is there in its place. */
  private static void requalify(
      String function, String bound, List<WrittenName> written, List<Edit> edits) {
    for (WrittenName name : written) {
      if (name.parts().size() == 2 && name.parts().get(0).equalsIgnoreCase(function)) {
        edits.add(new Edit(name.range(1), Quoted.name(bound)));
      }
    }
  }

  /** Binds what a name begins with if that is a table's or a view's; gives the edit this takes. */
  private @Nullable Edit bound(WrittenName written, @Nullable String taken) throws SQLException {
    for (int parts = Math.min(LONGEST_TABLE_NAME, written.parts().size()); parts > 0; parts--) {
      Name name = written.prefix(parts);
      TableDefinition table = names.isInSystemSchema(name) ? null : names.findIn(written, parts);
      boolean canBeView = parts > 1 || written.parts().size() == 1;
      SystemRelation view =
          canBeView && table == null && !names.isTemporary(name) ? view(name) : null;
      if (table == null && view == null) {
        continue;
      }
      String bound =
          view == null
              ? session.bindTable(Objects.requireNonNull(table), taken)
              : bind(name.last(), fullName(name), () -> view, taken);
      if (parts > 1) {
        return new Edit(written.range(parts), Quoted.name(bound));
      }
      if (bound.equalsIgnoreCase(name.last())) {
        return null;
      }
      if (view != null) {
        // What is written may as well be the name of a column.
        throw SqlErrors.unsupported(
            "The name %s without its schema in this place (write main.%1$s)".formatted(name));
      }
      return new Edit(written.range(1), Quoted.name(bound));
    }
    return null;
  }

  /** The view of the system of this name; null when it can be anything else's. */
  private @Nullable SystemRelation view(Name name) throws SQLException {
    SystemRelation view = systemNames.view(name);
    if (view == null && names.isOfEngine(name)) {
      throw SqlErrors.unsupported(name + " of the engine, which knows no table,");
    }
    return view;
  }

  /** One text for all the names of a view. It has no point, which is what names of files have. */
  private static String fullName(Name name) {
    List<String> parts = name.parts();
    int first = parts.size() == 3 ? 1 : 0;
    if (parts.size() > 1 && parts.get(parts.size() - 2).equalsIgnoreCase(TableNames.MAIN_SCHEMA)) {
      first = parts.size() - 1;
    }
    return String.join(" ", parts.subList(first, parts.size()));
  }

  /** A relation of the system, looked up whenever a statement runs. */
  private interface Relation {
    SystemRelation find() throws SQLException;
  }

  /** Makes a relation of the system stand beside the temporary objects; gives its name there. */
  private String bind(String name, String written, Relation relation, @Nullable String taken)
      throws SQLException {
    systemNames.sql(relation.find());
    return session.bindRelation(
        name,
        "system " + written.toLowerCase(Locale.ROOT),
        () -> {
          try {
            return systemNames.sql(relation.find());
          } catch (SQLException gone) {
            return null;
          }
        },
        taken);
  }
}
