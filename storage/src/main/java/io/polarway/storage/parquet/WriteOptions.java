package io.polarway.storage.parquet;

import java.util.Map;

/**
 * How a data file is written.
 *
 * @param zstdLevel the zstd level, 1 to 22, which is noted in the file
 * @param sortedBy the order of the rows as it is noted in the file, in the writer's own words;
 *     empty for none
 * @param byteStreamSplit whether the encoding BYTE_STREAM_SPLIT may be chosen, which some readers
 *     do not know
 * @param rowGroupRows how many rows a row group has at most: readers leave out row groups as a
 *     whole
 * @param bloomFilters the field ids of the columns that get a bloom filter, each with the number of
 *     distinct values that a row group is expected to have at most; numbers that ascend get none
 */
public record WriteOptions(
    int zstdLevel,
    String sortedBy,
    boolean byteStreamSplit,
    int rowGroupRows,
    Map<Integer, Long> bloomFilters) {

  public WriteOptions {
    if (zstdLevel < 1 || zstdLevel > 22) {
      throw new IllegalArgumentException("zstd level " + zstdLevel + " is not in 1 to 22");
    }
    bloomFilters = Map.copyOf(bloomFilters);
  }

  /** Rows in no order. */
  public WriteOptions(int zstdLevel, boolean byteStreamSplit, Map<Integer, Long> bloomFilters) {
    this(zstdLevel, "", byteStreamSplit, DataFileWriter.ROW_GROUP_ROWS, bloomFilters);
  }

  /** All encodings, no bloom filters. */
  public static WriteOptions level(int zstdLevel) {
    return new WriteOptions(zstdLevel, true, Map.of());
  }

  /** The same for rows in an order. */
  public WriteOptions sortedBy(String order) {
    return new WriteOptions(zstdLevel, order, byteStreamSplit, rowGroupRows, bloomFilters);
  }

  /** The same for readers that look for single rows. */
  public WriteOptions forSearch(int newRowGroupRows, Map<Integer, Long> newBloomFilters) {
    return new WriteOptions(zstdLevel, sortedBy, byteStreamSplit, newRowGroupRows, newBloomFilters);
  }
}
