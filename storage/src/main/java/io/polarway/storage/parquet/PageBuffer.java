package io.polarway.storage.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array with the little-endian and variable-length forms of the Parquet format. */
final class PageBuffer {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes that a packed run may touch behind its end. */
  private static final int SLACK = 8;

  private byte[] bytes = new byte[1 << 12];
  private int size;

  /** The array behind it, of which the first {@link #size} bytes count. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Makes room for {@code count} more bytes and takes them; gives where they begin. */
  int take(int count) {
    reserve(count);
    int start = size;
    size += count;
    return start;
  }

  private void reserve(int count) {
    long needed = (long) size + count + SLACK;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 64) {
        throw new IllegalArgumentException("a page exceeds 2 GiB");
      }
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 64, Math.max(needed, bytes.length * 2L)));
    }
  }

  void put(byte[] source, int offset, int length) {
    int start = take(length);
    System.arraycopy(source, offset, bytes, start, length);
  }

  void putByte(int value) {
    int start = take(1);
    bytes[start] = (byte) value;
  }

  void putInt(int value) {
    int start = take(Integer.BYTES);
    INT.set(bytes, start, value);
  }

  void setInt(int position, int value) {
    INT.set(bytes, position, value);
  }

  void setLong(int position, long value) {
    LONG.set(bytes, position, value);
  }

  /** Seven bits a byte, lowest first (ULEB128). */
  void putVarint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void putZigZag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  /** The lowest {@code width} bits of each value, lowest first, without gaps. */
  void putPacked(long[] values, int from, int to, int width) {
    int position = take(packedBytes(to - from, width));
    long word = 0;
    int used = 0;
    for (int i = from; i < to; i++) {
      long value = values[i];
      word |= value << used;
      used += width;
      if (used >= Long.SIZE) {
        LONG.set(bytes, position, word);
        position += Long.BYTES;
        used -= Long.SIZE;
        word = used == 0 ? 0 : value >>> (width - used);
      }
    }
    if (used > 0) {
      LONG.set(bytes, position, word);
    }
  }

  /** Like the packing of longs; {@code width} is at most 32 and the values are not negative. */
  void putPacked(int[] values, int from, int to, int width) {
    int position = take(packedBytes(to - from, width));
    long word = 0;
    int used = 0;
    for (int i = from; i < to; i++) {
      long value = values[i];
      word |= value << used;
      used += width;
      if (used >= Long.SIZE) {
        LONG.set(bytes, position, word);
        position += Long.BYTES;
        used -= Long.SIZE;
        word = used == 0 ? 0 : value >>> (width - used);
      }
    }
    if (used > 0) {
      LONG.set(bytes, position, word);
    }
  }

  private static int packedBytes(int count, int width) {
    return Math.toIntExact(((long) count * width + 7) / 8);
  }
}
