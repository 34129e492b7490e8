package io.polarway.storage.table;

import java.util.List;

/**
 * Columns whose values name a row of another table, as its creator says; it is not checked.
 *
 * @param name of the constraint; empty as long as none was given
 * @param columns the names, in key order
 * @param references the other table
 * @param referencedColumns those of the other table, in the same order
 */
public record ForeignKey(
    String name, List<String> columns, TableName references, List<String> referencedColumns) {
  public ForeignKey {
    columns = List.copyOf(columns);
    referencedColumns = List.copyOf(referencedColumns);
  }
}
