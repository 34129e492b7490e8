package io.polarway.tck.shell;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that statements can use, as the metadata of a connection tells them.
 *
 * @param currentSchema the schema of names that are not qualified
 * @param tables with the names of their columns, in order
 */
record StoreNames(
    String currentSchema,
    List<String> schemas,
    Map<Table, List<String>> tables,
    List<String> functions) {

  /** A table by its full name. */
  record Table(String schema, String name) {}

  static StoreNames of(Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    List<String> schemas = new ArrayList<>();
    try (ResultSet rows = metaData.getSchemas()) {
      while (rows.next()) {
        schemas.add(text(rows, "TABLE_SCHEM"));
      }
    }
    Map<Table, List<String>> tables = new LinkedHashMap<>();
    try (ResultSet rows = metaData.getTables(null, null, null, null)) {
      while (rows.next()) {
        tables.put(
            new Table(text(rows, "TABLE_SCHEM"), text(rows, "TABLE_NAME")), new ArrayList<>());
      }
    }
    try (ResultSet rows = metaData.getColumns(null, null, null, null)) {
      while (rows.next()) {
        Table table = new Table(text(rows, "TABLE_SCHEM"), text(rows, "TABLE_NAME"));
        List<String> columns = tables.get(table);
        if (columns != null) {
          columns.add(text(rows, "COLUMN_NAME"));
        }
      }
    }
    String functions =
        String.join(
            ",",
            metaData.getNumericFunctions(),
            metaData.getStringFunctions(),
            metaData.getTimeDateFunctions(),
            metaData.getSystemFunctions());
    return new StoreNames(
        String.valueOf(connection.getSchema()),
        schemas,
        tables,
        java.util.Arrays.stream(functions.split(","))
            .map(function -> function.strip().toLowerCase(Locale.ROOT))
            .filter(function -> !function.isEmpty())
            .distinct()
            .toList());
  }

  /**
   * The table that a name stands for, in any case; null when there is none.
   *
   * @param schema null for the current one
   */
  @Nullable Table find(@Nullable String schema, String name) {
    String wanted = schema == null ? currentSchema : schema;
    for (Table table : tables.keySet()) {
      if (table.schema().equalsIgnoreCase(wanted) && table.name().equalsIgnoreCase(name)) {
        return table;
      }
    }
    return null;
  }

  private static String text(ResultSet rows, String column) throws SQLException {
    return String.valueOf(rows.getString(column));
  }
}
