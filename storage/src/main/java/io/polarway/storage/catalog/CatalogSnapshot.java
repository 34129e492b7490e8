package io.polarway.storage.catalog;

import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
  private final TablesByName byName;
  private final Map<TableName, StorageException> unreadable;

  CatalogSnapshot(
      CatalogState state, List<TableSnapshot> tables, Map<TableName, StorageException> unreadable) {
    this(state, List.copyOf(tables), new TablesByName(tables), Map.copyOf(unreadable));
  }

  private CatalogSnapshot(
      CatalogState state,
      List<TableSnapshot> tables,
      TablesByName byName,
      Map<TableName, StorageException> unreadable) {
    this.state = state;
    this.tables = tables;
    this.byName = byName;
    this.unreadable = unreadable;
  }

  /**
   * The snapshot after a commit that changes hot rows only.
   *
   * @param changed what is known of the hot rows that it changed, by the UUIDs of their tables
   */
  CatalogSnapshot withHotRows(long number, Map<String, HotTable> changed) {
    List<TableSnapshot> after = new ArrayList<>(tables.size());
    for (TableSnapshot table : tables) {
      HotTable hotRows = changed.get(table.definition().uuid());
      after.add(hotRows == null ? table : table.withHotRows(hotRows));
    }
    return new CatalogSnapshot(
        state.withHotRows(number, changed),
        Collections.unmodifiableList(after),
        byName,
        unreadable);
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
    int place = byName.find(schema, name);
    if (place >= 0) {
      return tables.get(place);
    }
    if (!unreadable.isEmpty()) {
      checkReadable(schema, name);
    }
    return null;
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
