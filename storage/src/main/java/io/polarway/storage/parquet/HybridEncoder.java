package io.polarway.storage.parquet;

import org.jspecify.annotations.Nullable;

/** The mix of repeated and packed runs of the Parquet format ("RLE / bit-packing hybrid"). */
final class HybridEncoder {

  private static final int GROUP = 8;

  private HybridEncoder() {}

  /** Writes indexes, none of which needs more than {@code width} bits. */
  static void writeIndexes(PageBuffer out, int[] indexes, int from, int to, int width) {
    int packedFrom = from;
    int i = from;
    while (i < to) {
      int value = indexes[i];
      int end = i + 1;
      while (end < to && indexes[end] == value) {
        end++;
      }
      int aligned = i + (GROUP - (i - packedFrom) % GROUP) % GROUP;
      if (end - aligned >= GROUP) {
        writePacked(out, indexes, packedFrom, aligned, width);
        writeRepeated(out, value, end - aligned, width);
        packedFrom = end;
      }
      i = end;
    }
    writePacked(out, indexes, packedFrom, to, width);
  }

  /**
   * Writes the definition levels of rows of a flat optional column, with the length in front that a
   * page of version 1 wants.
   *
   * @param validity as in {@link io.polarway.storage.column.Column#validity}
   * @param valid the number of rows that are not null
   */
  static void writeDefinitionLevels(
      PageBuffer out, long @Nullable [] validity, int fromRow, int toRow, int valid) {
    int rows = toRow - fromRow;
    int lengthAt = out.take(Integer.BYTES);
    if (validity == null || valid == rows) {
      writeRepeated(out, 1, rows, 1);
    } else if (valid == 0) {
      writeRepeated(out, 0, rows, 1);
    } else {
      int groups = (rows + GROUP - 1) / GROUP;
      out.putVarint(((long) groups << 1) | 1);
      int start = out.take(groups);
      byte[] bytes = out.bytes();
      for (int group = 0; group < groups; group++) {
        bytes[start + group] = (byte) eightBits(validity, fromRow + group * GROUP);
      }
      if (rows % GROUP != 0) {
        bytes[start + groups - 1] &= (byte) ((1 << (rows % GROUP)) - 1);
      }
    }
    out.setInt(lengthAt, out.size() - lengthAt - Integer.BYTES);
  }

  private static long eightBits(long[] words, int row) {
    int word = row / Long.SIZE;
    int shift = row % Long.SIZE;
    long bits = words[word] >>> shift;
    if (shift > Long.SIZE - GROUP && word + 1 < words.length) {
      bits |= words[word + 1] << (Long.SIZE - shift);
    }
    return bits;
  }

  private static void writeRepeated(PageBuffer out, int value, int count, int width) {
    out.putVarint((long) count << 1);
    for (int shift = 0; shift < width; shift += Byte.SIZE) {
      out.putByte(value >>> shift);
    }
  }

  /**
   * Packs whole groups; only the last run of all may end within one, and is filled up with zeros.
   */
  private static void writePacked(PageBuffer out, int[] indexes, int from, int to, int width) {
    if (from == to) {
      return;
    }
    int groups = (to - from + GROUP - 1) / GROUP;
    out.putVarint(((long) groups << 1) | 1);
    int start = out.size();
    out.putPacked(indexes, from, to, width);
    int missing = groups * width - (out.size() - start);
    for (int i = 0; i < missing; i++) {
      out.putByte(0);
    }
  }
}
