package io.polarway.storage.column;

import java.util.Arrays;

/**
 * Values of up to 32 bits: BOOLEAN (0 or 1), the small integers, and DATE (days since 1970-01-01).
 */
public final class IntColumn extends Column {

  private int[] values;

  IntColumn(DataType type, int capacity) {
    super(type);
    values = new int[capacity];
  }

  private IntColumn(DataType type, int[] values) {
    super(type);
    this.values = values;
  }

  /** The values, as they are; see {@link Column}. */
  public int[] values() {
    return values;
  }

  public int get(int row) {
    return values[row];
  }

  /** Writes the open slot. */
  public void put(int value) {
    openForValue();
    values[size()] = value;
  }

  /** Appends a value. */
  public void append(int value) {
    put(value);
    advance();
  }

  @Override
  public void reserve(int capacity) {
    if (capacity > values.length) {
      values = Arrays.copyOf(values, grown(values.length, capacity));
    }
  }

  @Override
  long valueBytes() {
    return 16 + 4L * values.length;
  }

  @Override
  void copyIntoOpenSlot(Column source, int row) {
    values[size()] = ((IntColumn) source).values[row];
  }

  @Override
  void copyRows(Column source, int[] rows, int from, int to) {
    int[] sourceValues = ((IntColumn) source).values;
    int target = size();
    for (int i = from; i < to; i++) {
      values[target++] = sourceValues[rows[i]];
    }
  }

  @Override
  void copyRange(Column source, int from, int to) {
    System.arraycopy(((IntColumn) source).values, from, values, size(), to - from);
  }

  @Override
  Column copyOfValues() {
    return new IntColumn(type(), Arrays.copyOf(values, size()));
  }

  @Override
  void moveToFront(int row) {
    values[0] = values[row];
  }
}
