package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.sql.DerivedQuery;
import io.polarway.jdbc.sql.QueryText;
import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlRewriter;
import io.polarway.jdbc.sql.SqlRewriter.Edit;
import io.polarway.jdbc.sql.TextRange;
import io.polarway.jdbc.sql.WrittenName;
import io.polarway.storage.Query;
import io.polarway.storage.TableScan;
import io.polarway.storage.cache.BypassReason;
import io.polarway.storage.syntax.PlacedName;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tables of a query under the names by which the engine shall find them, and the edits of its
 * text that this takes.
 */
final class BoundTables {

  private final String sql;
  private final QueryText words;
  private final Set<String> avoided = new HashSet<>();
  private final Map<String, TableScan> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Edit> others;
  private final Map<TextRange, String> edits = new HashMap<>();

  /**
   * @param others edits of the text that are to be made besides
   */
  BoundTables(String sql, QueryText words, List<Edit> others) {
    this.others = others;
    this.sql = sql;
    this.words = words;
  }

  /** Binds no name with a schema to one of these, which are in lower case. */
  void avoid(Set<String> taken) {
    avoided.addAll(taken);
  }

  /** Binds a name without a schema. */
  void bind(String name, TableDefinition table) {
    bind(name, new TableScan(table, List.of()));
  }

  /** Binds a name without a schema. */
  void bind(String name, TableScan scan) {
    tables.putIfAbsent(name, scan);
  }

  boolean isBound(String name) {
    return tables.containsKey(name);
  }

  boolean reads(TableDefinition table) {
    return tables.values().stream().anyMatch(scan -> scan.table().equals(table));
  }

  /** Binds a name with a schema, which the text loses where it names the table. */
  void bindQualified(PlacedName name, TableDefinition table) throws SQLException {
    WrittenName written = words.nameAt(name.position());
    if (written != null && isAll(written, name)) {
      bindWritten(written, table, name.hasAlias());
      return;
    }
    boolean found = false;
    for (WrittenName candidate : words.names()) {
      if (isAll(candidate, name)) {
        bindWritten(candidate, table, name.hasAlias());
        found = true;
      }
    }
    if (!found) {
      throw SqlErrors.unsupported(
          "The name %s in this place (name the table without its schema)"
              .formatted(String.join(".", name.parts())));
    }
  }

  private static boolean isAll(WrittenName written, PlacedName name) {
    return written.parts().size() == name.parts().size() && written.beginsWith(name.parts());
  }

  /** Binds a name with a schema that stands where a table is named. */
  void bindWritten(WrittenName written, TableDefinition table, boolean hasAlias) {
    int parts = written.parts().size();
    String last = written.parts().get(parts - 1);
    boolean isFree = !avoided.contains(last.toLowerCase(Locale.ROOT));
    TableScan there = tables.get(last);
    if (isFree && (there == null || there.table().equals(table))) {
      bind(last, table);
      edits.put(written.range(parts), Quoted.name(last));
    } else {
      String full = TableNames.CATALOG + "." + table.name();
      bind(full, table);
      edits.put(
          written.range(parts), Quoted.name(full) + (hasAlias ? "" : " AS " + Quoted.name(last)));
    }
  }

  /** Leaves of the qualifier of a column, which is its first parts, the last part alone. */
  void requalify(WrittenName column, int parts) {
    edits.put(column.range(parts), Quoted.name(column.parts().get(parts - 1)));
  }

  Query query() {
    List<String> bound = List.copyOf(tables.keySet());
    List<Edit> made = new ArrayList<>(others);
    edits.forEach((range, replacement) -> made.add(new Edit(range, replacement)));
    String text = SqlRewriter.replace(sql, new TextRange(0, sql.length()), made);
    return new Query(
        sql,
        List.copyOf(tables.values()),
        relations -> {
          Map<String, String> relationsByName = new HashMap<>();
          for (int i = 0; i < bound.size(); i++) {
            relationsByName.put(bound.get(i), relations.get(i));
          }
          return new Query.EngineSql(text, relationsByName);
        },
        isBound(DerivedQuery.TARGET) ? BypassReason.INTERNAL : null,
        false);
  }
}
