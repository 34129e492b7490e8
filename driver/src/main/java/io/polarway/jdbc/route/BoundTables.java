package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.sql.DerivedQuery;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.QueryText;
import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlParser;
import io.polarway.jdbc.sql.SqlRewriter;
import io.polarway.jdbc.sql.SqlRewriter.Edit;
import io.polarway.jdbc.sql.SqlStatement.Show;
import io.polarway.jdbc.sql.SqlSyntaxException;
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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a query under the names by which the engine shall find them, and the edits of its
 * text that this takes.
 */
final class BoundTables {

  /** Names that DESCRIBE and its like take for lists, even in quotes. */
  private static final Set<String> LISTED = Set.of("databases", "schemas", "tables");

  private final String sql;
  private final QueryText words;
  private final Set<String> avoided = new HashSet<>();
  private final Map<String, TableScan> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> systemRelations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> views = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
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

  /** Binds a name without a schema to a relation of the system. */
  void bindSystem(String name, String relation) {
    if (!isBound(name)) {
      systemRelations.put(name, relation);
    }
  }

  /** The SHOW that a piece of the text is, if it lists anything of the catalog; null if not. */
  @Nullable Show show(TextRange range) {
    try {
      return SqlParser.parse(range.of(sql)) instanceof Show show ? show : null;
    } catch (SqlSyntaxException notOurs) {
      return null;
    }
  }

  /** Binds a relation of the system that stands in the place of a piece of the text. */
  void bindInPlace(TextRange range, String relation) {
    String name = TableNames.CATALOG + "." + range.of(sql);
    systemRelations.put(name, relation);
    edits.put(range, "FROM " + Quoted.name(name));
  }

  boolean isBound(String name) {
    return tables.containsKey(name) || systemRelations.containsKey(name);
  }

  boolean reads(TableDefinition table) {
    return tables.values().stream().anyMatch(scan -> scan.table().equals(table));
  }

  /** Whether a view of the system was bound where the text has this name, with a schema. */
  boolean readsView(Name name) {
    return views.contains(name.toString());
  }

  /** Where the text has a name with a schema. */
  List<WrittenName> places(PlacedName name) throws SQLException {
    WrittenName written = words.nameAt(name.position());
    if (written != null && isAll(written, name)) {
      return List.of(written);
    }
    List<WrittenName> places =
        words.names().stream().filter(candidate -> isAll(candidate, name)).toList();
    if (places.isEmpty()) {
      throw SqlErrors.unsupported(
          "The name %s in this place (name the table without its schema)"
              .formatted(String.join(".", name.parts())));
    }
    return places;
  }

  private static boolean isAll(WrittenName written, PlacedName name) {
    return written.parts().size() == name.parts().size() && written.beginsWith(name.parts());
  }

  /** Binds a name with a schema, which the text loses, where it names a table. */
  void bindWritten(WrittenName written, TableDefinition table, boolean hasAlias) {
    TableScan there = tables.get(last(written));
    boolean isThere = there != null && there.table().equals(table);
    bind(shortened(written, table.name().toString(), isThere, hasAlias), table);
  }

  /** The same where it names a relation of the system. */
  void bindWritten(WrittenName written, String systemRelation, boolean hasAlias) {
    views.add(new Name(written.parts()).toString());
    boolean isThere = systemRelation.equals(systemRelations.get(last(written)));
    String name = shortened(written, String.join(".", written.parts()), isThere, hasAlias);
    systemRelations.put(name, systemRelation);
  }

  /**
   * Binds the call of a function of the system, which the text loses.
   *
   * @param name the function's, which qualifies the columns where no alias does
   */
  void bindCall(TextRange range, String name, String relation) {
    boolean isFree =
        !avoided.contains(name.toLowerCase(Locale.ROOT))
            && (!isBound(name) || relation.equals(systemRelations.get(name)));
    String bound = isFree ? name : TableNames.CATALOG + "." + range.of(sql);
    systemRelations.put(bound, relation);
    edits.put(range, Quoted.name(bound));
  }

  private String shortened(
      WrittenName written, String fullName, boolean isThere, boolean hasAlias) {
    TextRange range = written.range(written.parts().size());
    String last = last(written);
    String lower = last.toLowerCase(Locale.ROOT);
    boolean isDescribed = words.isDescribed(written);
    boolean isFree = !avoided.contains(lower) && !(isDescribed && LISTED.contains(lower));
    if (isFree && (isThere || !isBound(last))) {
      edits.put(range, Quoted.name(last));
      return last;
    }
    String full = TableNames.CATALOG + "." + fullName;
    boolean keepsName = hasAlias || isDescribed;
    edits.put(range, Quoted.name(full) + (keepsName ? "" : " AS " + Quoted.name(last)));
    return full;
  }

  private static String last(WrittenName written) {
    return written.parts().get(written.parts().size() - 1);
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
          Map<String, String> relationsByName = new HashMap<>(systemRelations);
          for (int i = 0; i < bound.size(); i++) {
            relationsByName.put(bound.get(i), relations.get(i));
          }
          return new Query.EngineSql(text, relationsByName);
        },
        notCached(),
        false);
  }

  private @Nullable BypassReason notCached() {
    if (isBound(DerivedQuery.TARGET)) {
      return BypassReason.INTERNAL;
    }
    return systemRelations.isEmpty() ? null : BypassReason.OTHER_SOURCES;
  }
}
