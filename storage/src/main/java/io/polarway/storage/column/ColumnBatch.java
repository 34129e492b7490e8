package io.polarway.storage.column;

import java.util.List;

/** Rows as columns of one size. Not thread-safe: one owner at a time. */
public record ColumnBatch(List<Column> columns) {

  public ColumnBatch {
    columns = List.copyOf(columns);
  }

  /** An empty batch of columns of these types. */
  public static ColumnBatch create(List<? extends DataType> types, int capacity) {
    return new ColumnBatch(types.stream().map(type -> Column.create(type, capacity)).toList());
  }

  public Column column(int index) {
    return columns.get(index);
  }

  /** The number of rows. */
  public int size() {
    return columns.isEmpty() ? 0 : columns.get(0).size();
  }

  /** Removes all rows and keeps the memory; see {@link Column#clear}. */
  public void clear() {
    columns.forEach(Column::clear);
  }

  /** Appends rows of a batch of the same types. */
  public void appendRows(ColumnBatch source, int[] rows, int from, int to) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).appendRows(source.column(i), rows, from, to);
    }
  }

  /** Appends rows of a batch of the same types. */
  public void appendRange(ColumnBatch source, int from, int to) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).appendRange(source.column(i), from, to);
    }
  }

  /** A copy of the rows, in arrays of just their size. */
  public ColumnBatch compactCopy() {
    return new ColumnBatch(columns.stream().map(Column::compactCopy).toList());
  }

  /** The bytes that the arrays take up now. */
  public long memoryBytes() {
    long bytes = 0;
    for (Column column : columns) {
      bytes += column.memoryBytes();
    }
    return bytes;
  }
}
