package io.polarway.storage.catalog;

import io.polarway.storage.table.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where tables stand in a list, by their names without regard to case; the exact name wins. It
 * serves every list of the same tables in the same order. Thread-safe.
 */
final class TablesByName {

  private final Map<TableName, Integer> exact = new HashMap<>();
  private final Map<String, Map<String, Integer>> inAnyCase =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  TablesByName(List<TableSnapshot> tables) {
    for (int i = 0; i < tables.size(); i++) {
      TableName name = tables.get(i).name();
      exact.put(name, i);
      inAnyCase
          .computeIfAbsent(name.schema(), schema -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
          .putIfAbsent(name.name(), i);
    }
  }

  /** The place of the table of this name; negative when there is none. */
  int find(String schema, String table) {
    Integer place = exact.get(new TableName(schema, table));
    if (place == null) {
      Map<String, Integer> ofSchema = inAnyCase.get(schema);
      place = ofSchema == null ? null : ofSchema.get(table);
    }
    return place == null ? -1 : place;
  }
}
