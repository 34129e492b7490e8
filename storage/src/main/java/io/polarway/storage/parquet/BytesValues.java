package io.polarway.storage.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a {@link BytesType}. */
final class BytesValues extends ChunkValues {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Above this a page ends. */
  private static final int PAGE_BYTES = 4 << 20;

  /** The largest dictionary in bytes; readers hold it as a whole. */
  private static final int DICTIONARY_BYTES = 1 << 20;

  private final BytesType type;
  private final byte[] data;
  private final int[] starts;
  private final int[] ends;
  private final int endShift;

  /**
   * Value {@code i} is {@code data[starts[i]]} to {@code data[ends[i + endShift] - 1]}.
   *
   * @param endShift 1 where starts and ends are one array of offsets, else 0
   */
  BytesValues(BytesType type, byte[] data, int[] starts, int[] ends, int endShift, int count) {
    super(count);
    this.type = type;
    this.data = data;
    this.starts = starts;
    this.ends = ends;
    this.endShift = endShift;
  }

  byte[] data() {
    return data;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index + endShift];
  }

  private int length(int index) {
    return end(index) - starts[index];
  }

  @Override
  int pageEnd(int from, int to) {
    long bytes = 0;
    for (int i = from; i < to; i++) {
      bytes += Integer.BYTES + length(i);
      if (bytes > PAGE_BYTES) {
        return i == from ? from + 1 : i;
      }
    }
    return to;
  }

  @Override
  List<ValueEncoding> encodings() {
    return List.of(ValueEncoding.PLAIN, ValueEncoding.DELTA_LENGTH, ValueEncoding.DELTA_PREFIX);
  }

  @Override
  void write(ValueEncoding encoding, PageBuffer out, int from, int to, DeltaEncoder delta) {
    switch (encoding) {
      case PLAIN -> {
        for (int i = from; i < to; i++) {
          writePlain(out, i);
        }
      }
      case DELTA_LENGTH -> {
        long[] lengths = new long[to - from];
        for (int i = from; i < to; i++) {
          lengths[i - from] = length(i);
        }
        delta.write(out, lengths, 0, lengths.length, false);
        if (endShift == 1) {
          out.put(data, starts[from], starts[to] - starts[from]);
        } else {
          for (int i = from; i < to; i++) {
            out.put(data, starts[i], length(i));
          }
        }
      }
      case DELTA_PREFIX -> writePrefixes(out, from, to, delta);
      case DICTIONARY, DELTA, BYTE_STREAM_SPLIT ->
          throw new IllegalArgumentException(encoding + " of bytes");
    }
  }

  private void writePlain(PageBuffer out, int index) {
    int length = length(index);
    out.putInt(length);
    out.put(data, starts[index], length);
  }

  private void writePrefixes(PageBuffer out, int from, int to, DeltaEncoder delta) {
    long[] prefixes = new long[to - from];
    long[] rests = new long[to - from];
    for (int i = from; i < to; i++) {
      int shared = 0;
      if (i > from) {
        int mismatch = Arrays.mismatch(data, starts[i - 1], end(i - 1), data, starts[i], end(i));
        shared = mismatch < 0 ? length(i) : mismatch;
      }
      prefixes[i - from] = shared;
      rests[i - from] = (long) length(i) - shared;
    }
    delta.write(out, prefixes, 0, prefixes.length, false);
    delta.write(out, rests, 0, rests.length, false);
    for (int i = from; i < to; i++) {
      out.put(data, starts[i] + (int) prefixes[i - from], (int) rests[i - from]);
    }
  }

  @Override
  Bounds bounds(int from, int to) {
    if (from == to) {
      return Bounds.NONE;
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
    return new Bounds(
        type.bound(data, starts[least], end(least)),
        type.bound(data, starts[greatest], end(greatest)),
        0);
  }

  private int compare(int first, int second) {
    return Arrays.compareUnsigned(
        data, starts[first], end(first), data, starts[second], end(second));
  }

  private boolean same(int first, int second) {
    return Arrays.equals(data, starts[first], end(first), data, starts[second], end(second));
  }

  private int hash(int index) {
    long hash = length(index);
    int position = starts[index];
    int end = end(index);
    for (; position <= end - Long.BYTES; position += Long.BYTES) {
      hash = (hash ^ (long) LONG.get(data, position)) * 0x9E37_79B9_7F4A_7C15L;
      hash ^= hash >>> 32;
    }
    for (; position < end; position++) {
      hash = (hash ^ data[position]) * 0x9E37_79B9_7F4A_7C15L;
    }
    return (int) (hash >>> 32);
  }

  @Override
  @Nullable Dictionary dictionary(int from, int to, int limit, Workspace workspace) {
    int[] indexes = workspace.ints(to);
    int[] firstOf = new int[Math.min(limit, 1 << 10)];
    int[] hashes = new int[firstOf.length];
    int size = 0;
    long bytes = 0;
    int capacity = Integer.highestOneBit(Math.max(16, Math.min(limit, to - from))) << 2;
    int[] slots = workspace.slots(capacity);
    Arrays.fill(slots, 0, capacity, -1);
    for (int i = from; i < to; i++) {
      int hash = hash(i);
      int slot = hash & (capacity - 1);
      int id = slots[slot];
      while (id >= 0 && (hashes[id] != hash || !same(firstOf[id], i))) {
        slot = (slot + 1) & (capacity - 1);
        id = slots[slot];
      }
      if (id < 0) {
        bytes += Integer.BYTES + length(i);
        if (size == limit || bytes > DICTIONARY_BYTES) {
          return null;
        }
        if (size == firstOf.length) {
          firstOf = Arrays.copyOf(firstOf, Math.min(limit, size * 2));
          hashes = Arrays.copyOf(hashes, firstOf.length);
        }
        id = size++;
        slots[slot] = id;
        firstOf[id] = i;
        hashes[id] = hash;
      }
      indexes[i] = id;
    }
    int[] order = IndexSort.sorted(size, firstOf, this::compare);
    int[] ranks = new int[size];
    PageBuffer plain = new PageBuffer();
    for (int rank = 0; rank < size; rank++) {
      ranks[order[rank]] = rank;
      writePlain(plain, firstOf[order[rank]]);
    }
    for (int i = from; i < to; i++) {
      indexes[i] = ranks[indexes[i]];
    }
    return new Dictionary(plain, size, indexes);
  }
}
