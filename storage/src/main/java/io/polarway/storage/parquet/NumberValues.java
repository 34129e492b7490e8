package io.polarway.storage.parquet;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a {@link NumberType}. */
final class NumberValues extends ChunkValues {

  private static final int SPLIT_BLOCK = 1024;

  private final NumberType type;
  private final long[] values;

  NumberValues(NumberType type, long[] values, int count) {
    super(count);
    this.type = type;
    this.values = values;
  }

  /** The values, as they are; only the first {@link #count} count. */
  long[] values() {
    return values;
  }

  @Override
  List<ValueEncoding> encodings() {
    if (type.width() == NumberType.Width.BIT) {
      return List.of(ValueEncoding.PLAIN);
    }
    return type.isFloating()
        ? List.of(ValueEncoding.PLAIN, ValueEncoding.BYTE_STREAM_SPLIT)
        : List.of(ValueEncoding.DELTA, ValueEncoding.PLAIN, ValueEncoding.BYTE_STREAM_SPLIT);
  }

  @Override
  void write(ValueEncoding encoding, PageBuffer out, int from, int to, DeltaEncoder delta) {
    switch (encoding) {
      case PLAIN -> writePlain(out, values, from, to);
      case DELTA ->
          delta.write(out, values, from, to, type.width() == NumberType.Width.EIGHT_BYTES);
      case BYTE_STREAM_SPLIT -> writeSplit(out, from, to);
      case DICTIONARY, DELTA_LENGTH, DELTA_PREFIX ->
          throw new IllegalArgumentException(encoding + " of numbers");
    }
  }

  private void writePlain(PageBuffer out, long[] source, int from, int to) {
    switch (type.width()) {
      case BIT -> out.putPacked(source, from, to, 1);
      case FOUR_BYTES -> {
        int position = out.take((to - from) * Integer.BYTES);
        boolean floating = type.isFloating();
        for (int i = from; i < to; i++) {
          int value = (int) source[i];
          out.setInt(position, floating ? NumberType.turned(value) : value);
          position += Integer.BYTES;
        }
      }
      case EIGHT_BYTES -> {
        int position = out.take((to - from) * Long.BYTES);
        boolean floating = type.isFloating();
        for (int i = from; i < to; i++) {
          long value = source[i];
          out.setLong(position, floating ? NumberType.turned(value) : value);
          position += Long.BYTES;
        }
      }
    }
  }

  private void writeSplit(PageBuffer out, int from, int to) {
    int count = to - from;
    int streams = type.width() == NumberType.Width.EIGHT_BYTES ? Long.BYTES : Integer.BYTES;
    int position = out.take(Math.multiplyExact(count, streams));
    // Blocks that stay in the nearest cache while their bytes go to every stream.
    long[] block = new long[Math.min(count, SPLIT_BLOCK)];
    for (int start = from; start < to; start += SPLIT_BLOCK) {
      int length = Math.min(SPLIT_BLOCK, to - start);
      copyBits(start, block, length);
      for (int stream = 0; stream < streams; stream++) {
        writeStream(out, block, length, stream, position + stream * count + start - from);
      }
    }
  }

  private static void writeStream(
      PageBuffer out, long[] block, int length, int stream, int position) {
    int shift = stream * Byte.SIZE;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      long word = 0;
      for (int k = 0; k < Long.BYTES; k++) {
        word |= (block[i + k] >>> shift & 0xFF) << (k * Byte.SIZE);
      }
      out.setLong(position + i, word);
    }
    for (; i < length; i++) {
      out.bytes()[position + i] = (byte) (block[i] >>> shift);
    }
  }

  /** Copies the bits that stand in the file. */
  private void copyBits(int from, long[] target, int length) {
    if (!type.isFloating()) {
      System.arraycopy(values, from, target, 0, length);
    } else if (type.width() == NumberType.Width.EIGHT_BYTES) {
      for (int i = 0; i < length; i++) {
        target[i] = NumberType.turned(values[from + i]);
      }
    } else {
      for (int i = 0; i < length; i++) {
        target[i] = NumberType.turned((int) values[from + i]);
      }
    }
  }

  @Override
  boolean ascend() {
    for (int i = 1; i < count(); i++) {
      if (values[i] < values[i - 1]) {
        return false;
      }
    }
    return true;
  }

  @Override
  Bounds bounds(int from, int to, @Nullable Dictionary dictionary) {
    if (from == to) {
      return Bounds.NONE;
    }
    long least = values[from];
    long greatest = least;
    for (int i = from + 1; i < to; i++) {
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    if (type.isFloating() && (least < type.lowestNumber() || greatest > type.highestNumber())) {
      return boundsWithoutNan(from, to);
    }
    return new Bounds(least, greatest, 0);
  }

  private Bounds boundsWithoutNan(int from, int to) {
    long lowest = type.lowestNumber();
    long highest = type.highestNumber();
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    int nans = 0;
    for (int i = from; i < to; i++) {
      long value = values[i];
      if (value < lowest || value > highest) {
        nans++;
      } else {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    return nans == to - from ? new Bounds(null, null, nans) : new Bounds(least, greatest, nans);
  }

  @Override
  @Nullable Dictionary dictionary(int from, int to, int limit, Workspace workspace) {
    if (type.width() == NumberType.Width.BIT) {
      return null;
    }
    int[] indexes = workspace.ints(to);
    long[] distinct = new long[Math.min(limit, 1 << 10)];
    int size = 0;
    int capacity = Integer.highestOneBit(Math.max(16, Math.min(limit, to - from))) << 2;
    int[] slots = workspace.slots(capacity);
    Arrays.fill(slots, 0, capacity, -1);
    int shift = Long.numberOfLeadingZeros(capacity - 1L);
    for (int i = from; i < to; i++) {
      long value = values[i];
      int slot = slot(value, shift);
      int id = slots[slot];
      while (id >= 0 && distinct[id] != value) {
        slot = (slot + 1) & (capacity - 1);
        id = slots[slot];
      }
      if (id < 0) {
        if (size == limit) {
          return null;
        }
        if (size == distinct.length) {
          distinct = Arrays.copyOf(distinct, Math.min(limit, size * 2));
        }
        id = size++;
        slots[slot] = id;
        distinct[id] = value;
      }
      indexes[i] = id;
    }
    long[] sorted = Arrays.copyOf(distinct, size);
    Arrays.sort(sorted);
    int[] ranks = new int[size];
    int[] examples = new int[size];
    for (int rank = 0; rank < size; rank++) {
      int slot = slot(sorted[rank], shift);
      while (distinct[slots[slot]] != sorted[rank]) {
        slot = (slot + 1) & (capacity - 1);
      }
      ranks[slots[slot]] = rank;
    }
    for (int i = from; i < to; i++) {
      indexes[i] = ranks[indexes[i]];
      examples[indexes[i]] = i;
    }
    PageBuffer plain = new PageBuffer();
    writePlain(plain, sorted, 0, size);
    return new Dictionary(plain, examples, indexes);
  }

  private static int slot(long value, int shift) {
    return (int) ((value * 0x9E37_79B9_7F4A_7C15L) >>> shift);
  }
}
