package io.polarway.storage.constraint;

import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What the constraints of a table need to know of the rows that a transaction adds to it, statement
 * by statement.
 */
public final class AddedRows {

  /** Up to so many rows of a statement are given to the engine as values. */
  static final int FEW = 256;

  private final TableDefinition table;
  private final List<AddedKeys> keys = new ArrayList<>();
  private @Nullable ColumnBatch few;
  private long count;

  public AddedRows(TableDefinition table) {
    this.table = table;
    for (Key key : table.constraints().enforcedKeys()) {
      keys.add(new AddedKeys(table, key));
    }
  }

  /**
   * Adds rows of the statement under way; they are copied where they are needed later.
   *
   * @param kept the columns in which each row has the value of one that it replaces
   */
  public void add(ColumnBatch rows, Set<String> kept) {
    if (keys.isEmpty() && table.constraints().checks().isEmpty()) {
      return;
    }
    for (AddedKeys key : keys) {
      if (kept.containsAll(key.key().columns())) {
        key.addKept(rows);
      } else {
        key.add(rows);
      }
    }
    if (count + rows.size() <= FEW) {
      ColumnBatch statement = few;
      if (statement == null || count == 0) {
        statement = ColumnBatch.create(types(table), rows.size());
        few = statement;
      }
      statement.appendRange(rows, 0, rows.size());
    } else {
      few = null;
    }
    count += rows.size();
  }

  static List<DataType> types(TableDefinition table) {
    return table.columns().stream().map(ColumnDefinition::type).toList();
  }

  /** Whether there are rows of the statement under way, and constraints that they could violate. */
  public boolean areToBeChecked() {
    return count > 0;
  }

  /** Begins the next statement; whether this one's rows stayed makes no difference. */
  public void finishStatement() {
    few = null;
    count = 0;
    keys.forEach(AddedKeys::finishStatement);
  }

  /** Whether {@link #keyHashes} gives all, which are kept up to some millions. */
  public boolean knowsKeys() {
    return keys.stream().allMatch(AddedKeys::areKnown);
  }

  /**
   * A hash of each key of the rows that the transaction has added so far. Two transactions that add
   * the same key to a table have one in common, if both know theirs.
   */
  public LongStream keyHashes() {
    long ofTable = table.uuid().hashCode();
    return keys.stream()
        .flatMapToLong(
            key -> {
              long ofKey = 31 * ofTable + key.key().name().hashCode();
              return key.hashes().map(hash -> hash + ofKey);
            });
  }

  TableDefinition table() {
    return table;
  }

  List<AddedKeys> keys() {
    return keys;
  }

  /** The number of the statement's rows. */
  long count() {
    return count;
  }

  /** The statement's rows; null when they are many. */
  @Nullable ColumnBatch few() {
    return few;
  }
}
