package io.polarway.storage.column;

import java.util.Arrays;

/**
 * Values of 64 bits: BIGINT, UINTEGER, UBIGINT (its bits), times and timestamps in their type's
 * unit, and the unscaled values of a DECIMAL of up to 18 digits.
 */
public final class LongColumn extends Column {

  private long[] values;

  LongColumn(DataType type, int capacity) {
    super(type);
    values = new long[capacity];
  }

  private LongColumn(DataType type, long[] values) {
    super(type);
    this.values = values;
  }

  /** The values, as they are; see {@link Column}. */
  public long[] values() {
    return values;
  }

  public long get(int row) {
    return values[row];
  }

  /** Writes the open slot. */
  public void put(long value) {
    openForValue();
    values[size()] = value;
  }

  /** Appends a value. */
  public void append(long value) {
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
    values[size()] = ((LongColumn) source).values[row];
  }

  @Override
  void copyRows(Column source, int[] rows, int from, int to) {
    long[] sourceValues = ((LongColumn) source).values;
    int target = size();
    for (int i = from; i < to; i++) {
      values[target++] = sourceValues[rows[i]];
    }
  }

  @Override
  void copyRange(Column source, int from, int to) {
    System.arraycopy(((LongColumn) source).values, from, values, size(), to - from);
  }

  @Override
  Column copyOfValues() {
    return new LongColumn(type(), Arrays.copyOf(values, size()));
  }

  @Override
  void moveToFront(int row) {
    values[0] = values[row];
  }
}
