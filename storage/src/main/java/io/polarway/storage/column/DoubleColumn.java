package io.polarway.storage.column;

import java.util.Arrays;

/** Values of DOUBLE. */
public final class DoubleColumn extends Column {

  private double[] values;

  DoubleColumn(DataType type, int capacity) {
    super(type);
    values = new double[capacity];
  }

  private DoubleColumn(DataType type, double[] values) {
    super(type);
    this.values = values;
  }

  /** The values, as they are; see {@link Column}. */
  public double[] values() {
    return values;
  }

  public double get(int row) {
    return values[row];
  }

  /** Writes the open slot. */
  public void put(double value) {
    openForValue();
    values[size()] = value;
  }

  /** Appends a value. */
  public void append(double value) {
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
    return 16 + 8L * values.length;
  }

  @Override
  void copyIntoOpenSlot(Column source, int row) {
    values[size()] = ((DoubleColumn) source).values[row];
  }

  @Override
  void copyRows(Column source, int[] rows, int from, int to) {
    double[] sourceValues = ((DoubleColumn) source).values;
    int target = size();
    for (int i = from; i < to; i++) {
      values[target++] = sourceValues[rows[i]];
    }
  }

  @Override
  void copyRange(Column source, int from, int to) {
    System.arraycopy(((DoubleColumn) source).values, from, values, size(), to - from);
  }

  @Override
  Column copyOfValues() {
    return new DoubleColumn(type(), Arrays.copyOf(values, size()));
  }

  @Override
  void moveToFront(int row) {
    values[0] = values[row];
  }
}
