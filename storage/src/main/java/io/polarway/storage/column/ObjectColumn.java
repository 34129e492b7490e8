package io.polarway.storage.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of the types that only query results have, as Java objects: {@code List} of elements for
 * LIST and ARRAY, {@code Map} for STRUCT (by field name) and MAP, {@code String} for ENUM,
 * INTERVAL, BIT, GEOMETRY, VARIANT and TYPE, {@code BigInteger} for BIGNUM, {@code OffsetTime} for
 * TIMETZ; a UNION is its member's object.
 */
public final class ObjectColumn extends Column {

  private static final long REFERENCE_BYTES = 8;

  private @Nullable Object[] values;

  ObjectColumn(DataType type, int capacity) {
    super(type);
    values = new @Nullable Object[capacity];
  }

  private ObjectColumn(DataType type, @Nullable Object[] values) {
    super(type);
    this.values = values;
  }

  /** The values, as they are; see {@link Column}. */
  public @Nullable Object[] values() {
    return values;
  }

  public @Nullable Object get(int row) {
    return values[row];
  }

  /** Writes the open slot. */
  public void put(Object value) {
    openForValue();
    values[size()] = value;
  }

  /** Appends a value. */
  public void append(Object value) {
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
    long bytes = 16 + REFERENCE_BYTES * values.length;
    for (int row = 0; row < size(); row++) {
      bytes += isNull(row) ? 0 : ObjectBytes.of(values[row]);
    }
    return bytes;
  }

  @Override
  void copyIntoOpenSlot(Column source, int row) {
    values[size()] = ((ObjectColumn) source).values[row];
  }

  @Override
  void copyRows(Column source, int[] rows, int from, int to) {
    int target = size();
    for (int i = from; i < to; i++) {
      values[target++] = ((ObjectColumn) source).values[rows[i]];
    }
  }

  @Override
  void copyRange(Column source, int from, int to) {
    System.arraycopy(((ObjectColumn) source).values, from, values, size(), to - from);
  }

  @Override
  Column copyOfValues() {
    @Nullable Object[] copy = new @Nullable Object[size()];
    for (int row = 0; row < copy.length; row++) {
      copy[row] = isNull(row) ? null : values[row];
    }
    return new ObjectColumn(type(), copy);
  }

  @Override
  void moveToFront(int row) {
    values[0] = values[row];
  }
}
