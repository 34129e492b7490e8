package io.polarway.storage.constraint;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DictionaryColumn;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.WideColumn;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.nio.charset.StandardCharsets;

/** Hashes of keys. Keys that the engine takes for equal have the same one. */
final class KeyHash {

  private static final long SEED = 0x9E3779B97F4A7C15L;

  private final int[] columns;

  private KeyHash(int[] columns) {
    this.columns = columns;
  }

  /** Of a key in batches with the table's columns. */
  static KeyHash of(TableDefinition table, Key key) {
    return new KeyHash(key.columns().stream().mapToInt(table::indexOf).toArray());
  }

  /** Whether a row has a null in its key. */
  boolean hasNull(ColumnBatch rows, int row) {
    for (int column : columns) {
      if (rows.column(column).isNull(row)) {
        return true;
      }
    }
    return false;
  }

  /** The hash of a key without nulls. */
  long of(ColumnBatch rows, int row) {
    long hash = SEED;
    for (int column : columns) {
      hash = mix(hash ^ valueHash(rows.column(column), row));
    }
    return hash;
  }

  private static long valueHash(Column column, int row) {
    if (column instanceof LongColumn longs) {
      return mix(longs.get(row));
    }
    if (column instanceof IntColumn ints) {
      return mix(ints.get(row));
    }
    if (column instanceof BytesColumn bytes) {
      int start = bytes.offsets()[row];
      return bytesHash(bytes.data(), start, start + bytes.length(row));
    }
    if (column instanceof DictionaryColumn texts) {
      byte[] bytes = texts.getString(row).getBytes(StandardCharsets.UTF_8);
      return bytesHash(bytes, 0, bytes.length);
    }
    if (column instanceof DoubleColumn doubles) {
      return mix(doubleBits(doubles.get(row)));
    }
    if (column instanceof FloatColumn floats) {
      return mix(doubleBits(floats.get(row)));
    }
    if (column instanceof WideColumn wide) {
      return mix(mix(wide.high()[row]) ^ wide.low()[row]);
    }
    throw new IllegalArgumentException("a key of type " + column.type().sqlName());
  }

  /** All NaNs are equal, and both zeros. */
  private static long doubleBits(double value) {
    return Double.doubleToLongBits(value == 0 ? 0.0 : value);
  }

  private static long bytesHash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  /** The finalizer of SplitMix64: every bit of the value counts in every bit of the result. */
  private static long mix(long value) {
    long mixed = value + SEED;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
