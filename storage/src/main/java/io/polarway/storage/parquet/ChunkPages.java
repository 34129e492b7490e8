package io.polarway.storage.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column chunk, all of them in memory, as the library's decoders take them: its
 * own reader of files needs Hadoop.
 */
final class ChunkPages implements PageReader {

  private final ColumnChunkMetaData chunk;
  private final Deque<DataPage> pages = new ArrayDeque<>();
  private @Nullable DictionaryPage dictionary;

  private ChunkPages(ColumnChunkMetaData chunk) {
    this.chunk = chunk;
  }

  static ChunkPages read(FileChannel file, ColumnChunkMetaData chunk) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(chunk.getTotalSize())];
    Footer.readFully(file, ByteBuffer.wrap(bytes), chunk.getStartingPos());
    ChunkPages pages = new ChunkPages(chunk);
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    while (in.available() > 0) {
      PageHeader header = Util.readPageHeader(in);
      pages.add(header, in.readNBytes(header.getCompressed_page_size()));
    }
    return pages;
  }

  private void add(PageHeader header, byte[] page) throws IOException {
    int size = header.getUncompressed_page_size();
    if (header.isSetDictionary_page_header()) {
      dictionary =
          new DictionaryPage(
              BytesInput.from(Decompression.decompress(chunk.getCodec(), page, size)),
              header.getDictionary_page_header().getNum_values(),
              encoding(header.getDictionary_page_header().getEncoding()));
    } else if (header.isSetData_page_header()) {
      DataPageHeader first = header.getData_page_header();
      pages.add(
          new DataPageV1(
              BytesInput.from(Decompression.decompress(chunk.getCodec(), page, size)),
              first.getNum_values(),
              size,
              noStatistics(),
              encoding(first.getRepetition_level_encoding()),
              encoding(first.getDefinition_level_encoding()),
              encoding(first.getEncoding())));
    } else if (header.isSetData_page_header_v2()) {
      pages.add(second(header.getData_page_header_v2(), page, size));
    }
  }

  /** Levels are not compressed in this version. */
  private DataPage second(DataPageHeaderV2 header, byte[] page, int size) throws IOException {
    int repetition = header.getRepetition_levels_byte_length();
    int levels = repetition + header.getDefinition_levels_byte_length();
    byte[] values = new byte[page.length - levels];
    System.arraycopy(page, levels, values, 0, values.length);
    CompressionCodecName codec =
        header.isIs_compressed() ? chunk.getCodec() : CompressionCodecName.UNCOMPRESSED;
    return DataPageV2.uncompressed(
        header.getNum_rows(),
        header.getNum_nulls(),
        header.getNum_values(),
        BytesInput.from(page, 0, repetition),
        BytesInput.from(page, repetition, levels - repetition),
        encoding(header.getEncoding()),
        BytesInput.from(Decompression.decompress(codec, values, size - levels)),
        noStatistics());
  }

  private Statistics<?> noStatistics() {
    return Statistics.createStats(chunk.getPrimitiveType());
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    return dictionary;
  }

  @Override
  public long getTotalValueCount() {
    return chunk.getValueCount();
  }

  @Override
  public @Nullable DataPage readPage() {
    return pages.poll();
  }
}
