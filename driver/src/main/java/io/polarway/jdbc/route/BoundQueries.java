package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.DerivedQuery;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.QueryText;
import io.polarway.jdbc.sql.SqlSyntaxException;
import io.polarway.jdbc.sql.TextRange;
import io.polarway.jdbc.sql.WrittenName;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.TableScan;
import io.polarway.storage.syntax.PlacedName;
import io.polarway.storage.syntax.Reading;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Queries that the grammar cannot read. The engine's own parser tells the names in them; the tables
 * are bound to these names for the query alone, so that its text stays as it is, but for names with
 * a schema.
 */
final class BoundQueries {

  private static final String TABLES = "tables";

  private final Session session;
  private final TableNames names;

  BoundQueries(Session session, TableNames names) {
    this.session = session;
    this.names = names;
  }

  /** The query that a part of a text is; that of a derived query is all of it. */
  Query query(String text, TextRange part, ChangedTable changed) throws SQLException {
    String sql = part.of(text);
    Reading reading = session.read(sql);
    if (reading instanceof Reading.Wrong wrong) {
      SqlSyntaxException syntax =
          SqlSyntaxException.wrong(text, part.start() + wrong.position(), wrong.message());
      throw SqlErrors.of(SqlState.SYNTAX_ERROR, String.valueOf(syntax.getMessage()), syntax);
    }
    QueryText words = QueryText.of(sql);
    BoundTables tables = new BoundTables(sql, words, changed.edits());
    TableDefinition target = changed.table();
    if (target != null) {
      tables.bind(DerivedQuery.TARGET, new TableScan(target, List.of(), null, true));
    }
    if (reading instanceof Reading.Query query) {
      bindTables(query, words, tables);
    } else {
      bindWhateverIsNamed(words, tables);
    }
    for (WrittenName name : words.namesInTexts()) {
      TableDefinition table = names.findIn(name, 1);
      if (table != null) {
        tables.bind(table.name().name(), table);
      }
    }
    return tables.query();
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
        tables.bindQualified(name, names.table(new Name(name.parts())));
      }
    }
    for (PlacedName column : query.columns()) {
      WrittenName written = words.nameAt(column.position());
      if (written != null && written.beginsWith(column.parts())) {
        qualifier(written, tables);
      }
    }
    for (String list : query.lists()) {
      if (!list.equals(TABLES)) {
        throw SqlErrors.unsupported("SHOW " + list.toUpperCase(Locale.ROOT) + " in FROM");
      }
      for (TableDefinition table : names.tablesOfCurrentSchema()) {
        tables.bind(table.name().name(), table);
      }
    }
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
        && !isFile(new Name(name.parts()))) {
      throw names.unknown(new Name(name.parts()));
    }
  }

  /** Whether the engine takes a name that is no table's for a file's. */
  static boolean isFile(Name name) {
    return name.parts().size() == 1 && name.last().indexOf('.') >= 0;
  }

  /** Rewrites what qualifies a column by a table that has a schema. */
  private void qualifier(WrittenName column, BoundTables tables) throws SQLException {
    for (int parts = 2; parts <= 3 && parts < column.parts().size(); parts++) {
      TableDefinition table = names.findIn(column, parts);
      if (table != null && tables.reads(table)) {
        tables.requalify(column, parts);
        return;
      }
    }
  }

  /** Binds every table that anything in the text could name. */
  private void bindWhateverIsNamed(QueryText words, BoundTables tables) throws SQLException {
    List<WrittenName> all = words.names();
    for (WrittenName name : all) {
      TableDefinition simple = names.findIn(name, 1);
      if (simple != null) {
        tables.bind(simple.name().name(), simple);
      }
    }
    for (WrittenName name : all) {
      for (int parts = 2; parts <= 3 && parts <= name.parts().size(); parts++) {
        if (names.isInSystemSchema(name.prefix(parts))) {
          throw SqlErrors.unsupported(
              "%s in a query whose columns its data decide".formatted(name.prefix(parts)));
        }
        TableDefinition table = names.findIn(name, parts);
        if (table != null && parts == name.parts().size()) {
          tables.bindWritten(name, table, false);
        } else if (table != null && tables.reads(table)) {
          tables.requalify(name, parts);
        }
      }
    }
  }
}
