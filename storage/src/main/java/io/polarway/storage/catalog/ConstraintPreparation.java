package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.CheckConstraint;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.Constraints;
import io.polarway.storage.table.ForeignKey;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Checks the constraints of a new table, and names those that have no name. */
final class ConstraintPreparation {

  private final TableDefinition table;
  private final BiFunction<String, String, ColumnDefinition> columnOf;
  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param columnOf gives the column of a name, or fails and says what it was needed for
   */
  ConstraintPreparation(
      TableDefinition table, BiFunction<String, String, ColumnDefinition> columnOf) {
    this.table = table;
    this.columnOf = columnOf;
  }

  Constraints prepare() {
    Constraints asked = table.constraints();
    asked.keys().forEach(key -> reserve(key.name()));
    asked.checks().forEach(check -> reserve(check.name()));
    asked.foreignKeys().forEach(key -> reserve(key.name()));
    if (asked.keys().stream().filter(Key::primary).count() > 1) {
      throw invalid("it has a second primary key");
    }
    List<Key> keys = new ArrayList<>();
    for (Key key : asked.keys()) {
      List<String> columns = columns(key.columns(), key.primary() ? "primary key" : "unique key");
      String ending = key.primary() ? "_pkey" : "_key";
      keys.add(new Key(named(key.name(), columns, ending), key.primary(), columns, key.enforced()));
    }
    List<CheckConstraint> checks = new ArrayList<>();
    for (CheckConstraint check : asked.checks()) {
      checks.add(new CheckConstraint(named(check.name(), List.of(), "_check"), check.expression()));
    }
    List<ForeignKey> foreignKeys = new ArrayList<>();
    for (ForeignKey key : asked.foreignKeys()) {
      List<String> columns = columns(key.columns(), "foreign key");
      if (columns.size() != key.referencedColumns().size()) {
        throw invalid(
            "its foreign key has %d columns and references %d of table %s"
                .formatted(columns.size(), key.referencedColumns().size(), key.references()));
      }
      foreignKeys.add(
          new ForeignKey(
              named(key.name(), columns, "_fkey"),
              columns,
              key.references(),
              key.referencedColumns()));
    }
    return new Constraints(keys, checks, foreignKeys);
  }

  private void reserve(String name) {
    if (!name.isEmpty() && !names.add(name)) {
      throw invalid("two of its constraints have the name " + name);
    }
  }

  private List<String> columns(List<String> asked, String what) {
    List<String> columns = new ArrayList<>();
    for (String name : asked) {
      String exact = columnOf.apply(name, what).name();
      if (columns.contains(exact)) {
        throw invalid("its %s names column %s twice".formatted(what, exact));
      }
      columns.add(exact);
    }
    return columns;
  }

  private String named(String given, List<String> columns, String ending) {
    return given.isEmpty() ? name(table.name().name(), columns, ending, names) : given;
  }

  /** A name as the engine makes it, numbered where that one is taken; it is taken then. */
  static String name(String table, List<String> columns, String ending, Set<String> taken) {
    String base = table + (columns.isEmpty() ? "" : "_" + String.join("_", columns)) + ending;
    String name = base;
    for (int number = 1; !taken.add(name); number++) {
      name = base + number;
    }
    return name;
  }

  private StorageException invalid(String reason) {
    return new StorageException(
        Failure.INVALID_DEFINITION, "Cannot create table " + table.name() + ": " + reason);
  }
}
