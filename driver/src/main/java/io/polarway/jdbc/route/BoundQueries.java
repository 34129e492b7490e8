package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.CatalogCalls;
import io.polarway.jdbc.sql.DerivedQuery;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.QueryText;
import io.polarway.jdbc.sql.SequenceCalls;
import io.polarway.jdbc.sql.SqlStatement.Show;
import io.polarway.jdbc.sql.SqlSyntaxException;
import io.polarway.jdbc.sql.TextRange;
import io.polarway.jdbc.sql.WrittenName;
import io.polarway.jdbc.system.SystemRelation;
import io.polarway.jdbc.system.SystemSource;
import io.polarway.storage.Query;
import io.polarway.storage.TableScan;
import io.polarway.storage.syntax.PlacedName;
import io.polarway.storage.syntax.Reading;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Queries that the grammar cannot read. The engine's own parser tells the names in them; the tables
 * are bound to these names for the query alone, so that its text stays as it is, but for names with
 * a schema.
 */
final class BoundQueries {

  private final SystemSource system;
  private final TableNames names;
  private final SystemNames systemNames;

  BoundQueries(SystemSource system, TableNames names, SystemNames systemNames) {
    this.system = system;
    this.names = names;
    this.systemNames = systemNames;
  }

  /** The query that a part of a text is; that of a derived query is all of it. */
  Query query(String text, TextRange part, ChangedTable changed) throws SQLException {
    String sql = part.of(text);
    Reading reading = read(text, part);
    QueryText words = QueryText.of(sql);
    BoundTables tables = new BoundTables(sql, words, changed.edits());
    TableDefinition target = changed.table();
    if (target != null) {
      tables.bind(DerivedQuery.TARGET, new TableScan(target, List.of(), null, null, true));
    }
    List<CatalogCalls.Call> calls =
        CatalogCalls.in(sql).stream().filter(call -> !call.isHarmless()).toList();
    if (reading instanceof Reading.Query query) {
      bindTables(query, words, tables);
    } else {
      bindWhateverIsNamed(words, tables, calls);
    }
    for (CatalogCalls.Call call : calls) {
      tables.bindCall(call.range(), call.name().last(), systemNames.function(call).sql(system));
    }
    for (WrittenName name : words.namesInTexts()) {
      TableDefinition table = names.findIn(name, 1);
      if (table != null) {
        tables.bind(table.name().name(), table);
      }
    }
    return tables.query();
  }

  /** What the engine finds in a text. */
  Reading reading(String sql) {
    return system.session().read(SequenceCalls.readable(sql));
  }

  /** What the engine finds in a part of a text; an error of its grammar is told in all of it. */
  Reading read(String text, TextRange part) throws SQLException {
    Reading reading = reading(part.of(text));
    if (reading instanceof Reading.Wrong wrong) {
      SqlSyntaxException syntax =
          SqlSyntaxException.wrong(text, part.start() + wrong.position(), wrong.message());
      throw SqlErrors.of(SqlState.SYNTAX_ERROR, String.valueOf(syntax.getMessage()), syntax);
    }
    return reading;
  }

  private void bindTables(Reading.Query query, QueryText words, BoundTables tables)
      throws SQLException {
    tables.avoid(query.bound());
    for (PlacedName name : query.tables()) {
      if (name.parts().size() == 1) {
        bindSimple(name, query, words, tables);
      }
    }
    for (PlacedName name : query.tables()) {
      if (name.parts().size() > 1 && !names.isTemporary(new Name(name.parts()))) {
        bindQualified(name, tables);
      }
    }
    for (PlacedName column : query.columns()) {
      WrittenName written = words.nameAt(column.position());
      if (written != null && written.beginsWith(column.parts())) {
        qualifier(written, tables);
      }
    }
    if (bindListings(words, tables) < query.lists().size()) {
      throw SqlErrors.unsupported("SHOW in this place (write it in parentheses)");
    }
  }

  private void bindQualified(PlacedName placed, BoundTables tables) throws SQLException {
    Name name = new Name(placed.parts());
    TableDefinition table = names.findUnlessSystem(name);
    SystemRelation view = table == null ? systemNames.view(name) : null;
    if (table == null && view == null) {
      table = names.table(name);
    }
    String relation = view == null ? "" : view.sql(system);
    for (WrittenName place : tables.places(placed)) {
      if (table != null) {
        tables.bindWritten(place, table, placed.hasAlias());
      } else {
        tables.bindWritten(place, relation, placed.hasAlias());
      }
    }
  }

  /** Binds a name without a schema if it is that of a view of the system. */
  private boolean bindSystemView(Name name, BoundTables tables) throws SQLException {
    SystemRelation view = names.isTemporary(name) ? null : systemNames.view(name);
    if (view == null) {
      return false;
    }
    tables.bindSystem(name.last(), view.sql(system));
    return true;
  }

  /** Binds what SHOW lists within the text; gives how many different lists that are. */
  private int bindListings(QueryText words, BoundTables tables) throws SQLException {
    Set<String> kinds = new HashSet<>();
    for (TextRange range : words.listings()) {
      Show show = tables.show(range);
      if (show != null) {
        tables.bindInPlace(range, DescriptionRouter.listing(show, system, names).sql(system));
        kinds.add(show.listing() + (show.schema() == null ? "" : " FROM"));
      }
    }
    return kinds.size();
  }

  private void bindSimple(PlacedName name, Reading.Query query, QueryText words, BoundTables tables)
      throws SQLException {
    String simple = name.parts().get(0);
    if (tables.isBound(simple) || names.isTemporary(new Name(name.parts()))) {
      return;
    }
    TableDefinition table =
        words.hasTextAt(name.position()) ? null : names.find(new Name(name.parts()));
    if (table != null) {
      tables.bind(table.name().name(), table);
    } else if (!words.hasTextAt(name.position())
        && !query.bound().contains(simple.toLowerCase(Locale.ROOT))
        && !bindSystemView(new Name(name.parts()), tables)
        && !isFile(new Name(name.parts()))) {
      throw names.unknown(new Name(name.parts()));
    }
  }

  /** Whether the engine takes a name that is no table's for a file's. */
  static boolean isFile(Name name) {
    return name.parts().size() == 1 && name.last().indexOf('.') >= 0;
  }

  /** Rewrites what qualifies a column by a table or view that has a schema. */
  private void qualifier(WrittenName column, BoundTables tables) throws SQLException {
    for (int parts = 2; parts <= 3 && parts < column.parts().size(); parts++) {
      Name prefix = column.prefix(parts);
      TableDefinition table = names.isInSystemSchema(prefix) ? null : names.findIn(column, parts);
      if (table == null ? tables.readsView(prefix) : tables.reads(table)) {
        tables.requalify(column, parts);
        return;
      }
    }
  }

  /** Binds every table that anything in the text could name. */
  private void bindWhateverIsNamed(
      QueryText words, BoundTables tables, List<CatalogCalls.Call> calls) throws SQLException {
    List<WrittenName> all =
        words.names().stream()
            .filter(name -> calls.stream().noneMatch(call -> call.range().contains(name.range(1))))
            .toList();
    for (WrittenName name : all) {
      TableDefinition simple = names.findIn(name, 1);
      if (simple != null) {
        tables.bind(simple.name().name(), simple);
      } else if (name.parts().size() == 1) {
        bindSystemView(name.prefix(1), tables);
      }
    }
    bindListings(words, tables);
    for (WrittenName name : all) {
      int parts = name.parts().size();
      if (parts < 2 || parts > 3) {
        continue;
      }
      Name whole = name.prefix(parts);
      if (names.isInSystemSchema(whole)) {
        SystemRelation view = systemNames.view(whole);
        if (view != null) {
          tables.bindWritten(name, view.sql(system), false);
        }
      } else {
        TableDefinition table = names.findIn(name, parts);
        if (table != null) {
          tables.bindWritten(name, table, false);
        }
      }
    }
    for (WrittenName name : all) {
      qualifier(name, tables);
    }
  }
}
