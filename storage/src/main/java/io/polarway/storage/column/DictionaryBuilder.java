package io.polarway.storage.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the texts that repeat in the batches of one column, and gives their columns one dictionary;
 * where they do not repeat enough to save memory, it gives up for good. One thread at a time;
 * readers of the columns it gave do not notice that it goes on.
 */
public final class DictionaryBuilder {

  private static final int LARGEST = Short.MAX_VALUE;

  /** Below this, the dictionary costs more than it can save. */
  private static final int FEWEST_ROWS = 64;

  /** A text shall come at least so often. */
  private static final int ROWS_A_TEXT = 4;

  private static final int FIRST_SLOTS = 256;

  private final DataType type;
  private boolean worthwhile = true;
  private long rows;
  private int size;
  private String[] texts = new String[FIRST_SLOTS / 2];
  private byte[][] keys = new byte[FIRST_SLOTS / 2][];

  /** Open addressing: a text's number plus 1, 0 where there is none. */
  private short[] slots = new short[FIRST_SLOTS];

  private long bytes;
  private boolean used;

  public DictionaryBuilder(DataType type) {
    this.type = type;
  }

  /** The column as one with the dictionary; null when that would not save memory. */
  public @Nullable DictionaryColumn encode(BytesColumn column) {
    int count = column.size();
    if (!worthwhile || (rows == 0 && count < FEWEST_ROWS)) {
      worthwhile = false;
      return null;
    }
    short[] codes = new short[count];
    rows += count;
    long most = Math.min(LARGEST, Math.max(FEWEST_ROWS, rows / ROWS_A_TEXT));
    byte[] data = column.data();
    int[] offsets = column.offsets();
    int last = -1;
    for (int row = 0; row < count; row++) {
      if (!column.isNull(row)) {
        int start = offsets[row];
        int end = offsets[row + 1];
        int code = last >= 0 && isKey(last, data, start, end) ? last : code(data, start, end);
        if (code >= most) {
          worthwhile = false;
          return null;
        }
        last = code;
        codes[row] = (short) code;
      }
    }
    DictionaryColumn encoded = new DictionaryColumn(type, texts, codes);
    used = true;
    long[] validity = column.validity();
    encoded.loaded(
        count,
        validity == null ? null : Arrays.copyOf(validity, (count + Long.SIZE - 1) / Long.SIZE));
    return encoded;
  }

  /** What the dictionary adds to the columns' own {@link Column#memoryBytes}. */
  public long memoryBytes() {
    return used ? bytes : 0;
  }

  private int code(byte[] data, int start, int end) {
    int mask = slots.length - 1;
    int slot = hash(data, start, end) & mask;
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (isKey(code, data, start, end)) {
        return code;
      }
      slot = (slot + 1) & mask;
    }
    return size == LARGEST ? LARGEST : add(slot, data, start, end);
  }

  private int add(int slot, byte[] data, int start, int end) {
    if (size == texts.length) {
      grow();
      return code(data, start, end);
    }
    int code = size++;
    keys[code] = Arrays.copyOfRange(data, start, end);
    texts[code] = new String(data, start, end - start, StandardCharsets.UTF_8);
    slots[slot] = (short) (code + 1);
    bytes += 8 + ObjectBytes.ofText(texts[code]);
    return code;
  }

  private void grow() {
    texts = Arrays.copyOf(texts, 2 * texts.length);
    keys = Arrays.copyOf(keys, 2 * keys.length);
    slots = new short[2 * slots.length];
    int mask = slots.length - 1;
    for (int code = 0; code < size; code++) {
      int slot = hash(keys[code], 0, keys[code].length) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = (short) (code + 1);
    }
  }

  private boolean isKey(int code, byte[] data, int start, int end) {
    byte[] key = keys[code];
    return key.length == end - start && Arrays.equals(key, 0, key.length, data, start, end);
  }

  private static int hash(byte[] data, int start, int end) {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + data[i];
    }
    return hash ^ (hash >>> 15);
  }
}
