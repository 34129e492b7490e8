package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.DerivedQuery;
import io.polarway.jdbc.sql.DerivedQuery.Slot;
import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlStatement.Assignment;
import io.polarway.jdbc.sql.SqlStatement.Conflict;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What INSERT does with rows whose key is in the table, as SQL. */
final class UpsertSql {

  private final Versions versions;
  private final @Nullable Conflict conflict;
  private final boolean single;
  private final List<Key> keys;
  private final @Nullable Assignment[] assigned;

  /**
   * @param single whether one row at most is inserted
   * @param columns the columns that get a value; null for all
   */
  UpsertSql(
      Versions versions,
      @Nullable Conflict conflict,
      boolean single,
      @Nullable List<String> columns)
      throws SQLException {
    this.versions = versions;
    this.conflict = conflict;
    this.single = single;
    this.keys = conflict == null ? List.of() : keys(versions.table(), conflict);
    this.assigned =
        conflict == null
            ? new Assignment[versions.size()]
            : versions.byColumn(assignments(conflict, columns), "DO UPDATE SET");
  }

  /** The keys that are meant; none when every row is new. */
  private static List<Key> keys(TableDefinition table, Conflict conflict) throws SQLException {
    List<Key> all = table.constraints().keys();
    boolean leavesOut = conflict.outcome() instanceof Conflict.Nothing;
    if (conflict.columns().isEmpty() && (leavesOut || all.size() == 1)) {
      return all;
    }
    Set<String> wanted = folded(conflict.columns());
    for (Key key : all) {
      if (folded(key.columns()).equals(wanted)) {
        return List.of(key);
      }
    }
    String there =
        all.stream()
            .map(key -> key.kind() + " (" + String.join(", ", key.columns()) + ")")
            .collect(Collectors.joining(", "));
    throw SqlErrors.of(
        SqlState.INVALID_STATEMENT,
        wanted.isEmpty()
            ? "Table %s has %s; name the columns of the key: ON CONFLICT (column, ...)"
                .formatted(table.name(), all.isEmpty() ? "no key" : "several keys: " + there)
            : "Table %s has no key (%s) for ON CONFLICT; it has %s"
                .formatted(
                    table.name(),
                    String.join(", ", conflict.columns()),
                    all.isEmpty() ? "none" : there));
  }

  private static Set<String> folded(List<String> columns) {
    Set<String> folded = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    folded.addAll(columns);
    return folded;
  }

  private List<Assignment> assignments(Conflict conflict, @Nullable List<String> columns) {
    if (conflict.outcome() instanceof Conflict.Update update) {
      return update.assignments();
    }
    List<Assignment> replaced = new ArrayList<>();
    if (conflict.outcome() instanceof Conflict.Replace) {
      for (int i = 0; i < versions.size(); i++) {
        String name = versions.table().columns().get(i).name();
        if (columns == null || columns.stream().anyMatch(name::equalsIgnoreCase)) {
          replaced.add(new Assignment(name, "excluded." + versions.name(i)));
        }
      }
    }
    return replaced;
  }

  RowEffect effect() {
    if (conflict == null || conflict.outcome() instanceof Conflict.Nothing) {
      return RowEffect.ADD;
    }
    return isChecked() ? RowEffect.REPLACE_ONCE : RowEffect.REPLACE;
  }

  /** Whether two rows with one key would be an error. */
  private boolean isChecked() {
    return !single && conflict != null && conflict.outcome() instanceof Conflict.Update;
  }

  /** Whether of the rows with one key the first counts. */
  private boolean isFirstOnly() {
    return !single && conflict != null && !keys.isEmpty() && !isChecked();
  }

  /** A column of the source that keeps its order, where that is needed; behind a comma. */
  String order() {
    return isFirstOnly() ? ", row_number() OVER () AS polarway_order" : "";
  }

  /** What stands in a place of the query. */
  String sql(Slot.Kind kind) {
    String names = versions.names();
    return switch (kind) {
      case CHANGE ->
          switch (effect()) {
            case REPLACE -> Versions.ROW_ID + ", " + names;
            case REPLACE_ONCE -> Versions.ROW_ID + ", polarway_rows, " + names;
            default -> names;
          };
      case EXCLUDED -> versions.struct("excluded") + " AS excluded";
      case KEYS -> hasSameKey();
      case FIRST_OF_KEY -> isFirstOnly() ? " QUALIFY " + isFirst() : "";
      case MERGED -> merged();
      default -> throw new IllegalArgumentException(kind.name().toLowerCase(Locale.ROOT));
    };
  }

  private String hasSameKey() {
    return keys.isEmpty()
        ? "FALSE"
        : keys.stream().map(UpsertSql::hasSame).collect(Collectors.joining(" OR "));
  }

  private static String hasSame(Key key) {
    return key.columns().stream()
        .map(Quoted::name)
        .map(column -> DerivedQuery.TARGET + "." + column + " = excluded." + column)
        .collect(Collectors.joining(" AND ", "(", ")"));
  }

  /** What is asked of a row that is the first of its keys. A null is equal to none. */
  private String isFirst() {
    return keys.stream()
        .map(
            key ->
                "(%s OR row_number() OVER (PARTITION BY %s ORDER BY excluded.polarway_order) = 1)"
                    .formatted(hasNull(key), excluded(key, ", ", "")))
        .collect(Collectors.joining(" AND "));
  }

  private static String hasNull(Key key) {
    return excluded(key, " OR ", " IS NULL");
  }

  /** The columns of a key in the row that was to be inserted. */
  private static String excluded(Key key, String separator, String suffix) {
    return key.columns().stream()
        .map(column -> "excluded." + Quoted.name(column) + suffix)
        .collect(Collectors.joining(separator));
  }

  private String merged() {
    String rows =
        isChecked()
            ? ", CASE WHEN %s THEN 1 ELSE count(*) OVER (PARTITION BY %s) END AS polarway_rows"
                .formatted(hasNull(keys.get(0)), excluded(keys.get(0), ", ", ""))
            : "";
    return Versions.ROW_ID
        + rows
        + ", "
        + versions.columns(
            i -> {
              Assignment assignment = assigned[i];
              return "CASE WHEN %s IS NULL THEN excluded.%s ELSE %s END"
                  .formatted(
                      Versions.ROW_ID,
                      versions.name(i),
                      assignment == null
                          ? versions.name(i)
                          : versions.assigned(i, assignment.value()));
            });
  }
}
