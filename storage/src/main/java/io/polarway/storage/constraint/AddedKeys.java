package io.polarway.storage.constraint;

import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

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
  private final LongList statement = new LongList();
  private boolean full;
  private boolean repeated;
  private boolean toBeChecked;

  AddedKeys(TableDefinition table, Key key) {
    this.key = key;
    this.hash = KeyHash.of(table, key);
    for (String name : key.columns()) {
      int column = table.indexOf(name);
      ranges.add(new KeyRange(column, table.columns().get(column).type()));
    }
  }

  /** Adds rows whose keys are those of rows that they replace, so that nobody else has them. */
  void addKept(ColumnBatch rows) {
    for (int row = 0; row < rows.size() && !full; row++) {
      if (!hash.hasNull(rows, row)) {
        hashes.add(hash.of(rows, row));
      }
      if (hashes.size() > MAX_HASHES) {
        giveUpHashes();
      }
    }
  }

  void add(ColumnBatch rows) {
    toBeChecked |= rows.size() > 0;
    ranges.forEach(range -> range.add(rows));
    for (int row = 0; row < rows.size() && !full; row++) {
      if (!hash.hasNull(rows, row)) {
        long keyHash = hash.of(rows, row);
        statement.add(keyHash);
        repeated |= !hashes.add(keyHash);
      }
      if (hashes.size() > MAX_HASHES || statement.size() > MAX_HASHES) {
        giveUpHashes();
      }
    }
  }

  /** Has any key for one of the statement's. */
  void checkAll() {
    giveUpHashes();
    toBeChecked = true;
  }

  /** From now on, any key may be there. */
  void giveUpHashes() {
    hashes.clear();
    statement.clear();
    full = true;
  }

  void finishStatement() {
    ranges.forEach(KeyRange::clear);
    repeated = false;
    toBeChecked = false;
    statement.clear();
  }

  /** Whether the statement has rows whose keys others may have. */
  boolean areToBeChecked() {
    return toBeChecked;
  }

  Key key() {
    return key;
  }

  /** Whether there were not too many to keep their hashes. */
  boolean areKnown() {
    return !full;
  }

  /** The hashes of all keys, unless they were given up. */
  LongStream hashes() {
    return hashes.stream();
  }

  /** The ranges of the statement's keys, column by column. */
  List<KeyRange> ranges() {
    return ranges;
  }

  /** Whether a hot row of a table may have the key of a row of the statement. */
  boolean mayBeHot(HotKeys hotKeys, TableSnapshot table) {
    return full ? table.hotRows().hasRows() : hotKeys.mayHave(table, key, statement);
  }

  /** Whether two rows of the transaction can have the same key, one of them the statement's. */
  boolean mayRepeat() {
    return toBeChecked && (repeated || full);
  }
}
