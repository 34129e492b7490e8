package io.polarway.storage.transaction;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;

/** Whether a table takes a batch of rows: NOT NULL and the declared lengths of text. */
final class RowCheck {

  private RowCheck() {}

  static void check(TableDefinition table, ColumnBatch rows) {
    for (int i = 0; i < table.columns().size(); i++) {
      ColumnDefinition definition = table.columns().get(i);
      Column column = rows.column(i);
      if (!definition.nullable() && column.nullCount() > 0) {
        throw new StorageException(
            Failure.NOT_NULL,
            "Cannot add rows to %s: column %s is NOT NULL, and row %d has no value for it"
                .formatted(table.name(), definition.name(), firstNull(column) + 1));
      }
      if (definition.type() instanceof DataType.Text text) {
        checkLength(table, definition, text, (BytesColumn) column);
      }
    }
  }

  private static int firstNull(Column column) {
    int row = 0;
    while (!column.isNull(row)) {
      row++;
    }
    return row;
  }

  private static void checkLength(
      TableDefinition table, ColumnDefinition definition, DataType.Text type, BytesColumn column) {
    for (int row = 0; row < column.size(); row++) {
      if (column.length(row) > type.length() && !column.isNull(row)) {
        String value = column.getString(row);
        int length = value.codePointCount(0, value.length());
        if (length > type.length()) {
          throw new StorageException(
              Failure.VALUE_TOO_LONG,
              "Cannot add rows to %s: column %s is %s, and row %d has %d characters: '%s'"
                  .formatted(
                      table.name(),
                      definition.name(),
                      type.sqlName(),
                      row + 1,
                      length,
                      value.length() <= 60 ? value : value.substring(0, 60) + "..."));
        }
      }
    }
  }
}
