package io.polarway.storage.engine;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.DataType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads DuckDB's strings of 16 bytes: the length, and behind it either up to 12 bytes of content or
 * 4 bytes of it and the address of all.
 *
 * <p>The only function that reads an address copies one string into an array of its own. Strings
 * that lie side by side are therefore read as one: a made-up string reaches from the first to the
 * end of the last.
 */
final class StringReader extends VectorReader {

  private static final int LONGEST_INLINE = 12;

  /**
   * The largest gap between two strings of one run. It is smaller than a page of memory, so that
   * the gap lies in pages of which the one or the other string has a part.
   */
  private static final int LARGEST_GAP = 256;

  private static final int LONGEST_RUN = 1 << 24;

  /** The bits of a sort key that hold the row; the address stands above them. */
  private static final int ROW_BITS = 15;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final ByteBuffer run = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
  private long[] strings = new long[0];
  private long[] keys = new long[0];

  StringReader(DuckDb duckDb, DataType type) {
    super(duckDb, type);
  }

  @Override
  void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
    BytesColumn column = (BytesColumn) column();
    if (strings.length < 2 * rows) {
      strings = new long[2 * rows];
    }
    duckDb().vectorData(vector, 16L * rows).asLongBuffer().get(strings, 0, 2 * rows);
    int[] offsets = column.offsets();
    int longStrings = layOut(offsets, rows, valid);
    column.reserveBytes(offsets[rows] + LONGEST_INLINE);
    byte[] data = column.data();
    copyInline(data, offsets, rows);
    if (longStrings > 0) {
      copyLong(data, offsets, rows, longStrings);
    }
  }

  /** Sets the offsets and gives the number of strings that are not inline. */
  private int layOut(int[] offsets, int rows, long @Nullable [] valid) {
    long end = 0;
    int longStrings = 0;
    offsets[0] = 0;
    for (int i = 0; i < rows; i++) {
      if (has(valid, i)) {
        int length = (int) strings[2 * i];
        end += Integer.toUnsignedLong(length);
        if (length < 0 || length > LONGEST_INLINE) {
          longStrings++;
        }
      } else {
        strings[2 * i] = 0;
      }
      if (end > Integer.MAX_VALUE - 64) {
        throw new StorageException(
            Failure.UNSUPPORTED,
            "%d rows of the result have more than 2 GiB of text or bytes in one column."
                .formatted(rows));
      }
      offsets[i + 1] = (int) end;
    }
    return longStrings;
  }

  /** Writes 12 bytes for each inline string; what is too much the following strings overwrite. */
  private void copyInline(byte[] data, int[] offsets, int rows) {
    for (int i = 0; i < rows; i++) {
      long head = strings[2 * i];
      if ((int) head <= LONGEST_INLINE) {
        INT.set(data, offsets[i], (int) (head >>> Integer.SIZE));
        LONG.set(data, offsets[i] + Integer.BYTES, strings[2 * i + 1]);
      }
    }
  }

  private void copyLong(byte[] data, int[] offsets, int rows, int count) {
    if (keys.length < count) {
      keys = new long[Math.max(count, Math.min(rows, 2048))];
    }
    int from = 0;
    while (from < rows) {
      int to = Math.min(rows, from + (1 << ROW_BITS));
      copyLong(data, offsets, from, to, sortKeys(from, to));
      from = to;
    }
  }

  private int sortKeys(int from, int to) {
    int count = 0;
    boolean sorted = true;
    for (int i = from; i < to; i++) {
      if ((int) strings[2 * i] > LONGEST_INLINE) {
        long key = (strings[2 * i + 1] << ROW_BITS) | (i - from);
        sorted &= count == 0 || keys[count - 1] < key;
        keys[count++] = key;
      }
    }
    if (!sorted) {
      Arrays.sort(keys, 0, count);
    }
    return count;
  }

  private void copyLong(byte[] data, int[] offsets, int from, int to, int count) {
    int rowMask = (1 << ROW_BITS) - 1;
    int next = 0;
    while (next < count) {
      int first = next;
      long start = address(from + (int) (keys[first] & rowMask));
      long end = start;
      while (next < count) {
        int row = from + (int) (keys[next] & rowMask);
        long address = address(row);
        long newEnd = Math.max(end, address + (int) strings[2 * row]);
        if (next > first
            && (address < start || address > end + LARGEST_GAP || newEnd - start > LONGEST_RUN)) {
          break;
        }
        end = newEnd;
        next++;
      }
      byte[] bytes = copyRun(start, (int) (end - start));
      for (int i = first; i < next; i++) {
        int row = from + (int) (keys[i] & rowMask);
        System.arraycopy(
            bytes, (int) (address(row) - start), data, offsets[row], (int) strings[2 * row]);
      }
    }
    assert to <= strings.length / 2;
  }

  private long address(int row) {
    return strings[2 * row + 1];
  }

  private byte[] copyRun(long address, int length) {
    run.putInt(0, length);
    run.putLong(8, address);
    return duckDb().string(run, 0);
  }
}
