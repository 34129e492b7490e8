package io.polarway.storage.parquet;

import io.polarway.storage.column.Column;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are held between the column in memory and the bytes in the file. A
 * single value, as in {@link Bounds}, is an object of a class that each of them chooses.
 */
abstract sealed class PhysicalType permits NumberType, WideType, BytesType {

  /** The column's values; they may stand in the workspace's arrays. */
  abstract ChunkValues values(Column column, Workspace workspace);

  /** The order of Parquet and Iceberg. */
  abstract int compare(Object left, Object right);

  /** The value encoded PLAIN, without a length. */
  abstract byte[] plain(Object value);

  /** The value as Iceberg has it in its metrics, or a shorter one below it. */
  abstract Object icebergLower(Object value);

  /** The value as Iceberg has it in its metrics, or a shorter one above it; null if none is. */
  abstract @Nullable Object icebergUpper(Object value);

  /** Adds values to a bloom filter. */
  abstract void fill(BlockSplitBloomFilter filter, ChunkValues values);
}
