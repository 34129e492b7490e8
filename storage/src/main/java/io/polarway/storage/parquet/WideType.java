package io.polarway.storage.parquet;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.WideColumn;
import java.math.BigDecimal;
import java.util.UUID;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.io.api.Binary;

/**
 * Values of 128 bits, which the file has in a fixed number of bytes, the highest first: decimals of
 * more than 18 digits, and UUIDs. A UUID is ordered without a sign; so the highest bit of its upper
 * half is turned over.
 */
final class WideType extends PhysicalType {

  /** A value by its two halves. */
  record Wide(long high, long low) {}

  private final DataType type;
  private final int bytes;

  WideType(DataType type, int bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** The bytes of a value in the file, 9 to 16. */
  int bytes() {
    return bytes;
  }

  /** What the upper half of a value is combined with to be ordered by its sign. */
  long turn() {
    return type instanceof DataType.Decimal ? 0 : Long.MIN_VALUE;
  }

  @Override
  ChunkValues values(Column column, Workspace workspace) {
    WideColumn wide = (WideColumn) column;
    int rows = column.size();
    int count = rows - column.nullCount();
    long[] validity = column.validity();
    if (validity == null || count == rows) {
      return new WideValues(this, wide.high(), wide.low(), rows);
    }
    long[] high = workspace.longs(rows);
    long[] low = workspace.moreLongs(rows);
    int next = 0;
    for (int i = 0; i < rows; i++) {
      high[next] = wide.high()[i];
      low[next] = wide.low()[i];
      next += (int) (validity[i >> 6] >>> i) & 1;
    }
    return new WideValues(this, high, low, count);
  }

  @Override
  int compare(Object left, Object right) {
    Wide first = (Wide) left;
    Wide second = (Wide) right;
    return compare(first.high, first.low, second.high, second.low);
  }

  int compare(long firstHigh, long firstLow, long secondHigh, long secondLow) {
    int high = Long.compare(firstHigh ^ turn(), secondHigh ^ turn());
    return high != 0 ? high : Long.compareUnsigned(firstLow, secondLow);
  }

  @Override
  byte[] plain(Object value) {
    Wide wide = (Wide) value;
    byte[] target = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      target[i] = byteAt(wide.high, wide.low, i);
    }
    return target;
  }

  /** The byte at a position in the file's form. */
  byte byteAt(long high, long low, int position) {
    int shift = (bytes - 1 - position) * Byte.SIZE;
    return (byte) (shift < Long.SIZE ? low >>> shift : high >>> (shift - Long.SIZE));
  }

  @Override
  Object icebergLower(Object value) {
    Wide wide = (Wide) value;
    return type instanceof DataType.Decimal decimal
        ? new BigDecimal(WideColumn.toBigInteger(wide.high, wide.low), decimal.scale())
        : new UUID(wide.high, wide.low);
  }

  @Override
  Object icebergUpper(Object value) {
    return icebergLower(value);
  }

  @Override
  void fill(BlockSplitBloomFilter filter, ChunkValues values) {
    WideValues wide = (WideValues) values;
    byte[] bytesOfValue = new byte[bytes];
    for (int i = 0; i < values.count(); i++) {
      for (int position = 0; position < bytes; position++) {
        bytesOfValue[position] = byteAt(wide.high(i), wide.low(i), position);
      }
      filter.insertHash(filter.hash(Binary.fromReusedByteArray(bytesOfValue)));
    }
  }
}
