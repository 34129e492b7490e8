package io.polarway.storage.constraint;

import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that a transaction's rows have for one key: hashes of all of them, and the range of
 * the statement's. Rows that are deleted again, or undone, stay in it.
 */
final class AddedKeys {

  /** With more keys than this the hashes are given up; each takes up to 32 bytes. */
  private static final int MAX_HASHES = 1 << 23;

  private final Key key;
  private final KeyHash hash;
  private final HashSetOfLongs hashes = new HashSetOfLongs();
  private final List<KeyRange> ranges = new ArrayList<>();
  private boolean full;
  private boolean repeated;

  AddedKeys(TableDefinition table, Key key) {
    this.key = key;
    int[] columns = key.columns().stream().mapToInt(table::indexOf).toArray();
    this.hash = new KeyHash(columns);
    for (int column : columns) {
      ColumnDefinition definition = table.columns().get(column);
      ranges.add(new KeyRange(column, definition.type()));
    }
  }

  void add(ColumnBatch rows) {
    ranges.forEach(range -> range.add(rows));
    for (int row = 0; row < rows.size() && !full; row++) {
      if (!hash.hasNull(rows, row) && !hashes.add(hash.of(rows, row))) {
        repeated = true;
      }
      if (hashes.size() > MAX_HASHES) {
        hashes.clear();
        full = true;
      }
    }
  }

  void finishStatement() {
    ranges.forEach(KeyRange::clear);
    repeated = false;
  }

  Key key() {
    return key;
  }

  /** The ranges of the statement's keys, column by column. */
  List<KeyRange> ranges() {
    return ranges;
  }

  /** Whether two rows of the transaction can have the same key, one of them the statement's. */
  boolean mayRepeat() {
    return repeated || full;
  }
}
