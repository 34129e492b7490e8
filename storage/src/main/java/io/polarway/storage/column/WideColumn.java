package io.polarway.storage.column;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Values of 128 bits as two halves: the unscaled values of a DECIMAL of more than 18 digits,
 * HUGEINT and UHUGEINT in two's complement, and UUID (its most and least significant bits).
 */
public final class WideColumn extends Column {

  private long[] high;
  private long[] low;

  WideColumn(DataType type, int capacity) {
    super(type);
    high = new long[capacity];
    low = new long[capacity];
  }

  private WideColumn(DataType type, long[] high, long[] low) {
    super(type);
    this.high = high;
    this.low = low;
  }

  /** The upper halves, as they are; see {@link Column}. */
  public long[] high() {
    return high;
  }

  /** The lower halves, as they are; see {@link Column}. */
  public long[] low() {
    return low;
  }

  /** The value as a signed number of 128 bits. */
  public BigInteger getSigned(int row) {
    return toBigInteger(high[row], low[row]);
  }

  /** Writes the open slot. */
  public void put(long highBits, long lowBits) {
    openForValue();
    high[size()] = highBits;
    low[size()] = lowBits;
  }

  /**
   * Writes the open slot.
   *
   * @throws ArithmeticException if the value needs more than 128 bits
   */
  public void put(BigInteger value) {
    if (value.bitLength() > 127) {
      throw new ArithmeticException(value + " needs more than 128 bits");
    }
    put(value.shiftRight(Long.SIZE).longValue(), value.longValue());
  }

  /** Appends a value. */
  public void append(long highBits, long lowBits) {
    put(highBits, lowBits);
    advance();
  }

  /** The signed number of 128 bits with these halves. */
  public static BigInteger toBigInteger(long highBits, long lowBits) {
    if (highBits == lowBits >> 63) {
      return BigInteger.valueOf(lowBits);
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (highBits >> (56 - 8 * i));
      bytes[8 + i] = (byte) (lowBits >> (56 - 8 * i));
    }
    return new BigInteger(bytes);
  }

  @Override
  public void reserve(int capacity) {
    if (capacity > high.length) {
      int length = grown(high.length, capacity);
      high = Arrays.copyOf(high, length);
      low = Arrays.copyOf(low, length);
    }
  }

  @Override
  long valueBytes() {
    return 32 + 16L * high.length;
  }

  @Override
  void copyIntoOpenSlot(Column source, int row) {
    WideColumn wide = (WideColumn) source;
    high[size()] = wide.high[row];
    low[size()] = wide.low[row];
  }

  @Override
  void copyRows(Column source, int[] rows, int from, int to) {
    WideColumn wide = (WideColumn) source;
    int target = size();
    for (int i = from; i < to; i++) {
      high[target] = wide.high[rows[i]];
      low[target++] = wide.low[rows[i]];
    }
  }

  @Override
  void copyRange(Column source, int from, int to) {
    WideColumn wide = (WideColumn) source;
    System.arraycopy(wide.high, from, high, size(), to - from);
    System.arraycopy(wide.low, from, low, size(), to - from);
  }

  @Override
  Column copyOfValues() {
    return new WideColumn(type(), Arrays.copyOf(high, size()), Arrays.copyOf(low, size()));
  }

  @Override
  void moveToFront(int row) {
    high[0] = high[row];
    low[0] = low[row];
  }
}
