package io.polarway.storage.constraint;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DictionaryColumn;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.column.WideColumn;
import io.polarway.storage.engine.ColumnObjects;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The smallest and the largest of a column's values that came. */
final class KeyRange {

  private final int index;
  private final DataType type;

  /** Both of them, and maybe more; null as long as there was no value. */
  private @Nullable Column bounds;

  private int smallest;
  private int largest;

  /**
   * @param index the column's place in batches
   */
  KeyRange(int index, DataType type) {
    this.index = index;
    this.type = type;
  }

  void add(ColumnBatch rows) {
    extend(rows.column(index));
  }

  private void extend(Column column) {
    int low = -1;
    int high = -1;
    for (int row = 0; row < column.size(); row++) {
      if (!column.isNull(row)) {
        low = low < 0 || compare(column, row, low) < 0 ? row : low;
        high = high < 0 || compare(column, row, high) > 0 ? row : high;
      }
    }
    if (low < 0) {
      return;
    }
    Column known = Column.create(type, 4);
    if (bounds != null) {
      known.appendFrom(bounds, smallest);
      known.appendFrom(bounds, largest);
    }
    known.appendFrom(column, low);
    known.appendFrom(column, high);
    bounds = known;
    smallest = 0;
    largest = 0;
    for (int row = 1; row < known.size(); row++) {
      smallest = compare(known, row, smallest) < 0 ? row : smallest;
      largest = compare(known, row, largest) > 0 ? row : largest;
    }
  }

  void clear() {
    bounds = null;
  }

  /** Null when there was no value. */
  @Nullable Object smallest() {
    return bounds == null ? null : ColumnObjects.parameter(bounds, smallest);
  }

  /** Null when there was no value. */
  @Nullable Object largest() {
    return bounds == null ? null : ColumnObjects.parameter(bounds, largest);
  }

  private static int compare(Column column, int a, int b) {
    if (column instanceof LongColumn longs) {
      return Long.compare(longs.get(a), longs.get(b));
    }
    if (column instanceof IntColumn ints) {
      return Integer.compare(ints.get(a), ints.get(b));
    }
    if (column instanceof BytesColumn bytes) {
      int[] offsets = bytes.offsets();
      return Arrays.compareUnsigned(
          bytes.data(),
          offsets[a],
          offsets[a] + bytes.length(a),
          bytes.data(),
          offsets[b],
          offsets[b] + bytes.length(b));
    }
    if (column instanceof DictionaryColumn texts) {
      return Arrays.compareUnsigned(
          texts.getString(a).getBytes(StandardCharsets.UTF_8),
          texts.getString(b).getBytes(StandardCharsets.UTF_8));
    }
    if (column instanceof DoubleColumn doubles) {
      return Double.compare(doubles.get(a), doubles.get(b));
    }
    if (column instanceof FloatColumn floats) {
      return Float.compare(floats.get(a), floats.get(b));
    }
    WideColumn wide = (WideColumn) column;
    boolean signed = wide.type() != ScalarType.UUID;
    int high =
        signed
            ? Long.compare(wide.high()[a], wide.high()[b])
            : Long.compareUnsigned(wide.high()[a], wide.high()[b]);
    return high != 0 ? high : Long.compareUnsigned(wide.low()[a], wide.low()[b]);
  }
}
