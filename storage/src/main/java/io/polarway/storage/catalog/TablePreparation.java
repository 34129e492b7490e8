package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.Constraints;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.SortField;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableProperty;
import io.polarway.storage.table.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/** Checks what a new table is asked to be, and gives out its UUID and field ids. */
final class TablePreparation {

  private static final int MAX_TYPO_DISTANCE = 3;

  /** What the names of columns begin with that queries have besides a table's. */
  private static final String RESERVED_PREFIX = "polarway_";

  private final TableDefinition table;

  private TablePreparation(TableDefinition table) {
    this.table = table;
  }

  static TableDefinition prepare(TableDefinition table) {
    TablePreparation preparation = new TablePreparation(table);
    if (table.name().schema().isEmpty() || table.name().name().isEmpty()) {
      throw preparation.invalid("a table and its schema need a name");
    }
    List<ColumnDefinition> columns = preparation.columns();
    Constraints constraints = new ConstraintPreparation(table, preparation::column).prepare();
    List<PartitionField> partitioning = preparation.partitioning();
    List<SortField> sortOrder = preparation.sortOrder();
    TableDefinition prepared =
        new TableDefinition(
            UUID.randomUUID().toString(),
            table.name(),
            columns,
            partitioning,
            sortOrder,
            constraints,
            preparation.properties());
    try {
      TableMapping.toMetadata(prepared, "file:///");
    } catch (IllegalArgumentException | ValidationException e) {
      throw preparation.invalid(String.valueOf(e.getMessage()));
    }
    return prepared;
  }

  private StorageException invalid(String reason) {
    return new StorageException(
        Failure.INVALID_DEFINITION, "Cannot create table " + table.name() + ": " + reason);
  }

  private List<ColumnDefinition> columns() {
    if (table.columns().isEmpty()) {
      throw invalid("it needs at least one column");
    }
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> key = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    key.addAll(table.primaryKey());
    List<ColumnDefinition> columns = new ArrayList<>();
    for (ColumnDefinition column : table.columns()) {
      if (column.name().isEmpty()) {
        throw invalid("column " + (columns.size() + 1) + " has no name");
      }
      if (column.name().regionMatches(true, 0, RESERVED_PREFIX, 0, RESERVED_PREFIX.length())) {
        throw invalid(
            "the name of column %s is reserved, as all that begin with %s; choose another"
                .formatted(column.name(), RESERVED_PREFIX));
      }
      if (!names.add(column.name())) {
        throw new StorageException(
            Failure.DUPLICATE_COLUMN,
            "Cannot create table %s: column %s is named twice; names that differ in case only are the same"
                .formatted(table.name(), column.name()));
      }
      if (!column.type().isStorable()) {
        throw new StorageException(
            Failure.UNSUPPORTED,
            "Cannot create table %s: column %s has type %s, which tables cannot hold"
                .formatted(table.name(), column.name(), column.type().sqlName()));
      }
      columns.add(
          new ColumnDefinition(
              columns.size() + 1,
              column.name(),
              column.type(),
              column.nullable() && !key.contains(column.name()),
              column.defaultExpression(),
              column.identity()));
    }
    return columns;
  }

  private ColumnDefinition column(String name, String where) {
    int index = table.indexOf(name);
    if (index < 0) {
      List<String> names = table.columns().stream().map(ColumnDefinition::name).toList();
      throw new StorageException(
          Failure.UNKNOWN_COLUMN,
          "Cannot create table %s: there is no column %s, which its %s names%s"
              .formatted(table.name(), name, where, suggestion(name, names)));
    }
    return table.columns().get(index);
  }

  private List<PartitionField> partitioning() {
    List<PartitionField> fields = new ArrayList<>();
    for (PartitionField field : table.partitioning()) {
      ColumnDefinition column = column(field.column(), "partitioning");
      PartitionField exact = new PartitionField(column.name(), field.transform());
      checkArgument(exact);
      Type type = IcebergTypes.toIceberg(column.type());
      boolean fits;
      try {
        fits = Partitioning.toIceberg(field.transform()).canTransform(type);
      } catch (IllegalArgumentException e) {
        fits = false;
      }
      if (!fits) {
        throw invalid(
            "it cannot be partitioned by %s, because column %s has type %s"
                .formatted(Partitioning.describe(exact), column.name(), column.type().sqlName()));
      }
      if (fields.contains(exact)) {
        throw invalid("it is partitioned by " + Partitioning.describe(exact) + " twice");
      }
      fields.add(exact);
    }
    return fields;
  }

  private List<SortField> sortOrder() {
    List<SortField> fields = new ArrayList<>();
    for (SortField asked : table.sortOrder()) {
      String name = column(asked.column(), "sort order").name();
      if (fields.stream().anyMatch(field -> field.column().equals(name))) {
        throw invalid("it is sorted by column " + name + " twice");
      }
      fields.add(new SortField(name, asked.descending(), asked.nullsFirst()));
    }
    return fields;
  }

  private void checkArgument(PartitionField field) {
    if (field.transform() instanceof Transform.Bucket bucket && bucket.buckets() < 1) {
      throw invalid(Partitioning.describe(field) + " needs at least one bucket");
    }
    if (field.transform() instanceof Transform.Truncate truncate && truncate.width() < 1) {
      throw invalid(Partitioning.describe(field) + " needs a width of at least one");
    }
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    for (Map.Entry<String, String> entry : table.properties().entrySet()) {
      TableProperty property = property(entry.getKey());
      int value = value(property, entry.getValue());
      if (property != TableProperty.FORMAT_VERSION || value != property.in(Map.of())) {
        properties.put(property.key(), String.valueOf(value));
      }
    }
    return properties;
  }

  private TableProperty property(String key) {
    for (TableProperty property : TableProperty.values()) {
      if (property.key().equalsIgnoreCase(key)) {
        return property;
      }
    }
    List<String> keys = Arrays.stream(TableProperty.values()).map(TableProperty::key).toList();
    throw invalid(
        "there is no table property %s%s; the properties are %s"
            .formatted(
                key,
                suggestion(key, keys),
                keys.stream().sorted().collect(Collectors.joining(", "))));
  }

  private int value(TableProperty property, String text) {
    try {
      int value = Integer.parseInt(text.trim());
      if (value >= property.smallest() && value <= property.largest()) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrongValue(property, text);
    }
    throw wrongValue(property, text);
  }

  private StorageException wrongValue(TableProperty property, String text) {
    return invalid(
        "property %s is '%s', but has to be a whole number from %d to %d"
            .formatted(property.key(), text, property.smallest(), property.largest()));
  }

  /** A hint at the candidate that was probably meant; empty when none is near. */
  private static String suggestion(String text, List<String> candidates) {
    @Nullable String best = null;
    int bestDistance = MAX_TYPO_DISTANCE + 1;
    for (String candidate : candidates) {
      int distance = distance(text.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best == null ? "" : " (did you mean " + best + "?)";
  }

  /** The number of characters to insert, remove or change (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
