package io.polarway.storage.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing vector of values of one type, with an open slot behind the last one.
 *
 * <p>A value is written into the open slot ({@code put}, {@link #putNull}, {@link #repeat}), as
 * often as one likes, and becomes row {@code size()} by {@link #advance}. That is the life of a
 * bound parameter, so parameters are bound straight into the column that the Parquet encoder later
 * reads; an {@code append} is a put and an advance.
 *
 * <p>The arrays behind it are handed out as they are, for bulk work; only the first {@link #size()}
 * entries count, and the entry of a null row is unspecified. Not thread-safe: one owner at a time.
 */
public abstract sealed class Column
    permits IntColumn,
        LongColumn,
        FloatColumn,
        DoubleColumn,
        WideColumn,
        BytesColumn,
        DictionaryColumn,
        ObjectColumn {

  private static final int BITS = Long.SIZE;

  private final DataType type;
  private int size;
  private int nullCount;
  private boolean openSlotNull;
  private long @Nullable [] validity;

  Column(DataType type) {
    this.type = type;
  }

  /**
   * A column that can hold values of {@code type}, with room for {@code capacity} of them before it
   * first grows.
   */
  public static Column create(DataType type, int capacity) {
    if (type instanceof DataType.Decimal decimal) {
      return decimal.precision() <= DataType.Decimal.MAX_LONG_PRECISION
          ? new LongColumn(type, capacity)
          : new WideColumn(type, capacity);
    }
    if (type instanceof DataType.Text) {
      return new BytesColumn(type, capacity);
    }
    if (!(type instanceof ScalarType scalar)) {
      return new ObjectColumn(type, capacity);
    }
    return switch (scalar) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, UTINYINT, USMALLINT, DATE ->
          new IntColumn(type, capacity);
      case BIGINT,
          UINTEGER,
          UBIGINT,
          TIME,
          TIME_NS,
          TIMESTAMP,
          TIMESTAMP_S,
          TIMESTAMP_MS,
          TIMESTAMP_NS,
          TIMESTAMPTZ,
          TIMESTAMPTZ_NS ->
          new LongColumn(type, capacity);
      case REAL -> new FloatColumn(type, capacity);
      case DOUBLE -> new DoubleColumn(type, capacity);
      case HUGEINT, UHUGEINT, UUID -> new WideColumn(type, capacity);
      case VARCHAR, BLOB, JSON -> new BytesColumn(type, capacity);
      case NULL, BIGNUM, TIMETZ, INTERVAL, BIT, VARIANT, GEOMETRY, TYPE ->
          new ObjectColumn(type, capacity);
    };
  }

  public final DataType type() {
    return type;
  }

  /** The number of rows. */
  public final int size() {
    return size;
  }

  public final int nullCount() {
    return nullCount;
  }

  public final boolean isNull(int row) {
    return validity != null && (validity[row / BITS] & (1L << row)) == 0;
  }

  /**
   * One bit a row, lowest first, set where the row is not null; null when no row is. It may be
   * shorter or longer than the rows need: what it does not cover is valid only if it is null
   * altogether.
   */
  public final long @Nullable [] validity() {
    return validity;
  }

  /** Makes the open slot null. */
  public final void putNull() {
    reserve(size + 1);
    clearOpenSlot();
    openSlotNull = true;
  }

  /** Gives the open slot the value of the last row, which must exist. */
  public final void repeat() {
    putFrom(this, size - 1);
  }

  /** Gives the open slot the value of a row of a column of the same physical kind. */
  public final void putFrom(Column source, int row) {
    if (source.isNull(row)) {
      putNull();
    } else {
      openForValue();
      copyIntoOpenSlot(source, row);
    }
  }

  /** Makes the open slot a row. */
  public final void advance() {
    if (openSlotNull) {
      ensureValidity(size + 1);
      long[] words = validity;
      if (words != null) {
        words[size / BITS] &= ~(1L << size);
      }
      nullCount++;
    } else if (validity != null) {
      ensureValidity(size + 1);
      validity[size / BITS] |= 1L << size;
    }
    closeOpenSlot();
    size++;
  }

  /** Appends a null. */
  public final void appendNull() {
    putNull();
    advance();
  }

  /** Appends one row of a column of the same physical kind. */
  public final void appendFrom(Column source, int row) {
    putFrom(source, row);
    advance();
  }

  /**
   * Appends the rows {@code rows[from]} to {@code rows[to - 1]} of a column of the same physical
   * kind.
   */
  public final void appendRows(Column source, int[] rows, int from, int to) {
    reserve(size + to - from);
    if (source.validity == null && validity == null) {
      copyRows(source, rows, from, to);
      size += to - from;
      openSlotNull = false;
    } else {
      for (int i = from; i < to; i++) {
        appendFrom(source, rows[i]);
      }
    }
  }

  /** Appends the rows {@code from} to {@code to - 1} of a column of the same physical kind. */
  public final void appendRange(Column source, int from, int to) {
    reserve(size + to - from);
    if (source.validity == null && validity == null) {
      copyRange(source, from, to);
      size += to - from;
      openSlotNull = false;
    } else {
      for (int row = from; row < to; row++) {
        appendFrom(source, row);
      }
    }
  }

  /**
   * Removes all rows and keeps the memory. The open slot takes the value of the last row, if there
   * was one.
   */
  public final void clear() {
    int rows = size;
    if (rows > 0) {
      boolean lastNull = isNull(rows - 1);
      moveToFront(rows - 1);
      size = 0;
      openSlotNull = lastNull;
    }
    nullCount = 0;
    validity = null;
  }

  /** Removes all rows from {@code newSize} on. */
  public final void truncate(int newSize) {
    for (int row = newSize; row < size; row++) {
      if (isNull(row)) {
        nullCount--;
      }
    }
    if (nullCount == 0) {
      validity = null;
    }
    size = newSize;
    truncated(newSize);
    putNull();
  }

  /**
   * Takes over rows that were written into the arrays directly.
   *
   * @param rows the new number of rows
   * @param validityWords one bit a row, set where it is not null; null when all are valid. Kept,
   *     not copied.
   */
  public final void loaded(int rows, long @Nullable [] validityWords) {
    size = rows;
    nullCount = 0;
    validity = null;
    if (validityWords != null) {
      int valid = 0;
      int fullWords = rows / BITS;
      for (int word = 0; word < fullWords; word++) {
        valid += Long.bitCount(validityWords[word]);
      }
      if (rows % BITS != 0) {
        valid += Long.bitCount(validityWords[fullWords] & ((1L << rows) - 1));
      }
      nullCount = rows - valid;
      validity = nullCount == 0 ? null : validityWords;
    }
    openSlotNull = false;
    truncated(rows);
  }

  /** The bytes that the column's arrays take up now. */
  public final long memoryBytes() {
    return 64 + valueBytes() + (validity == null ? 0 : 16 + 8L * validity.length);
  }

  /** A copy of the rows, in arrays of just their size. */
  public final Column compactCopy() {
    Column copy = copyOfValues();
    copy.loaded(size, validity == null ? null : Arrays.copyOf(validity, (size + BITS - 1) / BITS));
    return copy;
  }

  /** Makes room for {@code capacity} rows. */
  public abstract void reserve(int capacity);

  /** A column without rows, with a copy of the values of all rows in its arrays. */
  abstract Column copyOfValues();

  /** Bytes of the value arrays. */
  abstract long valueBytes();

  /** Copies a value that is not null into the open slot, for which there is room. */
  abstract void copyIntoOpenSlot(Column source, int row);

  /** Copies rows without nulls behind the last row, for which there is room. */
  abstract void copyRows(Column source, int[] rows, int from, int to);

  /** Copies rows without nulls behind the last row, for which there is room. */
  abstract void copyRange(Column source, int from, int to);

  /** Makes {@code row}'s value the open slot of an empty column. */
  abstract void moveToFront(int row);

  /** Called when the open slot becomes empty; for columns whose slots have a variable length. */
  void clearOpenSlot() {}

  /** Called when the open slot becomes a row; for columns whose slots have a variable length. */
  void closeOpenSlot() {}

  /** Called when rows were removed; for columns whose slots have a variable length. */
  void truncated(int newSize) {}

  /** Called before a value is written into the open slot. */
  final void openForValue() {
    reserve(size + 1);
    openSlotNull = false;
  }

  static int grown(int length, int needed) {
    return Math.max(needed, Math.max(16, length + (length >> 1)));
  }

  private void ensureValidity(int rows) {
    int words = (rows + BITS - 1) / BITS;
    if (validity == null) {
      validity = new long[grown(0, words)];
      Arrays.fill(validity, -1L);
    } else if (validity.length < words) {
      int oldLength = validity.length;
      validity = Arrays.copyOf(validity, grown(oldLength, words));
      Arrays.fill(validity, oldLength, validity.length, -1L);
    }
  }
}
