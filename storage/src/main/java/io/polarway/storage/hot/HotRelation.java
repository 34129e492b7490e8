package io.polarway.storage.hot;

import io.polarway.storage.engine.SqlText;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The hot rows of a table that live in one snapshot, as the engine has them.
 *
 * @param copy the name of their copy
 * @param number the snapshot's commit
 */
public record HotRelation(String copy, TableDefinition table, long number) {

  /** A query for the table's columns by their names. */
  public String select() {
    return select("", "");
  }

  /**
   * A query for the table's columns by their names.
   *
   * @param withoutRows the ids of rows that are left out, with a comma between them
   * @param rowId an expression in which {@code %s} stands for the row's id, with the name of a
   *     further column for it; empty for none
   */
  public String select(String withoutRows, String rowId) {
    List<ColumnDefinition> columns = table.columns();
    return columns.stream()
            .map(
                column -> HotMirror.columnName(column) + " AS " + SqlText.identifier(column.name()))
            .collect(Collectors.joining(", ", "SELECT ", ""))
        + (rowId.isEmpty() ? "" : ", " + rowId.formatted(HotMirror.rowId()))
        + " FROM "
        + copy
        + " WHERE "
        + HotMirror.visible(number)
        + (withoutRows.isEmpty()
            ? ""
            : " AND %s NOT IN (%s)".formatted(HotMirror.rowId(), withoutRows));
  }
}
