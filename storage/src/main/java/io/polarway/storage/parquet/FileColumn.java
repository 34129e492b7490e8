package io.polarway.storage.parquet;

import io.polarway.storage.column.DataType;
import io.polarway.storage.table.ColumnDefinition;

/**
 * A column of a data file.
 *
 * @param fieldId Iceberg's field id
 * @param type one that {@link DataType#isStorable} allows
 * @param nullable whether the file's column is optional
 */
public record FileColumn(int fieldId, String name, DataType type, boolean nullable) {

  /** The column of a data file that holds a column of a table. */
  public static FileColumn of(ColumnDefinition column) {
    return new FileColumn(column.fieldId(), column.name(), column.type(), column.nullable());
  }
}
