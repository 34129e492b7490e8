package io.polarway.storage.transaction;

import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.parquet.DataFileWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one partition that a transaction adds, numbered in the order in which they came. The
 * first ones stand in files, in the same order; the last ones are in memory. What was deleted again
 * keeps its number.
 */
final class PartitionRows {

  /**
   * The rows from which on a row group is written: the next statement's rows would not fit into a
   * full one.
   */
  private static final int FULL_ROWS = DataFileWriter.ROW_GROUP_ROWS * 7 / 8;

  private final List<@Nullable Object> partition;

  /** Rows that were undone after they had been written. */
  private final RowPositions undone = new RowPositions();

  private ColumnBatch memory;
  private int firstInMemory;
  private @Nullable DataFileWriter writer;
  private int firstInWriter;

  PartitionRows(List<@Nullable Object> partition, ColumnBatch memory) {
    this.partition = partition;
    this.memory = memory;
  }

  List<@Nullable Object> partition() {
    return partition;
  }

  /** The rows in memory. */
  ColumnBatch memory() {
    return memory;
  }

  /** The number of the first row in memory. */
  int firstInMemory() {
    return firstInMemory;
  }

  /** How many rows have come; the next one has this number. */
  int count() {
    return firstInMemory + memory.size();
  }

  /** Rows that are not there any more, whatever statements have deleted since. */
  RowPositions undone() {
    return undone;
  }

  boolean hasOpenFile() {
    return writer != null;
  }

  void add(ColumnBatch source, int[] sourceRows, int from, int to, DataFiles files) {
    int next = from;
    while (next < to) {
      int count = Math.min(to - next, DataFileWriter.ROW_GROUP_ROWS - memory.size());
      memory.appendRows(source, sourceRows, next, next + count);
      next += count;
      if (memory.size() == DataFileWriter.ROW_GROUP_ROWS) {
        spill(files);
      }
    }
  }

  /** Writes a row group that is about full. */
  void finishStatement(DataFiles files) {
    if (memory.size() >= FULL_ROWS) {
      spill(files);
    }
  }

  /** Removes all rows from a number on. */
  void undoTo(int number) {
    undone.addRange(number, firstInMemory);
    int kept = Math.max(0, number - firstInMemory);
    if (kept < memory.size()) {
      memory.columns().forEach(column -> column.truncate(kept));
    }
  }

  /** Writes the rows in memory to a file and gives their memory back. */
  void release(DataFiles files) {
    spill(files);
    memory = files.newBatch(0);
  }

  /** Writes the rows in memory as a row group. */
  void spill(DataFiles files) {
    if (memory.size() == 0) {
      return;
    }
    if (writer == null) {
      writer = files.create(partition);
      firstInWriter = firstInMemory;
    }
    writer.writeRowGroup(memory);
    firstInMemory += memory.size();
    memory.clear();
  }

  /** Ends the open file, so that it can be read; rows in memory stay there. */
  void sealFile(DataFiles files) {
    DataFileWriter finished = writer;
    writer = null;
    if (finished != null) {
      files.seal(this, finished, firstInWriter);
    }
  }

  /** Takes the rows of these numbers out of memory; other rows there get other numbers. */
  void dropFromMemory(RowPositions numbers, DataFiles files) {
    if (numbers.window(firstInMemory, count()).isEmpty()) {
      return;
    }
    int[] kept = new int[memory.size()];
    int size = 0;
    for (int row = 0; row < memory.size(); row++) {
      if (!numbers.contains(firstInMemory + row)) {
        kept[size++] = row;
      }
    }
    ColumnBatch rest = files.newBatch(size);
    rest.appendRows(memory, kept, 0, size);
    memory = rest;
  }

  /** Drops everything. */
  void discard() {
    memory.clear();
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }

  /** Makes and ends the files of one table. */
  interface DataFiles {
    DataFileWriter create(List<@Nullable Object> partition);

    /**
     * Ends a file and keeps it as one that the transaction adds.
     *
     * @param firstRow the number of its first row
     */
    void seal(PartitionRows rows, DataFileWriter writer, int firstRow);

    ColumnBatch newBatch(int capacity);
  }
}
