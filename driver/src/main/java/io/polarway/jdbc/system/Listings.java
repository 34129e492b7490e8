package io.polarway.jdbc.system;

import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What SHOW lists, in the engine's shapes. */
public final class Listings {

  /** The tables of all schemas. */
  public static final SystemRelation ALL_TABLES =
      SystemRelation.of(
          new Columns()
              .text("database", "schema", "name")
              .texts("column_names", "column_types")
              .truth("temporary")
              .list(),
          source -> {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (TableDefinition table : source.session().tables()) {
              rows.add(
                  CatalogFunctions.row(
                      CatalogFunctions.CATALOG,
                      table.name().schema(),
                      table.name().name(),
                      table.columns().stream().map(ColumnDefinition::name).toList(),
                      table.columns().stream().map(column -> column.type().sqlName()).toList(),
                      false));
            }
            return rows;
          });

  /** The schemas that tables can be in. */
  public static final SystemRelation SCHEMAS =
      SystemRelation.of(
          new Columns().text("database_name", "schema_name").truth("current").list(),
          source -> {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (String schema : source.session().schemas()) {
              rows.add(
                  CatalogFunctions.row(
                      CatalogFunctions.CATALOG,
                      schema,
                      schema.equalsIgnoreCase(source.currentSchema())));
            }
            return rows;
          });

  /** The one database. */
  public static final SystemRelation DATABASES =
      SystemRelation.of(
          new Columns().text("database_name").list(),
          source -> List.of(CatalogFunctions.row(CatalogFunctions.CATALOG)));

  /** The one database, with its directory. */
  public static final SystemRelation DATABASE_LIST =
      SystemRelation.of(
          new Columns().bigint("seq").text("name", "file").list(),
          source ->
              List.of(
                  CatalogFunctions.row(
                      CatalogFunctions.CATALOG_OID,
                      CatalogFunctions.CATALOG,
                      source.directory().toString())));

  private Listings() {}

  /** The tables of one schema. */
  public static SystemRelation tables(String schema) {
    return SystemRelation.of(
        new Columns().text("name").list(),
        source -> {
          List<List<@Nullable Object>> rows = new ArrayList<>();
          for (TableDefinition table : source.session().tables()) {
            if (table.name().schema().equalsIgnoreCase(schema)) {
              rows.add(CatalogFunctions.row(table.name().name()));
            }
          }
          return rows;
        });
  }
}
