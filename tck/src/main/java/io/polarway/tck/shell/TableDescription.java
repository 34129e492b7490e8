package io.polarway.tck.shell;

import io.polarway.tck.console.TextTable;
import io.polarway.tck.shell.StoreNames.Table;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints what the metadata says of schemas and tables. */
final class TableDescription {

  private final Connection connection;
  private final PrintStream out;

  TableDescription(Connection connection, PrintStream out) {
    this.connection = connection;
    this.out = out;
  }

  void printSchemas() throws SQLException {
    TextTable table = new TextTable().left("schema");
    StoreNames.of(connection).schemas().forEach(table::row);
    table.print(out);
  }

  /** Prints the tables with a text in their names, in any case. */
  void printTables(String part) throws SQLException {
    TextTable list = new TextTable().left("schema").left("table").right("columns");
    for (Map.Entry<Table, List<String>> entry : StoreNames.of(connection).tables().entrySet()) {
      Table table = entry.getKey();
      if (table.name().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))) {
        list.row(table.schema(), table.name(), String.valueOf(entry.getValue().size()));
      }
    }
    list.print(out);
  }

  void printColumns(Table table) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String escape = metaData.getSearchStringEscape();
    TextTable list = new TextTable().left("column").left("type").left("null").left("default");
    try (ResultSet columns =
        metaData.getColumns(
            null, escaped(table.schema(), escape), escaped(table.name(), escape), null)) {
      while (columns.next()) {
        String byDefault = columns.getString("COLUMN_DEF");
        list.row(
            columns.getString("COLUMN_NAME"),
            type(columns),
            "YES".equals(columns.getString("IS_NULLABLE")) ? "" : "NOT NULL",
            byDefault == null ? "" : byDefault);
      }
    }
    out.println(table.schema() + "." + table.name());
    list.print(out);
    printKey(metaData, table);
  }

  private void printKey(DatabaseMetaData metaData, Table table) throws SQLException {
    Map<Integer, String> key = new TreeMap<>();
    try (ResultSet columns = metaData.getPrimaryKeys(null, table.schema(), table.name())) {
      while (columns.next()) {
        key.put(columns.getInt("KEY_SEQ"), columns.getString("COLUMN_NAME"));
      }
    }
    if (!key.isEmpty()) {
      out.println("primary key (" + String.join(", ", key.values()) + ")");
    }
  }

  private static String type(ResultSet column) throws SQLException {
    String name = column.getString("TYPE_NAME");
    if (column.getInt("DATA_TYPE") != Types.DECIMAL || name.contains("(")) {
      return name;
    }
    return "%s(%d,%d)"
        .formatted(name, column.getInt("COLUMN_SIZE"), column.getInt("DECIMAL_DIGITS"));
  }

  private static String escaped(String name, String escape) {
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }
}
