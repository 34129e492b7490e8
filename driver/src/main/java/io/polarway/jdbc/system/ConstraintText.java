package io.polarway.jdbc.system;

import io.polarway.jdbc.sql.Quoted;
import io.polarway.storage.table.CheckConstraint;
import io.polarway.storage.table.ForeignKey;
import io.polarway.storage.table.Key;
import java.util.List;
import java.util.stream.Collectors;

/** Constraints as they stand in CREATE TABLE. */
final class ConstraintText {

  private ConstraintText() {}

  static String of(Key key) {
    return key.kind() + names(key.columns()) + (key.enforced() ? "" : " NOT ENFORCED");
  }

  static String of(CheckConstraint check) {
    return "CHECK(" + check.expression() + ")";
  }

  static String of(ForeignKey key) {
    return "FOREIGN KEY %s REFERENCES %s%s"
        .formatted(names(key.columns()), table(key), names(key.referencedColumns()));
  }

  private static String table(ForeignKey key) {
    String name = Quoted.nameWhereNeeded(key.references().name());
    String schema = key.references().schema();
    return schema.equals(CatalogFunctions.DEFAULT_SCHEMA)
        ? name
        : Quoted.nameWhereNeeded(schema) + "." + name;
  }

  private static String names(List<String> columns) {
    return columns.stream()
        .map(Quoted::nameWhereNeeded)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
