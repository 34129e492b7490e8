package io.polarway.storage.column;

import java.util.Arrays;

/** Values of REAL. */
public final class FloatColumn extends Column {

  private float[] values;

  FloatColumn(DataType type, int capacity) {
    super(type);
    values = new float[capacity];
  }

  private FloatColumn(DataType type, float[] values) {
    super(type);
    this.values = values;
  }

  /** The values, as they are; see {@link Column}. */
  public float[] values() {
    return values;
  }

  public float get(int row) {
    return values[row];
  }

  /** Writes the open slot. */
  public void put(float value) {
    openForValue();
    values[size()] = value;
  }

  /** Appends a value. */
  public void append(float value) {
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
    values[size()] = ((FloatColumn) source).values[row];
  }

  @Override
  void copyRows(Column source, int[] rows, int from, int to) {
    float[] sourceValues = ((FloatColumn) source).values;
    int target = size();
    for (int i = from; i < to; i++) {
      values[target++] = sourceValues[rows[i]];
    }
  }

  @Override
  void copyRange(Column source, int from, int to) {
    System.arraycopy(((FloatColumn) source).values, from, values, size(), to - from);
  }

  @Override
  Column copyOfValues() {
    return new FloatColumn(type(), Arrays.copyOf(values, size()));
  }

  @Override
  void moveToFront(int row) {
    values[0] = values[row];
  }
}
