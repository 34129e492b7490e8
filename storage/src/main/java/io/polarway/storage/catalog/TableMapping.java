package io.polarway.storage.catalog;

import io.polarway.storage.column.DataType;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.Identity;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.table.TableProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Table definitions as Iceberg metadata and back. What Iceberg has no place for is kept in table
 * properties, by field id, so that a renamed column keeps it: {@code polarway.column.<id>.type},
 * {@code .default} and {@code .identity}, and what {@link ConstraintMapping} says.
 */
final class TableMapping {

  private static final String OURS = "polarway.";
  private static final String COLUMN = OURS + "column.";

  /** How many metadata files before the current one are kept. */
  private static final int PREVIOUS_METADATA_FILES = 10;

  private TableMapping() {}

  /** The metadata of a new table, empty and not yet written. */
  static TableMetadata toMetadata(TableDefinition table, String location) {
    Schema schema = toSchema(table);
    int formatVersion = TableProperty.FORMAT_VERSION.in(table.properties());
    return TableMetadata.buildFromEmpty(formatVersion)
        .assignUUID(table.uuid())
        .setCurrentSchema(schema, schema.highestFieldId())
        .setDefaultPartitionSpec(Partitioning.toSpec(table, schema))
        .setDefaultSortOrder(Sorting.toOrder(table, schema))
        .setLocation(location)
        .setProperties(toProperties(table))
        .build();
  }

  /** The schema with the definition's field ids. */
  static Schema toSchema(TableDefinition table) {
    List<Types.NestedField> fields = new ArrayList<>();
    for (ColumnDefinition column : table.columns()) {
      Type type = IcebergTypes.toIceberg(column.type());
      fields.add(
          column.nullable()
              ? Types.NestedField.optional(column.fieldId(), column.name(), type)
              : Types.NestedField.required(column.fieldId(), column.name(), type));
    }
    return new Schema(fields, identifierFields(table));
  }

  /** The key's field ids, where Iceberg takes such a key: floating columns cannot be in one. */
  private static Set<Integer> identifierFields(TableDefinition table) {
    Set<Integer> ids = new HashSet<>();
    for (String name : table.primaryKey()) {
      ColumnDefinition column = table.columns().get(table.indexOf(name));
      Type.TypeID type = IcebergTypes.toIceberg(column.type()).typeId();
      if (column.nullable() || type == Type.TypeID.FLOAT || type == Type.TypeID.DOUBLE) {
        return Set.of();
      }
      ids.add(column.fieldId());
    }
    return ids;
  }

  private static Map<String, String> toProperties(TableDefinition table) {
    Map<String, String> properties = new HashMap<>();
    properties.put(TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true");
    properties.put(
        TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, String.valueOf(PREVIOUS_METADATA_FILES));
    properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
    for (ColumnDefinition column : table.columns()) {
      String declared = IcebergTypes.declaredName(column.type());
      if (declared != null) {
        properties.put(typeKey(column.fieldId()), declared);
      }
      if (column.defaultExpression() != null) {
        properties.put(defaultKey(column.fieldId()), column.defaultExpression());
      }
      if (column.identity() != null) {
        properties.put(identityKey(column.fieldId()), column.identity().name());
      }
    }
    properties.putAll(ConstraintMapping.toProperties(table));
    table.properties().entrySet().stream()
        .filter(property -> !property.getKey().equals(TableProperty.FORMAT_VERSION.key()))
        .forEach(property -> properties.put(key(property.getKey()), property.getValue()));
    return properties;
  }

  /** The name in Iceberg's properties: Iceberg's own where it has the property. */
  private static String key(String property) {
    return property.equals(TableProperty.TARGET_FILE_SIZE_BYTES.key())
        ? TableProperties.WRITE_TARGET_FILE_SIZE_BYTES
        : OURS + property;
  }

  private static String typeKey(int fieldId) {
    return COLUMN + fieldId + ".type";
  }

  private static String defaultKey(int fieldId) {
    return COLUMN + fieldId + ".default";
  }

  private static String identityKey(int fieldId) {
    return COLUMN + fieldId + ".identity";
  }

  private static @Nullable Identity identity(@Nullable String name) {
    return name == null
        ? null
        : name.equals(Identity.ALWAYS.name()) ? Identity.ALWAYS : Identity.BY_DEFAULT;
  }

  /** The definition that a table's current metadata means. */
  static TableDefinition toDefinition(TableName name, TableMetadata metadata) {
    Map<String, String> properties = metadata.properties();
    List<ColumnDefinition> columns = new ArrayList<>();
    for (Types.NestedField field : metadata.schema().columns()) {
      int id = field.fieldId();
      DataType type = IcebergTypes.fromIceberg(field.type(), properties.get(typeKey(id)));
      columns.add(
          new ColumnDefinition(
              id,
              field.name(),
              type,
              field.isOptional(),
              properties.get(defaultKey(id)),
              identity(properties.get(identityKey(id)))));
    }
    List<PartitionField> partitioning = Partitioning.fromSpec(metadata.spec());
    return new TableDefinition(
        metadata.uuid(),
        name,
        columns,
        partitioning == null ? List.of() : partitioning,
        Sorting.fromOrder(metadata.sortOrder()),
        ConstraintMapping.fromProperties(name, metadata.schema(), properties),
        ownProperties(metadata));
  }

  private static Map<String, String> ownProperties(TableMetadata metadata) {
    Map<String, String> own = new HashMap<>();
    for (TableProperty property : TableProperty.values()) {
      String value = metadata.properties().get(key(property.key()));
      if (value != null) {
        own.put(property.key(), property.nearest(value));
      }
    }
    if (metadata.formatVersion() != TableProperty.FORMAT_VERSION.in(Map.of())) {
      own.put(TableProperty.FORMAT_VERSION.key(), String.valueOf(metadata.formatVersion()));
    }
    return own;
  }
}
