package io.polarway.storage.catalog;

import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All schemas and tables as they were at one moment. It never changes. Thread-safe.
 *
 * <p>Names are looked up without regard to case; where another engine made two tables whose names
 * differ in case only, the exact name wins.
 */
public final class CatalogSnapshot {

  private final CatalogState state;
  private final List<TableSnapshot> tables;
  private final Map<TableName, StorageException> unreadable;
  private final Map<TableName, TableSnapshot> byExactName = new HashMap<>();
  private final Map<String, Map<String, TableSnapshot>> byName =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  CatalogSnapshot(
      CatalogState state, List<TableSnapshot> tables, Map<TableName, StorageException> unreadable) {
    this.state = state;
    this.unreadable = Map.copyOf(unreadable);
    this.tables = List.copyOf(tables);
    for (TableSnapshot table : tables) {
      TableName name = table.name();
      byExactName.put(name, table);
      byName
          .computeIfAbsent(name.schema(), schema -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
          .putIfAbsent(name.name(), table);
    }
  }

  /** The store-wide number of the last commit in it; 0 for a new store. */
  public long commitNumber() {
    return state.commitNumber();
  }

  /** The names of all schemas, in order. */
  public List<String> schemas() {
    return state.schemas();
  }

  /** The schema of this name as it is spelled, in any case; null when there is none. */
  public @Nullable String schema(String name) {
    if (state.schemas().contains(name)) {
      return name;
    }
    for (String schema : state.schemas()) {
      if (schema.equalsIgnoreCase(name)) {
        return schema;
      }
    }
    return null;
  }

  /** All tables whose metadata can be read, in order of schema and name. */
  public List<TableSnapshot> tables() {
    return tables;
  }

  /**
   * The table of this name, in any case; null when there is none.
   *
   * @throws StorageException when its metadata cannot be read
   */
  public @Nullable TableSnapshot table(String schema, String name) {
    TableSnapshot exact = byExactName.get(new TableName(schema, name));
    if (exact != null) {
      return exact;
    }
    Map<String, TableSnapshot> ofSchema = byName.get(schema);
    TableSnapshot table = ofSchema == null ? null : ofSchema.get(name);
    if (table == null && !unreadable.isEmpty()) {
      checkReadable(schema, name);
    }
    return table;
  }

  /** All sequences, in order of schema and name. */
  public List<SequenceDefinition> sequences() {
    return state.sequences();
  }

  private void checkReadable(String schema, String name) {
    for (Map.Entry<TableName, StorageException> entry : unreadable.entrySet()) {
      TableName table = entry.getKey();
      if (table.schema().equalsIgnoreCase(schema) && table.name().equalsIgnoreCase(name)) {
        StorageException fault = entry.getValue();
        throw new StorageException(fault.failure(), String.valueOf(fault.getMessage()), fault);
      }
    }
  }

  /** Whether a table of this UUID is surely not there. */
  boolean hasGone(String uuid) {
    return unreadable.isEmpty()
        && tables.stream().noneMatch(table -> table.definition().uuid().equals(uuid));
  }

  /** Whether all tables' metadata could be read, and every change has a number. */
  boolean isWhole() {
    return unreadable.isEmpty() && state.unnumbered().isEmpty();
  }

  CatalogState state() {
    return state;
  }
}
