package io.polarway.storage.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The order of rows in files at rest: the one that the table declares; else its primary key; else
 * the time columns that it is partitioned by, in which its rows mostly come anyway; else none, and
 * the rows stay in the order in which they were committed.
 *
 * @param declared whether it is the table's own sort order
 */
public record RestOrder(List<SortField> fields, boolean declared) {

  public RestOrder {
    fields = List.copyOf(fields);
  }

  public static RestOrder of(TableDefinition table) {
    if (!table.sortOrder().isEmpty()) {
      return new RestOrder(table.sortOrder(), true);
    }
    List<String> columns =
        table.primaryKey().isEmpty() ? timeColumns(table.partitioning()) : table.primaryKey();
    return new RestOrder(columns.stream().map(SortField::ascending).toList(), false);
  }

  private static List<String> timeColumns(List<PartitionField> partitioning) {
    List<String> columns = new ArrayList<>();
    for (PartitionField field : partitioning) {
      Transform transform = field.transform();
      boolean time =
          transform instanceof Transform.Year
              || transform instanceof Transform.Month
              || transform instanceof Transform.Day
              || transform instanceof Transform.Hour;
      if (time && !columns.contains(field.column())) {
        columns.add(field.column());
      }
    }
    return columns;
  }

  /** The order as files note it: by field ids, which stay when a column is renamed. */
  public String label(TableDefinition table) {
    return fields.stream()
        .map(
            field -> {
              ColumnDefinition column = table.columns().get(table.indexOf(field.column()));
              return "%d %s nulls %s"
                  .formatted(
                      column.fieldId(),
                      field.descending() ? "desc" : "asc",
                      field.nullsFirst() ? "first" : "last");
            })
        .collect(Collectors.joining(", "));
  }
}
