package io.polarway.storage.parquet;

/** DELTA_BINARY_PACKED of the Parquet format, in its usual blocks of 128 values in 4 parts. */
final class DeltaEncoder {

  private static final int BLOCK = 128;
  private static final int PARTS = 4;
  private static final int PART = BLOCK / PARTS;

  private final long[] deltas = new long[BLOCK];

  /**
   * Writes values.
   *
   * @param wide whether they are INT64, else they are INT32, whose differences wrap at 32 bits
   */
  void write(PageBuffer out, long[] values, int from, int to, boolean wide) {
    out.putVarint(BLOCK);
    out.putVarint(PARTS);
    out.putVarint(to - from);
    out.putZigZag(from < to ? values[from] : 0);
    for (int start = from + 1; start < to; start += BLOCK) {
      int count = Math.min(BLOCK, to - start);
      if (wide) {
        for (int i = 0; i < count; i++) {
          deltas[i] = values[start + i] - values[start + i - 1];
        }
      } else {
        for (int i = 0; i < count; i++) {
          deltas[i] = (int) (values[start + i] - values[start + i - 1]);
        }
      }
      writeBlock(out, count, wide ? -1L : 0xFFFF_FFFFL);
    }
  }

  private void writeBlock(PageBuffer out, int count, long mask) {
    long smallest = deltas[0];
    for (int i = 1; i < count; i++) {
      smallest = Math.min(smallest, deltas[i]);
    }
    out.putZigZag(smallest);
    for (int i = 0; i < count; i++) {
      deltas[i] = (deltas[i] - smallest) & mask;
    }
    for (int i = count; i < BLOCK; i++) {
      deltas[i] = 0;
    }
    int widthsAt = out.take(PARTS);
    for (int part = 0; part < PARTS; part++) {
      int start = part * PART;
      long bits = 0;
      for (int i = start; i < start + PART; i++) {
        bits |= deltas[i];
      }
      int width = Long.SIZE - Long.numberOfLeadingZeros(bits);
      out.bytes()[widthsAt + part] = (byte) width;
      if (start < count && width > 0) {
        out.putPacked(deltas, start, start + PART, width);
      }
    }
  }
}
