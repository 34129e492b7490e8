package io.polarway.jdbc.system;

import io.polarway.jdbc.sql.Quoted;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A table as the CREATE TABLE statement that makes one like it. */
final class TableText {

  private static final String DEFAULT_SCHEMA = "main";

  private TableText() {}

  static String of(TableDefinition table) {
    StringBuilder sql = new StringBuilder("CREATE TABLE ");
    if (!table.name().schema().equals(DEFAULT_SCHEMA)) {
      sql.append(Quoted.nameWhereNeeded(table.name().schema())).append('.');
    }
    sql.append(Quoted.nameWhereNeeded(table.name().name()));
    List<String> parts = new ArrayList<>();
    table.columns().forEach(column -> parts.add(column(column)));
    table.constraints().keys().forEach(key -> parts.add(ConstraintText.of(key)));
    table.constraints().checks().forEach(check -> parts.add(ConstraintText.of(check)));
    table.constraints().foreignKeys().forEach(key -> parts.add(ConstraintText.of(key)));
    sql.append(parts.stream().collect(Collectors.joining(", ", "(", ")")));
    if (!table.partitioning().isEmpty()) {
      sql.append(
          table.partitioning().stream()
              .map(TableText::partition)
              .collect(Collectors.joining(", ", " PARTITIONED BY (", ")")));
    }
    if (!table.properties().isEmpty()) {
      sql.append(
          new TreeMap<>(table.properties())
              .entrySet().stream()
                  .map(TableText::property)
                  .collect(Collectors.joining(", ", " WITH (", ")")));
    }
    return sql.append(';').toString();
  }

  private static String column(ColumnDefinition column) {
    StringBuilder sql = new StringBuilder(Quoted.nameWhereNeeded(column.name()));
    sql.append(' ').append(column.type().sqlName());
    if (!column.nullable()) {
      sql.append(" NOT NULL");
    }
    if (column.defaultExpression() != null) {
      sql.append(" DEFAULT ").append(column.defaultExpression());
    }
    return sql.toString();
  }

  private static String partition(PartitionField field) {
    String column = Quoted.nameWhereNeeded(field.column());
    Transform transform = field.transform();
    if (transform instanceof Transform.Year) {
      return "year(" + column + ")";
    }
    if (transform instanceof Transform.Month) {
      return "month(" + column + ")";
    }
    if (transform instanceof Transform.Day) {
      return "day(" + column + ")";
    }
    if (transform instanceof Transform.Hour) {
      return "hour(" + column + ")";
    }
    if (transform instanceof Transform.Bucket bucket) {
      return "bucket(" + bucket.buckets() + ", " + column + ")";
    }
    if (transform instanceof Transform.Truncate truncate) {
      return "truncate(" + truncate.width() + ", " + column + ")";
    }
    return column;
  }

  private static String property(Map.Entry<String, String> property) {
    return Quoted.name(property.getKey()) + " = " + Quoted.text(property.getValue());
  }
}
