package io.polarway.storage.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Values of any length in one byte array: VARCHAR, CHAR and JSON as UTF-8, and BLOB. */
public final class BytesColumn extends Column {

  private static final int GUESSED_LENGTH = 8;

  private byte[] data;

  /** Value {@code i} is {@code data[offsets[i]]} to {@code data[offsets[i + 1] - 1]}. */
  private int[] offsets;

  private int openEnd;

  BytesColumn(DataType type, int capacity) {
    super(type);
    data = new byte[capacity * GUESSED_LENGTH];
    offsets = new int[capacity + 1];
  }

  private BytesColumn(DataType type, byte[] data, int[] offsets) {
    super(type);
    this.data = data;
    this.offsets = offsets;
  }

  /** The bytes of all values, as they are; see {@link Column}. */
  public byte[] data() {
    return data;
  }

  /**
   * Where each value begins, and behind the last one where it ends; as they are, see {@link
   * Column}.
   */
  public int[] offsets() {
    return offsets;
  }

  public int length(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** A copy of the value. */
  public byte[] getBytes(int row) {
    return Arrays.copyOfRange(data, offsets[row], offsets[row + 1]);
  }

  /** The value as text. */
  public String getString(int row) {
    return new String(data, offsets[row], length(row), StandardCharsets.UTF_8);
  }

  /** Writes the open slot. */
  public void put(byte[] source, int offset, int length) {
    openForValue();
    int start = offsets[size()];
    reserveData(start, length);
    System.arraycopy(source, offset, data, start, length);
    openEnd = start + length;
  }

  /**
   * Writes the open slot with the text's UTF-8.
   *
   * @throws IllegalArgumentException if the text has half a surrogate pair, for which there is no
   *     UTF-8
   */
  public void put(String text) {
    openForValue();
    int start = offsets[size()];
    int length = text.length();
    reserveData(start, length);
    byte[] bytes = data;
    int i = 0;
    for (; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        break;
      }
      bytes[start + i] = (byte) c;
    }
    openEnd = i == length ? start + length : putUnicode(text, i, start + i);
  }

  /** Appends a value. */
  public void append(byte[] source, int offset, int length) {
    put(source, offset, length);
    advance();
  }

  /** Appends a text; see {@link #put(String)}. */
  public void append(String text) {
    put(text);
    advance();
  }

  /** Makes room for so many bytes in all. */
  public void reserveBytes(int bytes) {
    if (bytes > data.length) {
      data = Arrays.copyOf(data, bytes);
    }
  }

  private int putUnicode(String text, int from, int start) {
    int length = text.length();
    reserveData(start, 3 * (length - from));
    int end = start;
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        data[end++] = (byte) c;
      } else if (c < 0x800) {
        data[end++] = (byte) (0xC0 | (c >> 6));
        data[end++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        data[end++] = (byte) (0xE0 | (c >> 12));
        data[end++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        data[end++] = (byte) (0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int codePoint = Character.toCodePoint(c, text.charAt(++i));
        data[end++] = (byte) (0xF0 | (codePoint >> 18));
        data[end++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        data[end++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        data[end++] = (byte) (0x80 | (codePoint & 0x3F));
      } else {
        throw new IllegalArgumentException(
            "character %d is half a surrogate pair (U+%04X)".formatted(i + 1, (int) c));
      }
    }
    return end;
  }

  private void reserveData(int start, int length) {
    long needed = (long) start + length;
    if (needed > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException(
          "the values of one batch exceed 2 GiB; send smaller batches");
    }
    if (needed > data.length) {
      data =
          Arrays.copyOf(
              data, (int) Math.min(Integer.MAX_VALUE - 64, Math.max(needed, data.length * 3L / 2)));
    }
  }

  @Override
  public void reserve(int capacity) {
    if (capacity >= offsets.length) {
      offsets = Arrays.copyOf(offsets, grown(offsets.length, capacity + 1));
    }
  }

  @Override
  long valueBytes() {
    return 32 + data.length + 4L * offsets.length;
  }

  @Override
  void copyIntoOpenSlot(Column source, int row) {
    BytesColumn bytes = (BytesColumn) source;
    put(bytes.data, bytes.offsets[row], bytes.length(row));
  }

  @Override
  void copyRows(Column source, int[] rows, int from, int to) {
    BytesColumn bytes = (BytesColumn) source;
    long total = 0;
    for (int i = from; i < to; i++) {
      total += bytes.length(rows[i]);
    }
    int target = size();
    int end = offsets[target];
    reserveData(end, (int) Math.min(total, Integer.MAX_VALUE));
    for (int i = from; i < to; i++) {
      int start = bytes.offsets[rows[i]];
      int length = bytes.offsets[rows[i] + 1] - start;
      System.arraycopy(bytes.data, start, data, end, length);
      end += length;
      offsets[++target] = end;
    }
    openEnd = end;
  }

  @Override
  void copyRange(Column source, int from, int to) {
    BytesColumn bytes = (BytesColumn) source;
    int start = bytes.offsets[from];
    int length = bytes.offsets[to] - start;
    int target = size();
    int shift = offsets[target] - start;
    reserveData(offsets[target], length);
    System.arraycopy(bytes.data, start, data, offsets[target], length);
    for (int row = from; row < to; row++) {
      offsets[++target] = bytes.offsets[row + 1] + shift;
    }
    openEnd = offsets[target];
  }

  @Override
  Column copyOfValues() {
    int end = offsets[size()];
    return new BytesColumn(type(), Arrays.copyOf(data, end), Arrays.copyOf(offsets, size() + 1));
  }

  @Override
  void moveToFront(int row) {
    int length = length(row);
    System.arraycopy(data, offsets[row], data, 0, length);
    openEnd = length;
  }

  @Override
  void clearOpenSlot() {
    openEnd = offsets[size()];
  }

  @Override
  void closeOpenSlot() {
    offsets[size() + 1] = openEnd;
  }

  @Override
  void truncated(int newSize) {
    openEnd = offsets[newSize];
  }
}
