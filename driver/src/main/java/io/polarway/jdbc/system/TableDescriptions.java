package io.polarway.jdbc.system;

import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of one table, in the shapes that the engine has for it. */
public final class TableDescriptions {

  private TableDescriptions() {}

  /** As DESCRIBE has them. */
  public static SystemRelation described(TableDefinition table) {
    return SystemRelation.of(
        new Columns().text("column_name", "column_type", "null", "key", "default", "extra").list(),
        source -> {
          List<List<@Nullable Object>> rows = new ArrayList<>();
          for (ColumnDefinition column : table.columns()) {
            rows.add(
                CatalogFunctions.row(
                    column.name(),
                    column.type().sqlName(),
                    column.nullable() ? "YES" : "NO",
                    isKey(table, column) ? "PRI" : null,
                    column.defaultExpression(),
                    null));
          }
          return rows;
        });
  }

  /** As PRAGMA table_info has them. */
  public static SystemRelation info(TableDefinition table) {
    return SystemRelation.of(
        new Columns()
            .integer("cid")
            .text("name", "type")
            .truth("notnull")
            .text("dflt_value")
            .truth("pk")
            .list(),
        source -> {
          List<List<@Nullable Object>> rows = new ArrayList<>();
          for (ColumnDefinition column : table.columns()) {
            rows.add(
                CatalogFunctions.row(
                    rows.size(),
                    column.name(),
                    column.type().sqlName(),
                    !column.nullable(),
                    column.defaultExpression(),
                    isKey(table, column)));
          }
          return rows;
        });
  }

  private static boolean isKey(TableDefinition table, ColumnDefinition column) {
    return table.primaryKey().stream().anyMatch(column.name()::equalsIgnoreCase);
  }
}
