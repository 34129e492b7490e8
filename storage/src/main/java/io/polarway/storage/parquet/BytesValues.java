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

  /** An odd number without pattern, by which hashes are spread. */
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

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
  Bounds bounds(int from, int to, @Nullable Dictionary dictionary) {
    if (from == to) {
      return Bounds.NONE;
    }
    if (dictionary != null) {
      return bounds(dictionary.least(from, to), dictionary.greatest(from, to));
    }
    int least = from;
    int greatest = from;
    long leastHead = orderedHead(from);
    long greatestHead = leastHead;
    for (int i = from + 1; i < to; i++) {
      long head = orderedHead(i);
      if (head <= leastHead && (head < leastHead || compare(i, least) < 0)) {
        least = i;
        leastHead = head;
      }
      if (head >= greatestHead && (head > greatestHead || compare(i, greatest) > 0)) {
        greatest = i;
        greatestHead = head;
      }
    }
    return bounds(least, greatest);
  }

  private Bounds bounds(int least, int greatest) {
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

  /** The first eight bytes, lowest first, filled up with zeros. */
  private long head(int index) {
    int start = starts[index];
    int length = length(index);
    if (start <= data.length - Long.BYTES) {
      long head = (long) LONG.get(data, start);
      return length >= Long.BYTES ? head : head & ((1L << (length * Byte.SIZE)) - 1);
    }
    long head = 0;
    for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
      head = head << Byte.SIZE | (data[start + i] & 0xFF);
    }
    return head;
  }

  /** The first eight bytes as a number in whose order values are that differ in them. */
  private long orderedHead(int index) {
    return Long.reverseBytes(head(index)) ^ Long.MIN_VALUE;
  }

  private int hash(int index, long head) {
    int length = length(index);
    long hash = (head ^ length) * MIX;
    if (length > Long.BYTES) {
      int end = end(index);
      for (int at = starts[index] + Long.BYTES; at < end - Long.BYTES; at += Long.BYTES) {
        hash = ((hash ^ hash >>> 32) ^ (long) LONG.get(data, at)) * MIX;
      }
      hash = ((hash ^ hash >>> 32) ^ (long) LONG.get(data, end - Long.BYTES)) * MIX;
    }
    return (int) (hash >>> 32);
  }

  @Override
  @Nullable Dictionary dictionary(int from, int to, int limit, Workspace workspace) {
    int[] indexes = workspace.ints(to);
    int[] firstOf = new int[Math.min(limit, 1 << 10)];
    int[] hashes = new int[firstOf.length];
    long[] heads = new long[firstOf.length];
    int size = 0;
    long bytes = 0;
    int capacity = Integer.highestOneBit(Math.max(16, Math.min(limit, to - from))) << 2;
    int[] slots = workspace.slots(capacity);
    Arrays.fill(slots, 0, capacity, -1);
    for (int i = from; i < to; i++) {
      long head = head(i);
      int hash = hash(i, head);
      int length = length(i);
      int slot = hash & (capacity - 1);
      int id = slots[slot];
      while (id >= 0
          && (hashes[id] != hash
              || heads[id] != head
              || length(firstOf[id]) != length
              || (length > Long.BYTES && !same(firstOf[id], i)))) {
        slot = (slot + 1) & (capacity - 1);
        id = slots[slot];
      }
      if (id < 0) {
        bytes += Integer.BYTES + length;
        if (size == limit || bytes > DICTIONARY_BYTES) {
          return null;
        }
        if (size == firstOf.length) {
          firstOf = Arrays.copyOf(firstOf, Math.min(limit, size * 2));
          hashes = Arrays.copyOf(hashes, firstOf.length);
          heads = Arrays.copyOf(heads, firstOf.length);
        }
        id = size++;
        slots[slot] = id;
        firstOf[id] = i;
        hashes[id] = hash;
        heads[id] = head;
      }
      indexes[i] = id;
    }
    int[] examples = IndexSort.sorted(size, firstOf, indexes, from, to, this::compare);
    PageBuffer plain = new PageBuffer();
    for (int example : examples) {
      writePlain(plain, example);
    }
    return new Dictionary(plain, examples, indexes);
  }
}
