package io.polarway.storage.parquet;

import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.jspecify.annotations.Nullable;

/** A column chunk, ready to be written. */
record EncodedChunk(
    Encoding encoding,
    @Nullable DictionaryPage dictionary,
    List<Page> pages,
    Bounds bounds,
    @Nullable BloomFilter bloomFilter) {

  /**
   * A data page.
   *
   * @param uncompressedBytes the size of its levels and values before they were compressed
   */
  record Page(BytesInput compressed, int uncompressedBytes, int rows, int nulls, Bounds bounds) {}
}
