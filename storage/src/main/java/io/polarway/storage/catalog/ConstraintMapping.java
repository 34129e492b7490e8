package io.polarway.storage.catalog;

import io.polarway.storage.table.CheckConstraint;
import io.polarway.storage.table.Constraints;
import io.polarway.storage.table.ForeignKey;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Constraints as table properties and back, numbered from 0: {@code polarway.constraint.<n>.kind}
 * is {@code primary-key}, {@code unique}, {@code check} or {@code foreign-key}; {@code .name};
 * {@code .columns} are field ids, so that a renamed column stays in it; {@code .enforced}; {@code
 * .expression}; {@code .references-schema}, {@code .references-table} and {@code
 * .references-column.<n>}.
 */
final class ConstraintMapping {

  private static final String CONSTRAINT = "polarway.constraint.";
  private static final String PRIMARY_KEY = "primary-key";
  private static final String UNIQUE = "unique";
  private static final String CHECK = "check";
  private static final String FOREIGN_KEY = "foreign-key";

  private ConstraintMapping() {}

  static Map<String, String> toProperties(TableDefinition table) {
    Map<String, String> properties = new HashMap<>();
    int number = 0;
    for (Key key : table.constraints().keys()) {
      String prefix = put(properties, number++, key.primary() ? PRIMARY_KEY : UNIQUE, key.name());
      properties.put(prefix + "columns", fieldIds(table, key.columns()));
      properties.put(prefix + "enforced", String.valueOf(key.enforced()));
    }
    for (CheckConstraint check : table.constraints().checks()) {
      String prefix = put(properties, number++, CHECK, check.name());
      properties.put(prefix + "expression", check.expression());
    }
    for (ForeignKey key : table.constraints().foreignKeys()) {
      String prefix = put(properties, number++, FOREIGN_KEY, key.name());
      properties.put(prefix + "columns", fieldIds(table, key.columns()));
      properties.put(prefix + "references-schema", key.references().schema());
      properties.put(prefix + "references-table", key.references().name());
      for (int i = 0; i < key.referencedColumns().size(); i++) {
        properties.put(prefix + "references-column." + i, key.referencedColumns().get(i));
      }
    }
    return properties;
  }

  private static String put(Map<String, String> properties, int number, String kind, String name) {
    String prefix = CONSTRAINT + number + ".";
    properties.put(prefix + "kind", kind);
    properties.put(prefix + "name", name);
    return prefix;
  }

  private static String fieldIds(TableDefinition table, List<String> columns) {
    return columns.stream()
        .map(name -> String.valueOf(table.columns().get(table.indexOf(name)).fieldId()))
        .collect(Collectors.joining(","));
  }

  /**
   * What the properties say; where that is nothing of a primary key, Iceberg's identifier fields
   * are one that is not enforced. A constraint of columns that are gone is gone, too.
   */
  static Constraints fromProperties(
      TableName table, Schema schema, Map<String, String> properties) {
    List<Key> keys = new ArrayList<>();
    List<CheckConstraint> checks = new ArrayList<>();
    List<ForeignKey> foreignKeys = new ArrayList<>();
    for (int number = 0; properties.containsKey(CONSTRAINT + number + ".kind"); number++) {
      String prefix = CONSTRAINT + number + ".";
      String name = properties.getOrDefault(prefix + "name", "");
      String kind = properties.getOrDefault(prefix + "kind", "");
      if (kind.equals(CHECK)) {
        checks.add(new CheckConstraint(name, properties.getOrDefault(prefix + "expression", "")));
        continue;
      }
      List<String> columns = columns(schema, properties.get(prefix + "columns"));
      if (columns == null) {
        continue;
      }
      if (kind.equals(PRIMARY_KEY) || kind.equals(UNIQUE)) {
        boolean enforced = Boolean.parseBoolean(properties.get(prefix + "enforced"));
        keys.add(new Key(name, kind.equals(PRIMARY_KEY), columns, enforced));
      } else if (kind.equals(FOREIGN_KEY)) {
        foreignKeys.add(foreignKey(properties, prefix, name, columns));
      }
    }
    if (keys.stream().noneMatch(Key::primary) && !schema.identifierFieldIds().isEmpty()) {
      keys.add(identifier(table, schema));
    }
    return new Constraints(keys, checks, foreignKeys);
  }

  private static Key identifier(TableName table, Schema schema) {
    List<String> columns =
        schema.columns().stream()
            .filter(column -> schema.identifierFieldIds().contains(column.fieldId()))
            .map(Types.NestedField::name)
            .toList();
    String name = ConstraintPreparation.name(table.name(), columns, "_pkey", new TreeSet<>());
    return new Key(name, true, columns, false);
  }

  private static ForeignKey foreignKey(
      Map<String, String> properties, String prefix, String name, List<String> columns) {
    List<String> referenced = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      referenced.add(properties.getOrDefault(prefix + "references-column." + i, ""));
    }
    return new ForeignKey(
        name,
        columns,
        new TableName(
            properties.getOrDefault(prefix + "references-schema", ""),
            properties.getOrDefault(prefix + "references-table", "")),
        referenced);
  }

  private static @Nullable List<String> columns(Schema schema, @Nullable String fieldIds) {
    if (fieldIds == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (String id : fieldIds.split(",", -1)) {
      String name = schema.findColumnName(Integer.parseInt(id));
      if (name == null) {
        return null;
      }
      names.add(name);
    }
    return names;
  }
}
