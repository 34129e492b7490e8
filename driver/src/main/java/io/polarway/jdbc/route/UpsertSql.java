package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.DerivedQuery;
import io.polarway.jdbc.sql.DerivedQuery.Slot;
import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlStatement.Assignment;
import io.polarway.jdbc.sql.SqlStatement.Conflict;
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
  private final List<String> keys;
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

  /** The columns of the key that is meant; none when every row is new. */
  private static List<String> keys(TableDefinition table, Conflict conflict) throws SQLException {
    List<String> key = table.primaryKey();
    if (conflict.columns().isEmpty()
        && (!key.isEmpty() || conflict.outcome() instanceof Conflict.Nothing)) {
      return key;
    }
    Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    wanted.addAll(conflict.columns());
    Set<String> there = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    there.addAll(key);
    if (key.isEmpty() || !wanted.equals(there)) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "Table %s has no PRIMARY KEY%s for the conflict of an INSERT%s"
              .formatted(
                  table.name(),
                  wanted.isEmpty() ? "" : " (" + String.join(", ", conflict.columns()) + ")",
                  key.isEmpty() ? "" : "; it has (" + String.join(", ", key) + ")"));
    }
    return key;
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
      case FIRST_OF_KEY ->
          isFirstOnly()
              ? " QUALIFY row_number() OVER (PARTITION BY "
                  + excludedKeys()
                  + " ORDER BY excluded.polarway_order) = 1"
              : "";
      case MERGED -> merged();
      default -> throw new IllegalArgumentException(kind.name().toLowerCase(Locale.ROOT));
    };
  }

  private String hasSameKey() {
    return keys.isEmpty()
        ? "FALSE"
        : keys.stream()
            .map(Quoted::name)
            .map(key -> DerivedQuery.TARGET + "." + key + " = excluded." + key)
            .collect(Collectors.joining(" AND "));
  }

  private String excludedKeys() {
    return keys.stream()
        .map(key -> "excluded." + Quoted.name(key))
        .collect(Collectors.joining(", "));
  }

  private String merged() {
    String rows =
        isChecked() ? ", count(*) OVER (PARTITION BY " + excludedKeys() + ") AS polarway_rows" : "";
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
