package io.polarway.storage.constraint;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.parquet.WriteOptions;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a table with keys are written, so that one row is found without reading many:
 * with small row groups, and with bloom filters of keys in whose order the rows do not stand.
 */
public final class KeyLayout {

  private static final int ROW_GROUP_ROWS = 16_384;

  private KeyLayout() {}

  /**
   * The options for files of a table.
   *
   * @param options those for files of a table without keys
   * @param sortedBy the column by which the rows are sorted; null when they are not
   */
  public static WriteOptions of(
      TableDefinition table, WriteOptions options, @Nullable String sortedBy) {
    if (table.constraints().keys().isEmpty()) {
      return options;
    }
    Map<Integer, Long> bloomFilters = new HashMap<>();
    for (Key key : table.constraints().keys()) {
      ColumnDefinition column = table.columns().get(table.indexOf(key.columns().get(0)));
      boolean isSorted = column.name().equals(sortedBy);
      if (key.columns().size() == 1 && !isSorted && canHaveFilter(column.type())) {
        bloomFilters.put(column.fieldId(), (long) ROW_GROUP_ROWS);
      }
    }
    return options.forSearch(ROW_GROUP_ROWS, bloomFilters);
  }

  /** Of floating numbers some are equal that differ in their bits. */
  private static boolean canHaveFilter(DataType type) {
    return type != ScalarType.BOOLEAN && type != ScalarType.REAL && type != ScalarType.DOUBLE;
  }
}
