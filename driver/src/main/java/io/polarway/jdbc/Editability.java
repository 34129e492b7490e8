package io.polarway.jdbc;

import io.polarway.jdbc.result.ColumnOrigin;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the rows of a result can be changed where they stand. */
sealed interface Editability {

  /** They can: they are rows of one table, each told from the others by a key. */
  record Editable(TableEditor editor) implements Editability {}

  /**
   * They cannot.
   *
   * @param reason what the query has that it should not, or lacks
   */
  record ReadOnly(String reason) implements Editability {}

  /** Finds out for a result of a statement; called under the connection's guard. */
  static Editability of(
      ConnectionCore core,
      StatementOptions options,
      List<ResultColumn> columns,
      ColumnOrigin.Finder finder) {
    List<ColumnOrigin> origins = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (@Nullable ColumnOrigin origin :
        finder.find(columns.stream().map(ResultColumn::name).toList())) {
      if (origin == null) {
        return new ReadOnly("it is not made of columns of one table alone");
      }
      if (!names.add(origin.column().name())) {
        return new ReadOnly("it has column %s twice".formatted(origin.column().name()));
      }
      origins.add(origin);
    }
    ColumnOrigin first = origins.get(0);
    TableDefinition table = core.session().findTable(first.table().schema(), first.table().name());
    List<Integer> key = table == null ? null : key(table, origins);
    return key == null
        ? new ReadOnly(
            "it has no enforced key of table %s without nulls".formatted(first.table().name()))
        : new Editable(new TableEditor(core, options, origins, key));
  }

  /** The columns of the first key that tells every row; null when the result has none. */
  private static @Nullable List<Integer> key(TableDefinition table, List<ColumnOrigin> origins) {
    for (Key key : table.constraints().enforcedKeys()) {
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < origins.size(); i++) {
        String name = origins.get(i).column().name();
        if (!origins.get(i).column().nullable()
            && key.columns().stream().anyMatch(name::equalsIgnoreCase)) {
          found.add(i);
        }
      }
      if (found.size() == key.columns().size()) {
        return found;
      }
    }
    return null;
  }
}
