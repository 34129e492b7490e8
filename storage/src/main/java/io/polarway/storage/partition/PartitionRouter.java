package io.polarway.storage.partition;

import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the rows of a batch into partitions.
 *
 * <p>Every partition field turns its column into one {@code long} a row; a row's partition is the
 * combination of these codes, and runs of rows with the same codes, which is what data in order of
 * time consists of, are recognised by comparing with the row before. Not thread-safe.
 */
public final class PartitionRouter {

  /**
   * Takes the rows {@code rows[from]} to {@code rows[to - 1]} of a batch, which belong to one
   * partition.
   */
  @FunctionalInterface
  public interface Sink {
    void accept(List<@Nullable Object> partition, int[] rows, int from, int to);
  }

  private final List<FieldEncoder> fields = new ArrayList<>();
  private final Map<Key, Integer> groups = new HashMap<>();
  private final List<List<@Nullable Object>> partitions = new ArrayList<>();
  private long[][] codes;
  private int[] groupOfRow = new int[0];
  private int[] sortedRows = new int[0];

  public PartitionRouter(TableDefinition table) {
    for (PartitionField field : table.partitioning()) {
      int index = table.indexOf(field.column());
      fields.add(FieldEncoder.of(field.transform(), table.columns().get(index).type(), index));
    }
    codes = new long[fields.size()][0];
  }

  /** Gives each partition's rows to the sink, in their order. */
  public void route(ColumnBatch batch, Sink sink) {
    int rows = batch.size();
    reserve(rows);
    if (fields.isEmpty()) {
      for (int row = 0; row < rows; row++) {
        sortedRows[row] = row;
      }
      sink.accept(List.of(), sortedRows, 0, rows);
      return;
    }
    for (int f = 0; f < fields.size(); f++) {
      fields.get(f).encode(batch, rows, codes[f]);
    }
    assignGroups(rows);
    int[] ends = sortByGroup(rows);
    int from = 0;
    for (int group = 0; group < ends.length; group++) {
      if (ends[group] > from) {
        sink.accept(partitions.get(group), sortedRows, from, ends[group]);
      }
      from = ends[group];
    }
  }

  private void assignGroups(int rows) {
    int group = -1;
    for (int row = 0; row < rows; row++) {
      if (group < 0 || !sameAsBefore(row)) {
        group = groupOf(row);
      }
      groupOfRow[row] = group;
    }
  }

  private boolean sameAsBefore(int row) {
    for (long[] fieldCodes : codes) {
      if (fieldCodes[row] != fieldCodes[row - 1]) {
        return false;
      }
    }
    return true;
  }

  private int groupOf(int row) {
    long[] key = new long[codes.length];
    for (int f = 0; f < key.length; f++) {
      key[f] = codes[f][row];
    }
    return groups.computeIfAbsent(
        new Key(key),
        ignored -> {
          @Nullable Object[] values = new @Nullable Object[key.length];
          for (int f = 0; f < key.length; f++) {
            values[f] = fields.get(f).value(key[f]);
          }
          partitions.add(Arrays.asList(values));
          return partitions.size() - 1;
        });
  }

  /** Fills {@link #sortedRows} and gives where each group ends in it. */
  private int[] sortByGroup(int rows) {
    int[] ends = new int[partitions.size()];
    for (int row = 0; row < rows; row++) {
      ends[groupOfRow[row]]++;
    }
    int start = 0;
    for (int group = 0; group < ends.length; group++) {
      int count = ends[group];
      ends[group] = start;
      start += count;
    }
    for (int row = 0; row < rows; row++) {
      sortedRows[ends[groupOfRow[row]]++] = row;
    }
    return ends;
  }

  private void reserve(int rows) {
    if (groupOfRow.length < rows) {
      groupOfRow = new int[rows];
      sortedRows = new int[rows];
      codes = new long[fields.size()][rows];
    }
  }

  /** A partition's codes. */
  private static final class Key {
    private final long[] codes;

    Key(long[] codes) {
      this.codes = codes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Arrays.equals(codes, key.codes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(codes);
    }
  }
}
