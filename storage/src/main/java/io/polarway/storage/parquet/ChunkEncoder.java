package io.polarway.storage.parquet;

import io.polarway.storage.column.Column;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.jspecify.annotations.Nullable;

/** Encodes the chunks of one column of a file. One thread at a time. */
final class ChunkEncoder {

  private static final int PAGE_ROWS = 131_072;

  private final FileColumn column;
  private final PhysicalType type;
  private final int level;
  private final EncodingChooser chooser;
  private final @Nullable Long bloomDistinct;

  ChunkEncoder(FileColumn column, PhysicalType type, WriteOptions options) {
    this.column = column;
    this.type = type;
    this.level = options.zstdLevel();
    this.chooser = new EncodingChooser(options);
    this.bloomDistinct = options.bloomFilters().get(column.fieldId());
  }

  /** Encodes all rows of {@code rows}. */
  EncodedChunk encode(Column rows) {
    if (!column.nullable() && rows.nullCount() > 0) {
      throw new StorageException(
          Failure.NOT_NULL,
          "Cannot write column %s: it is NOT NULL, and %d of %d rows are null."
              .formatted(column.name(), rows.nullCount(), rows.size()));
    }
    try (Workspace workspace = Workspace.borrow()) {
      ChunkValues values = type.values(rows, workspace);
      EncodingChooser.Choice choice = chooser.choose(values, workspace);
      DictionaryPage dictionaryPage = null;
      long bytes = 0;
      Dictionary dictionary = choice.dictionary();
      if (dictionary != null) {
        byte[] compressed = workspace.compress(dictionary.plain(), level);
        bytes += compressed.length;
        dictionaryPage =
            new DictionaryPage(
                BytesInput.from(compressed),
                dictionary.plain().size(),
                dictionary.size(),
                Encoding.PLAIN);
      }
      List<EncodedChunk.Page> pages = new ArrayList<>();
      Bounds bounds = Bounds.NONE;
      int fromValue = 0;
      for (int fromRow = 0; fromRow < rows.size(); ) {
        EncodedChunk.Page page = page(rows, values, choice, fromRow, fromValue, workspace);
        pages.add(page);
        bounds = bounds.and(page.bounds(), type);
        bytes += page.compressed().size();
        fromRow += page.rows();
        fromValue += page.rows() - page.nulls();
      }
      chooser.encoded(values.count(), bytes);
      return new EncodedChunk(
          choice.encoding().parquet(), dictionaryPage, pages, bounds, bloomFilter(values));
    }
  }

  private EncodedChunk.Page page(
      Column rows,
      ChunkValues values,
      EncodingChooser.Choice choice,
      int fromRow,
      int fromValue,
      Workspace workspace) {
    long[] validity = rows.validity();
    int toRow = Math.min(rows.size(), fromRow + PAGE_ROWS);
    int toValue = fromValue + valid(validity, fromRow, toRow);
    if (choice.dictionary() == null) {
      int end = values.pageEnd(fromValue, toValue);
      if (end < toValue) {
        toRow = rowAfter(validity, fromRow, end - fromValue);
        toValue = end;
      }
    }
    PageBuffer out = workspace.page();
    out.clear();
    if (column.nullable()) {
      HybridEncoder.writeDefinitionLevels(out, validity, fromRow, toRow, toValue - fromValue);
    }
    Dictionary dictionary = choice.dictionary();
    if (dictionary != null) {
      out.putByte(choice.indexWidth());
      HybridEncoder.writeIndexes(
          out, dictionary.indexes(), fromValue, toValue, choice.indexWidth());
    } else {
      values.write(choice.encoding(), out, fromValue, toValue, workspace.delta());
    }
    return new EncodedChunk.Page(
        BytesInput.from(workspace.compress(out, level)),
        out.size(),
        toRow - fromRow,
        toRow - fromRow - (toValue - fromValue),
        values.bounds(fromValue, toValue, dictionary));
  }

  private static int valid(long @Nullable [] validity, int from, int to) {
    if (validity == null) {
      return to - from;
    }
    int valid = 0;
    for (int row = from; row < to; ) {
      int inWord = row % Long.SIZE;
      int count = Math.min(Long.SIZE - inWord, to - row);
      long bits = validity[row / Long.SIZE] >>> inWord;
      if (count < Long.SIZE) {
        bits &= (1L << count) - 1;
      }
      valid += Long.bitCount(bits);
      row += count;
    }
    return valid;
  }

  /** The row behind the {@code count}-th valid one from {@code from} on. */
  private static int rowAfter(long @Nullable [] validity, int from, int count) {
    if (validity == null) {
      return from + count;
    }
    int row = from;
    for (int seen = 0; seen < count; row++) {
      seen += (int) (validity[row / Long.SIZE] >>> row) & 1;
    }
    return row;
  }

  private @Nullable BloomFilter bloomFilter(ChunkValues values) {
    if (bloomDistinct == null || values.count() == 0 || values.ascend()) {
      return null;
    }
    long distinct = Math.max(1, Math.min(bloomDistinct, values.count()));
    int bits = BlockSplitBloomFilter.optimalNumOfBits(distinct, BlockSplitBloomFilter.DEFAULT_FPP);
    BlockSplitBloomFilter filter = new BlockSplitBloomFilter(bits / Byte.SIZE);
    type.fill(filter, values);
    return filter;
  }
}
