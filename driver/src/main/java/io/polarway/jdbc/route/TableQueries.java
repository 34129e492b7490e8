package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.DerivedQuery;
import io.polarway.jdbc.sql.DerivedQuery.Slot;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.SqlRewriter;
import io.polarway.jdbc.sql.SqlRewriter.Edit;
import io.polarway.jdbc.sql.TableReference;
import io.polarway.jdbc.sql.TableVersion;
import io.polarway.jdbc.sql.TextRange;
import io.polarway.jdbc.system.SystemRelation;
import io.polarway.jdbc.system.SystemSource;
import io.polarway.storage.Query;
import io.polarway.storage.TableScan;
import io.polarway.storage.cache.BypassReason;
import io.polarway.storage.syntax.EngineCatalog;
import io.polarway.storage.syntax.Reading;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the tables that a query names, and the relations of the system among them. */
final class TableQueries {

  private final SystemSource system;
  private final TableNames names;
  private final CommitNumbers commits;
  private final SystemNames systemNames;
  private final BoundQueries bound;
  private final SequenceSql sequences;

  /**
   * @param parameters of the statement; null as long as they have no values
   */
  TableQueries(SystemSource system, TableNames names, @Nullable List<@Nullable Object> parameters) {
    this.system = system;
    this.commits = new CommitNumbers(system.session(), parameters);
    this.names = names;
    this.systemNames = new SystemNames(system, names);
    this.bound = new BoundQueries(system, names, systemNames);
    this.sequences = new SequenceSql(system.session(), names);
  }

  /**
   * The query that a part of a text is.
   *
   * @param tables the names in the text; their ranges are in all of it. Null when the engine has to
   *     tell them.
   */
  Query query(String text, TextRange part, @Nullable List<TableReference> tables)
      throws SQLException {
    return query(text, part, tables, ChangedTable.NONE);
  }

  private Query query(
      String text, TextRange part, @Nullable List<TableReference> tables, ChangedTable changed)
      throws SQLException {
    List<Edit> edits = sequences.edits(tables == null ? part.of(text) : text);
    return edits.isEmpty()
        ? read(text, part, tables, changed)
        : ofMoment(read(text, part, tables, changed.with(edits)));
  }

  /** A query that gives other rows at each time. */
  private static Query ofMoment(Query query) {
    return new Query(
        query.text(),
        query.scans(),
        query.engineText(),
        BypassReason.VOLATILE_FUNCTION,
        query.blanksShow());
  }

  private Query read(
      String text, TextRange part, @Nullable List<TableReference> tables, ChangedTable changed)
      throws SQLException {
    if (tables == null) {
      return bound.query(text, part, changed);
    }
    List<TableReference> references = new ArrayList<>(tables.size());
    List<TableScan> scans = new ArrayList<>(tables.size());
    List<@Nullable String> made = new ArrayList<>();
    Map<Integer, TableDefinition> definitions = new HashMap<>();
    Map<Integer, Long> commits = new HashMap<>();
    boolean labelled = false;
    for (TableReference reference : tables) {
      if (!part.contains(reference.range())
          || isEngineFunction(reference)
          || (!reference.isFunction() && names.isTemporary(reference.name()))) {
        continue;
      }
      if (!reference.isFunction()
          && BoundQueries.isFile(reference.name())
          && names.find(reference.name()) == null) {
        return bound.query(text, part, changed);
      }
      references.add(reference);
      labelled |= !reference.labels().isEmpty();
      TableDefinition table =
          reference.isFunction()
              ? null
              : changed.isTarget(reference.name())
                  ? changed.table()
                  : table(reference, asOf(reference, text, commits));
      if (table != null) {
        definitions.put(reference.range().start(), table);
      }
      made.add(table == null ? relation(reference).sql(system) : null);
    }
    for (TableReference reference : references) {
      TableDefinition table = definitions.get(reference.range().start());
      if (table != null) {
        scans.add(
            new TableScan(
                table,
                ColumnAgreements.conditions(reference, definitions),
                changed.table() == null ? reference.usedNames() : null,
                commits.get(reference.range().start()),
                changed.isTarget(reference.name())));
      }
    }
    if (scans.size() == references.size()) {
      return new Query(
          SqlRewriter.withoutVersions(text, part, references),
          scans,
          relations ->
              engineSql(
                  SqlRewriter.replaceTables(text, part, references, relations, changed.edits())),
          changed.table() == null ? null : BypassReason.INTERNAL,
          labelled);
    }
    return new Query(
        part.of(text),
        scans,
        relations ->
            engineSql(
                SqlRewriter.replaceTables(
                    text, part, references, merged(made, relations), changed.edits())),
        BypassReason.OTHER_SOURCES,
        labelled);
  }

  /** A query that was derived from a statement, which changes no table by it. */
  Query derived(DerivedQuery derived) throws SQLException {
    return derived(derived, ChangedTable.NONE);
  }

  private Query derived(DerivedQuery derived, ChangedTable changed) throws SQLException {
    if (derived.tables() == null && bound.reading(derived.text()) instanceof Reading.Wrong wrong) {
      // The user is to find the place in what the user wrote.
      bound.read(derived.statement(), new TextRange(0, derived.statement().length()));
      throw SqlErrors.of(SqlState.SYNTAX_ERROR, wrong.message());
    }
    return query(derived.text(), derived.range(), derived.tables(), changed);
  }

  /**
   * The query that carries out a change.
   *
   * @param target the table that is changed, which is read with row ids
   * @param slots gives what stands in the places left open
   */
  Query derived(DerivedQuery derived, TableDefinition target, Function<Slot, String> slots)
      throws SQLException {
    List<Edit> edits = new ArrayList<>();
    for (Slot slot : derived.slots()) {
      edits.add(new Edit(slot.range(), sequences.resolved(slots.apply(slot))));
    }
    return derived(derived, new ChangedTable(target, edits));
  }

  private static Query.EngineSql engineSql(String text) {
    return new Query.EngineSql(text, Map.of());
  }

  /** What the system's names stand for. */
  SystemNames systemNames() {
    return systemNames;
  }

  /** The commit as of which a table is read, also put to the others; null for none. */
  private @Nullable Long asOf(TableReference reference, String text, Map<Integer, Long> commits)
      throws SQLException {
    TableVersion version = reference.version();
    Long number = version == null ? null : this.commits.number(version, text);
    if (number != null) {
      commits.put(reference.range().start(), number);
    }
    return number;
  }

  private @Nullable TableDefinition table(TableReference reference, @Nullable Long asOf)
      throws SQLException {
    if (asOf != null) {
      return names.table(reference.name(), asOf);
    }
    return reference.version() == null ? table(reference.name()) : names.table(reference.name());
  }

  /** A table of the store; null for a view of the system. */
  private @Nullable TableDefinition table(Name name) throws SQLException {
    TableDefinition table = names.findUnlessSystem(name);
    return table != null || systemNames.view(name) != null ? table : names.table(name);
  }

  private SystemRelation relation(TableReference reference) throws SQLException {
    List<@Nullable String> arguments = reference.arguments();
    if (arguments != null) {
      return systemNames.function(reference.name(), arguments);
    }
    SystemRelation view = systemNames.view(reference.name());
    if (view == null) {
      throw names.unknown(reference.name());
    }
    return view;
  }

  /** Whether it is a function that says of the engine itself what is true of it here. */
  private static boolean isEngineFunction(TableReference reference) {
    return reference.isFunction()
        && EngineCatalog.HARMLESS_FUNCTIONS.contains(
            reference.name().last().toLowerCase(Locale.ROOT));
  }

  /** The relations made here, with those of tables in the gaps. */
  private static List<String> merged(List<@Nullable String> made, List<String> ofTables) {
    String[] merged = new String[made.size()];
    int next = 0;
    for (int i = 0; i < merged.length; i++) {
      String relation = made.get(i);
      merged[i] = relation != null ? relation : ofTables.get(next++);
    }
    return Arrays.asList(merged);
  }
}
