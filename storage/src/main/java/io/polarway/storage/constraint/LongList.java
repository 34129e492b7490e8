package io.polarway.storage.constraint;

import java.util.Arrays;

/** Numbers in an array that grows. */
final class LongList {

  private long[] values = new long[4];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return values[index];
  }

  void clear() {
    size = 0;
    if (values.length > 1024) {
      values = new long[4];
    }
  }
}
