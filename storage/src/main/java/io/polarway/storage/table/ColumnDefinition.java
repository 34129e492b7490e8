package io.polarway.storage.table;

import io.polarway.storage.column.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param fieldId Iceberg's field id, by which files are read; 0 as long as none was assigned
 * @param type its declared type, one that {@link DataType#isStorable} allows
 * @param defaultExpression the SQL expression of its DEFAULT clause as written, null when it has
 *     none
 * @param identity what statements may do to an identity column, whose default takes a value of its
 *     sequence; null for other columns
 */
public record ColumnDefinition(
    int fieldId,
    String name,
    DataType type,
    boolean nullable,
    @Nullable String defaultExpression,
    @Nullable Identity identity) {

  /** A column that is no identity column. */
  public ColumnDefinition(
      int fieldId,
      String name,
      DataType type,
      boolean nullable,
      @Nullable String defaultExpression) {
    this(fieldId, name, type, nullable, defaultExpression, null);
  }
}
