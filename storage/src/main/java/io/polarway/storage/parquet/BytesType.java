package io.polarway.storage.parquet;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.iceberg.util.BinaryUtil;
import org.apache.iceberg.util.UnicodeUtil;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Texts and bytes of any length. A single value is a {@code byte[]} of its first bytes, enough of
 * them for every bound that is written.
 */
final class BytesType extends PhysicalType {

  /** Characters or bytes of a bound in a table's metadata; Iceberg's default, "truncate(16)". */
  private static final int ICEBERG_LENGTH = 16;

  /** More than 64 bytes, the bound in the file, and more than 16 characters of 4 bytes. */
  private static final int BOUND_BYTES = 72;

  private final boolean text;

  BytesType(boolean text) {
    this.text = text;
  }

  @Override
  ChunkValues values(Column column, Workspace workspace) {
    BytesColumn bytes = (BytesColumn) column;
    int rows = column.size();
    int count = rows - column.nullCount();
    long[] validity = column.validity();
    int[] offsets = bytes.offsets();
    if (validity == null || count == rows) {
      return new BytesValues(this, bytes.data(), offsets, offsets, 1, rows);
    }
    int[] starts = new int[count + 1];
    int[] ends = new int[count + 1];
    int next = 0;
    for (int i = 0; i < rows; i++) {
      starts[next] = offsets[i];
      ends[next] = offsets[i + 1];
      next += (int) (validity[i >> 6] >>> i) & 1;
    }
    return new BytesValues(this, bytes.data(), starts, ends, 0, count);
  }

  /** A value's first bytes; of a text whole characters. */
  byte[] bound(byte[] data, int start, int end) {
    if (end - start <= BOUND_BYTES) {
      return Arrays.copyOfRange(data, start, end);
    }
    int cut = start + BOUND_BYTES;
    while (text && (data[cut] & 0xC0) == 0x80 && cut > start + BOUND_BYTES - 4) {
      cut--;
    }
    return Arrays.copyOfRange(data, start, cut);
  }

  @Override
  int compare(Object left, Object right) {
    return Arrays.compareUnsigned((byte[]) left, (byte[]) right);
  }

  @Override
  byte[] plain(Object value) {
    return (byte[]) value;
  }

  @Override
  Object icebergLower(Object value) {
    byte[] bytes = (byte[]) value;
    return text
        ? UnicodeUtil.truncateStringMin(new String(bytes, StandardCharsets.UTF_8), ICEBERG_LENGTH)
        : BinaryUtil.truncateBinaryMin(ByteBuffer.wrap(bytes), ICEBERG_LENGTH);
  }

  @Override
  @Nullable Object icebergUpper(Object value) {
    byte[] bytes = (byte[]) value;
    return text
        ? UnicodeUtil.truncateStringMax(new String(bytes, StandardCharsets.UTF_8), ICEBERG_LENGTH)
        : BinaryUtil.truncateBinaryMax(ByteBuffer.wrap(bytes), ICEBERG_LENGTH);
  }

  @Override
  void fill(BlockSplitBloomFilter filter, ChunkValues values) {
    BytesValues bytes = (BytesValues) values;
    for (int i = 0; i < values.count(); i++) {
      int start = bytes.start(i);
      filter.insertHash(
          filter.hash(Binary.fromReusedByteArray(bytes.data(), start, bytes.end(i) - start)));
    }
  }
}
