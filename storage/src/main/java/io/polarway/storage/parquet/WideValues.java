package io.polarway.storage.parquet;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a {@link WideType}. */
final class WideValues extends ChunkValues {

  private final WideType type;
  private final long[] high;
  private final long[] low;

  WideValues(WideType type, long[] high, long[] low, int count) {
    super(count);
    this.type = type;
    this.high = high;
    this.low = low;
  }

  long high(int index) {
    return high[index];
  }

  long low(int index) {
    return low[index];
  }

  /** PLAIN only: DuckDB reads BYTE_STREAM_SPLIT of numbers, but not of fixed bytes. */
  @Override
  List<ValueEncoding> encodings() {
    return List.of(ValueEncoding.PLAIN);
  }

  @Override
  void write(ValueEncoding encoding, PageBuffer out, int from, int to, DeltaEncoder delta) {
    if (encoding != ValueEncoding.PLAIN) {
      throw new IllegalArgumentException(encoding + " of fixed bytes");
    }
    int width = type.bytes();
    int start = out.take(Math.multiplyExact(to - from, width));
    byte[] bytes = out.bytes();
    for (int position = 0; position < width; position++) {
      int shift = (width - 1 - position) * Byte.SIZE;
      long[] half = shift < Long.SIZE ? low : high;
      int target = start + position;
      for (int i = from; i < to; i++) {
        // A shift of a long counts modulo 64.
        bytes[target] = (byte) (half[i] >>> shift);
        target += width;
      }
    }
  }

  @Override
  Bounds bounds(int from, int to, @Nullable Dictionary dictionary) {
    if (from == to) {
      return Bounds.NONE;
    }
    if (dictionary != null) {
      return bounds(dictionary.least(from, to), dictionary.greatest(from, to));
    }
    int least = from;
    int greatest = from;
    for (int i = from + 1; i < to; i++) {
      if (compare(i, least) < 0) {
        least = i;
      } else if (compare(i, greatest) > 0) {
        greatest = i;
      }
    }
    return bounds(least, greatest);
  }

  private Bounds bounds(int least, int greatest) {
    return new Bounds(
        new WideType.Wide(high[least], low[least]),
        new WideType.Wide(high[greatest], low[greatest]),
        0);
  }

  private int compare(int first, int second) {
    return type.compare(high[first], low[first], high[second], low[second]);
  }

  @Override
  @Nullable Dictionary dictionary(int from, int to, int limit, Workspace workspace) {
    int[] indexes = workspace.ints(to);
    int[] firstOf = new int[Math.min(limit, 1 << 10)];
    int size = 0;
    int capacity = Integer.highestOneBit(Math.max(16, Math.min(limit, to - from))) << 2;
    int[] slots = workspace.slots(capacity);
    Arrays.fill(slots, 0, capacity, -1);
    int shift = Long.numberOfLeadingZeros(capacity - 1L);
    for (int i = from; i < to; i++) {
      long hash = (high[i] * 31 + low[i]) * 0x9E37_79B9_7F4A_7C15L;
      int slot = (int) (hash >>> shift);
      int id = slots[slot];
      while (id >= 0 && (high[firstOf[id]] != high[i] || low[firstOf[id]] != low[i])) {
        slot = (slot + 1) & (capacity - 1);
        id = slots[slot];
      }
      if (id < 0) {
        if (size == limit) {
          return null;
        }
        if (size == firstOf.length) {
          firstOf = Arrays.copyOf(firstOf, Math.min(limit, size * 2));
        }
        id = size++;
        slots[slot] = id;
        firstOf[id] = i;
      }
      indexes[i] = id;
    }
    int[] examples = IndexSort.sorted(size, firstOf, indexes, from, to, this::compare);
    PageBuffer plain = new PageBuffer();
    for (int example : examples) {
      int start = plain.take(type.bytes());
      for (int position = 0; position < type.bytes(); position++) {
        plain.bytes()[start + position] = type.byteAt(high[example], low[example], position);
      }
    }
    return new Dictionary(plain, examples, indexes);
  }
}
