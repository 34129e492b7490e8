package io.polarway.storage.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The constraints of a table, but for NOT NULL, which its columns tell. */
public record Constraints(
    List<Key> keys, List<CheckConstraint> checks, List<ForeignKey> foreignKeys) {

  public static final Constraints NONE = new Constraints(List.of(), List.of(), List.of());

  public Constraints {
    keys = List.copyOf(keys);
    checks = List.copyOf(checks);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** A primary key that is not enforced and nothing else; none when there are no columns. */
  public static Constraints unenforcedPrimaryKey(TableName table, List<String> columns) {
    String name = table.name() + "_" + String.join("_", columns) + "_pkey";
    return columns.isEmpty()
        ? NONE
        : new Constraints(List.of(new Key(name, true, columns, false)), List.of(), List.of());
  }

  /** The primary key; null when there is none. */
  public @Nullable Key primaryKey() {
    for (Key key : keys) {
      if (key.primary()) {
        return key;
      }
    }
    return null;
  }

  /** The keys that are enforced. */
  public List<Key> enforcedKeys() {
    return keys.stream().filter(Key::enforced).toList();
  }
}
