package io.polarway.jdbc.system;

import io.polarway.storage.Session;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.CheckConstraint;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.ForeignKey;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The engine's functions that list what is in a catalog, such as {@code duckdb_tables()}, with the
 * columns that the engine gives them and the rows of the store's catalog.
 */
final class CatalogFunctions {

  static final String CATALOG = "polarway";
  static final String DEFAULT_SCHEMA = "main";
  static final String OWN_SCHEMA = "polarway";

  static final long CATALOG_OID = 1;
  private static final int BITS = 2;
  private static final int DIGITS = 10;
  private static final Map<String, String> NO_TAGS = Map.of();

  private static final SystemRelation TABLES =
      SystemRelation.of(
          new Columns()
              .text("database_name")
              .bigint("database_oid")
              .text("schema_name")
              .bigint("schema_oid")
              .text("table_name")
              .bigint("table_oid")
              .text("comment")
              .tags("tags")
              .truth("internal", "temporary", "has_primary_key")
              .bigint("estimated_size", "column_count", "index_count", "check_constraint_count")
              .text("sql")
              .list(),
          CatalogFunctions::tables);

  private static final SystemRelation COLUMNS =
      SystemRelation.of(
          new Columns()
              .text("database_name")
              .bigint("database_oid")
              .text("schema_name")
              .bigint("schema_oid")
              .text("table_name")
              .bigint("table_oid")
              .text("column_name")
              .integer("column_index")
              .text("comment")
              .truth("internal")
              .text("column_default")
              .truth("is_nullable")
              .text("data_type")
              .bigint("data_type_id")
              .integer(
                  "character_maximum_length",
                  "numeric_precision",
                  "numeric_precision_radix",
                  "numeric_scale")
              .tags("tags")
              .truth("is_generated")
              .text("generation_expression")
              .list(),
          CatalogFunctions::columns);

  private static final SystemRelation CONSTRAINTS =
      SystemRelation.of(
          new Columns()
              .text("database_name")
              .bigint("database_oid")
              .text("schema_name")
              .bigint("schema_oid")
              .text("table_name")
              .bigint("table_oid", "constraint_index")
              .text("constraint_type", "constraint_text", "expression")
              .bigints("constraint_column_indexes")
              .texts("constraint_column_names")
              .text("constraint_name", "referenced_table")
              .texts("referenced_column_names")
              .list(),
          CatalogFunctions::constraints);

  private static final SystemRelation SCHEMAS =
      SystemRelation.of(
          new Columns()
              .bigint("oid")
              .text("database_name")
              .bigint("database_oid")
              .text("schema_name", "comment")
              .tags("tags")
              .truth("internal")
              .text("sql", "parent_schema")
              .bigint("parent_schema_oid")
              .list(),
          CatalogFunctions::schemas);

  private static final SystemRelation DATABASES =
      SystemRelation.of(
          new Columns()
              .text("database_name")
              .bigint("database_oid")
              .text("path", "comment")
              .tags("tags")
              .truth("internal")
              .text("type")
              .truth("readonly", "encrypted")
              .text("cipher")
              .tags("options")
              .list(),
          source ->
              List.of(
                  row(
                      CATALOG,
                      CATALOG_OID,
                      source.directory().toString(),
                      null,
                      NO_TAGS,
                      false,
                      "polarway",
                      source.isReadOnly(),
                      false,
                      null,
                      NO_TAGS)));

  private static final SystemRelation VIEWS =
      SystemRelation.of(
          new Columns()
              .text("database_name")
              .bigint("database_oid")
              .text("schema_name")
              .bigint("schema_oid")
              .text("view_name")
              .bigint("view_oid")
              .text("comment")
              .tags("tags")
              .truth("internal", "temporary")
              .bigint("column_count")
              .text("sql")
              .truth("is_bound")
              .list(),
          source -> List.of());

  private static final SystemRelation INDEXES =
      SystemRelation.of(
          new Columns()
              .text("database_name")
              .bigint("database_oid")
              .text("schema_name")
              .bigint("schema_oid")
              .text("index_name")
              .bigint("index_oid")
              .text("table_name")
              .bigint("table_oid")
              .text("comment")
              .tags("tags")
              .truth("is_unique", "is_primary")
              .text("expressions", "sql")
              .list(),
          source -> List.of());

  private static final SystemRelation SEQUENCES =
      SystemRelation.of(
          new Columns()
              .text("database_name")
              .bigint("database_oid")
              .text("schema_name")
              .bigint("schema_oid")
              .text("sequence_name")
              .bigint("sequence_oid")
              .text("comment")
              .tags("tags")
              .truth("temporary")
              .bigint("start_value", "min_value", "max_value", "increment_by")
              .truth("cycle")
              .bigint("last_value")
              .text("sql")
              .list(),
          CatalogFunctions::sequences);

  /** The engine's own types, which every store has. */
  private static final SystemRelation TYPES =
      source ->
          ("(SELECT * REPLACE ('%s' AS database_name, %d AS database_oid, '%s' AS schema_name,"
                  + " %d AS schema_oid) FROM duckdb_types() WHERE database_name = 'memory')")
              .formatted(CATALOG, CATALOG_OID, DEFAULT_SCHEMA, schemaOid(DEFAULT_SCHEMA));

  private static final SystemRelation DEPENDENCIES =
      SystemRelation.of(
          new Columns()
              .bigint("classid", "objid")
              .integer("objsubid")
              .bigint("refclassid", "refobjid")
              .integer("refobjsubid")
              .text("deptype")
              .list(),
          source -> List.of());

  private static final Map<String, SystemRelation> FUNCTIONS =
      Map.ofEntries(
          Map.entry("duckdb_tables", TABLES),
          Map.entry("duckdb_columns", COLUMNS),
          Map.entry("duckdb_constraints", CONSTRAINTS),
          Map.entry("duckdb_schemas", SCHEMAS),
          Map.entry("duckdb_databases", DATABASES),
          Map.entry("duckdb_views", VIEWS),
          Map.entry("duckdb_indexes", INDEXES),
          Map.entry("duckdb_sequences", SEQUENCES),
          Map.entry("duckdb_types", TYPES),
          Map.entry("duckdb_dependencies", DEPENDENCIES),
          Map.entry("duckdb_settings", SettingViews.ENGINE_SETTINGS));

  private CatalogFunctions() {}

  /** The function of this name, which takes no arguments; null when it is none of the catalog's. */
  static @Nullable SystemRelation find(String name) {
    return FUNCTIONS.get(name.toLowerCase(Locale.ROOT));
  }

  /** What {@code duckdb_sequences()} is. */
  static SystemRelation sequences() {
    return SEQUENCES;
  }

  // -- rows

  private static List<List<@Nullable Object>> tables(SystemSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Session session = source.session();
    for (TableDefinition table : session.tables()) {
      rows.add(
          row(
              CATALOG,
              CATALOG_OID,
              table.name().schema(),
              schemaOid(table.name().schema()),
              table.name().name(),
              tableOid(table),
              null,
              NO_TAGS,
              false,
              false,
              !table.primaryKey().isEmpty(),
              session.committedRows(table),
              table.columns().size(),
              0,
              table.constraints().checks().size(),
              TableText.of(table)));
    }
    return rows;
  }

  private static List<List<@Nullable Object>> columns(SystemSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDefinition table : source.session().tables()) {
      for (int i = 0; i < table.columns().size(); i++) {
        ColumnDefinition column = table.columns().get(i);
        Precision precision = precision(column.type());
        rows.add(
            row(
                CATALOG,
                CATALOG_OID,
                table.name().schema(),
                schemaOid(table.name().schema()),
                table.name().name(),
                tableOid(table),
                column.name(),
                i + 1,
                null,
                false,
                column.defaultExpression(),
                column.nullable(),
                column.type().sqlName(),
                typeId(column.type()),
                column.type() instanceof DataType.Text text ? text.length() : null,
                precision == null ? null : precision.digits(),
                precision == null ? null : precision.radix(),
                precision == null ? null : precision.scale(),
                NO_TAGS,
                false,
                null));
      }
    }
    return rows;
  }

  private static List<List<@Nullable Object>> constraints(SystemSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDefinition table : source.session().tables()) {
      for (Key key : table.constraints().keys()) {
        rows.add(
            constraint(
                table, rows.size(), key.kind(), ConstraintText.of(key), key.columns(), key.name()));
      }
      for (CheckConstraint check : table.constraints().checks()) {
        rows.add(
            constraint(
                table, rows.size(), "CHECK", ConstraintText.of(check), List.of(), check.name()));
      }
      for (ForeignKey key : table.constraints().foreignKeys()) {
        rows.add(foreignKey(table, rows.size(), key));
      }
      for (ColumnDefinition column : table.columns()) {
        if (!column.nullable()) {
          rows.add(
              constraint(
                  table,
                  rows.size(),
                  "NOT NULL",
                  "NOT NULL",
                  List.of(column.name()),
                  table.name().name() + "_" + column.name() + "_not_null"));
        }
      }
    }
    return rows;
  }

  private static List<@Nullable Object> constraint(
      TableDefinition table,
      int index,
      String type,
      String text,
      List<String> columns,
      String name) {
    return row(
        CATALOG,
        CATALOG_OID,
        table.name().schema(),
        schemaOid(table.name().schema()),
        table.name().name(),
        tableOid(table),
        index,
        type,
        text,
        null,
        columns.stream().map(table::indexOf).toList(),
        columns,
        name,
        null,
        List.of());
  }

  private static List<@Nullable Object> foreignKey(
      TableDefinition table, int index, ForeignKey key) {
    List<@Nullable Object> row =
        constraint(table, index, "FOREIGN KEY", ConstraintText.of(key), key.columns(), key.name());
    row.set(row.size() - 2, key.references().name());
    row.set(row.size() - 1, key.referencedColumns());
    return row;
  }

  private static List<List<@Nullable Object>> sequences(SystemSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (SequenceDefinition sequence : source.session().sequences().all()) {
      rows.add(
          row(
              CATALOG,
              CATALOG_OID,
              sequence.name().schema(),
              schemaOid(sequence.name().schema()),
              sequence.name().name(),
              oid(sequence.id()),
              null,
              NO_TAGS,
              false,
              sequence.start(),
              sequence.smallest(),
              sequence.largest(),
              sequence.increment(),
              sequence.cycle(),
              source.session().sequences().last(sequence),
              SequenceText.of(sequence)));
    }
    return rows;
  }

  private static List<List<@Nullable Object>> schemas(SystemSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (String schema : source.session().schemas()) {
      rows.add(schema(schema, schema.equals(DEFAULT_SCHEMA)));
    }
    for (String schema : SystemRelations.SCHEMAS) {
      rows.add(schema(schema, true));
    }
    return rows;
  }

  private static List<@Nullable Object> schema(String name, boolean internal) {
    return row(
        schemaOid(name), CATALOG, CATALOG_OID, name, null, NO_TAGS, internal, null, null, null);
  }

  // -- numbers

  /** Numbers that stay the same as long as the object does. */
  private static long schemaOid(String schema) {
    return schema.hashCode() & Integer.MAX_VALUE;
  }

  private static long tableOid(TableDefinition table) {
    return oid(table.uuid());
  }

  private static long oid(String id) {
    return id.hashCode() & Integer.MAX_VALUE;
  }

  private record Precision(int digits, int radix, int scale) {}

  private static @Nullable Precision precision(DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      return new Precision(decimal.precision(), DIGITS, decimal.scale());
    }
    if (!(type instanceof ScalarType scalar)) {
      return null;
    }
    return switch (scalar) {
      case TINYINT -> new Precision(Byte.SIZE, BITS, 0);
      case SMALLINT -> new Precision(Short.SIZE, BITS, 0);
      case INTEGER -> new Precision(Integer.SIZE, BITS, 0);
      case BIGINT -> new Precision(Long.SIZE, BITS, 0);
      case REAL -> new Precision(24, BITS, 0);
      case DOUBLE -> new Precision(53, BITS, 0);
      default -> null;
    };
  }

  /** The number that the engine gives a type. */
  private static @Nullable Integer typeId(DataType type) {
    if (type instanceof DataType.Decimal) {
      return 21;
    }
    if (!(type instanceof ScalarType scalar)) {
      return type instanceof DataType.Text ? 25 : null;
    }
    return switch (scalar) {
      case BOOLEAN -> 10;
      case TINYINT -> 11;
      case SMALLINT -> 12;
      case INTEGER -> 13;
      case BIGINT -> 14;
      case DATE -> 15;
      case TIME -> 16;
      case TIMESTAMP -> 19;
      case REAL -> 22;
      case DOUBLE -> 23;
      case VARCHAR -> 25;
      case BLOB -> 26;
      case TIMESTAMPTZ -> 32;
      case UUID -> 54;
      default -> null;
    };
  }

  static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
