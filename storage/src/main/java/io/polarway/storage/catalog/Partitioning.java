package io.polarway.storage.catalog;

import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.transforms.Transforms;
import org.jspecify.annotations.Nullable;

/** A table's partitioning in Iceberg's terms (table specification, "Partitioning"). */
final class Partitioning {

  private Partitioning() {}

  /** Iceberg's partition spec of a table; the columns have the schema's field ids. */
  static PartitionSpec toSpec(TableDefinition table, Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    List<String> names = fieldNames(table);
    for (int i = 0; i < names.size(); i++) {
      PartitionField field = table.partitioning().get(i);
      String column = table.columns().get(table.indexOf(field.column())).name();
      add(spec, field.transform(), column, names.get(i));
    }
    return spec.build();
  }

  private static void add(
      PartitionSpec.Builder spec, Transform transform, String column, String name) {
    if (transform instanceof Transform.Identity) {
      spec.identity(column, name);
    } else if (transform instanceof Transform.Year) {
      spec.year(column, name);
    } else if (transform instanceof Transform.Month) {
      spec.month(column, name);
    } else if (transform instanceof Transform.Day) {
      spec.day(column, name);
    } else if (transform instanceof Transform.Hour) {
      spec.hour(column, name);
    } else if (transform instanceof Transform.Bucket bucket) {
      spec.bucket(column, bucket.buckets(), name);
    } else if (transform instanceof Transform.Truncate truncate) {
      spec.truncate(column, truncate.width(), name);
    }
  }

  /** The name of each partition field, which is also that of its part of a directory. */
  static List<String> fieldNames(TableDefinition table) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    table.columns().forEach(column -> taken.add(column.name()));
    Set<String> identities = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    List<String> names = new ArrayList<>();
    for (PartitionField field : table.partitioning()) {
      String column = table.columns().get(table.indexOf(field.column())).name();
      if (field.transform() instanceof Transform.Identity && identities.add(column)) {
        names.add(column);
        continue;
      }
      String unit = unit(field.transform());
      String name = isTime(field.transform()) ? unit : column + "_" + unit;
      if (taken.contains(name)) {
        name = column + "_" + unit;
      }
      String first = name;
      for (int number = 2; !taken.add(name); number++) {
        name = first + "_" + number;
      }
      names.add(name);
    }
    return names;
  }

  private static boolean isTime(Transform transform) {
    return transform instanceof Transform.Year
        || transform instanceof Transform.Month
        || transform instanceof Transform.Day
        || transform instanceof Transform.Hour;
  }

  private static String unit(Transform transform) {
    if (transform instanceof Transform.Bucket) {
      return "bucket";
    }
    if (transform instanceof Transform.Truncate) {
      return "trunc";
    }
    return transform.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** How SQL writes a transform of a column. */
  static String describe(PartitionField field) {
    if (field.transform() instanceof Transform.Bucket bucket) {
      return "bucket(" + bucket.buckets() + ", " + field.column() + ")";
    }
    if (field.transform() instanceof Transform.Truncate truncate) {
      return "truncate(" + truncate.width() + ", " + field.column() + ")";
    }
    return unit(field.transform()) + "(" + field.column() + ")";
  }

  /** The Iceberg transform, which knows what types it takes and how its values are written. */
  static org.apache.iceberg.transforms.Transform<?, ?> toIceberg(Transform transform) {
    if (transform instanceof Transform.Bucket bucket) {
      return Transforms.fromString("bucket[" + bucket.buckets() + "]");
    }
    if (transform instanceof Transform.Truncate truncate) {
      return Transforms.fromString("truncate[" + truncate.width() + "]");
    }
    return Transforms.fromString(unit(transform));
  }

  /**
   * The partitioning that a spec means; null when it has a part that is not known here. A part that
   * is always null, as a dropped one is, has no counterpart.
   */
  static @Nullable List<PartitionField> fromSpec(PartitionSpec spec) {
    List<PartitionField> fields = new ArrayList<>();
    for (org.apache.iceberg.PartitionField field : spec.fields()) {
      if (field.transform().isVoid()) {
        continue;
      }
      String column = spec.schema().findColumnName(field.sourceId());
      Transform transform = parse(field.transform().toString());
      if (column == null || transform == null) {
        return null;
      }
      fields.add(new PartitionField(column, transform));
    }
    return fields;
  }

  /** What a partition tells of columns; of parts that are not known here it tells nothing. */
  static List<PartitionValue> values(PartitionSpec spec, StructLike partition) {
    List<PartitionValue> values = new ArrayList<>();
    for (int i = 0; i < spec.fields().size(); i++) {
      org.apache.iceberg.PartitionField field = spec.fields().get(i);
      Transform transform = parse(field.transform().toString());
      if (transform != null) {
        Object value = partition.get(i, Object.class);
        values.add(
            new PartitionValue(
                field.sourceId(),
                transform,
                value instanceof CharSequence text ? text.toString() : value));
      }
    }
    return values;
  }

  private static @Nullable Transform parse(String name) {
    int bracket = name.indexOf('[');
    if (bracket > 0 && name.endsWith("]")) {
      int argument = Integer.parseInt(name.substring(bracket + 1, name.length() - 1));
      return switch (name.substring(0, bracket)) {
        case "bucket" -> new Transform.Bucket(argument);
        case "truncate" -> new Transform.Truncate(argument);
        default -> null;
      };
    }
    return switch (name) {
      case "identity" -> new Transform.Identity();
      case "year" -> new Transform.Year();
      case "month" -> new Transform.Month();
      case "day" -> new Transform.Day();
      case "hour" -> new Transform.Hour();
      default -> null;
    };
  }
}
