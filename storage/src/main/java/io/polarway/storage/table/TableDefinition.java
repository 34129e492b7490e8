package io.polarway.storage.table;

import java.util.List;
import java.util.Map;

/**
 * A table as its creator declared it.
 *
 * @param uuid Iceberg's table UUID: another table of the same name has another one; empty as long
 *     as none was assigned
 * @param sortOrder the order of rows in files at rest; empty when none was declared
 * @param properties the table properties that were set, by {@link TableProperty} key
 */
public record TableDefinition(
    String uuid,
    TableName name,
    List<ColumnDefinition> columns,
    List<PartitionField> partitioning,
    List<SortField> sortOrder,
    Constraints constraints,
    Map<String, String> properties) {

  public TableDefinition {
    columns = List.copyOf(columns);
    partitioning = List.copyOf(partitioning);
    sortOrder = List.copyOf(sortOrder);
    properties = Map.copyOf(properties);
  }

  /** A table without a declared sort order, whose primary key is not enforced. */
  public TableDefinition(
      String uuid,
      TableName name,
      List<ColumnDefinition> columns,
      List<PartitionField> partitioning,
      List<String> primaryKey,
      Map<String, String> properties) {
    this(
        uuid,
        name,
        columns,
        partitioning,
        List.of(),
        Constraints.unenforcedPrimaryKey(name, primaryKey),
        properties);
  }

  /** The names of the primary key's columns, in key order; empty when there is none. */
  public List<String> primaryKey() {
    Key key = constraints.primaryKey();
    return key == null ? List.of() : key.columns();
  }

  /** The position of the column of this name, in any case; -1 when there is none. */
  public int indexOf(String columnName) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(columnName)) {
        return i;
      }
    }
    return -1;
  }
}
