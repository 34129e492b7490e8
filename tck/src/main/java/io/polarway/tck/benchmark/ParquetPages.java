package io.polarway.tck.benchmark;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * The pages of Parquet files as they were before compression, to measure what zstd alone takes for
 * the very same bytes.
 */
final class ParquetPages {

  private static final int FOOTER_TAIL_BYTES = 8;

  private final List<byte[]> pages = new ArrayList<>();

  /** Reads the pages of all Parquet files below a directory. */
  static ParquetPages below(Path directory) {
    ParquetPages pages = new ParquetPages();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path file : paths.filter(ScratchDirectory::isParquet).sorted().toList()) {
        pages.read(file);
      }
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Path file) throws IOException {
    FileMetaData metadata = footerOf(file);
    for (RowGroup rowGroup : metadata.getRow_groups()) {
      for (ColumnChunk chunk : rowGroup.getColumns()) {
        ColumnMetaData column = chunk.getMeta_data();
        long start =
            column.isSetDictionary_page_offset()
                ? column.getDictionary_page_offset()
                : column.getData_page_offset();
        readChunk(file, start, column.getNum_values());
      }
    }
  }

  private static FileMetaData footerOf(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int footerLength =
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt(bytes.length - FOOTER_TAIL_BYTES);
    return Util.readFileMetaData(
        new ByteArrayInputStream(
            bytes, bytes.length - FOOTER_TAIL_BYTES - footerLength, footerLength));
  }

  private void readChunk(Path file, long start, long values) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(start)));
      long remaining = values;
      while (remaining > 0) {
        PageHeader header = Util.readPageHeader(in);
        byte[] stored = in.readNBytes(header.getCompressed_page_size());
        int plain = 0;
        if (header.isSetData_page_header_v2()) {
          plain =
              header.getData_page_header_v2().getDefinition_levels_byte_length()
                  + header.getData_page_header_v2().getRepetition_levels_byte_length();
          remaining -= header.getData_page_header_v2().getNum_values();
        } else if (header.isSetData_page_header()) {
          remaining -= header.getData_page_header().getNum_values();
        }
        pages.add(decompressed(stored, plain, header.getUncompressed_page_size() - plain));
      }
    }
  }

  private static byte[] decompressed(byte[] stored, int from, int length) {
    byte[] page = new byte[length];
    long written = Zstd.decompressByteArray(page, 0, length, stored, from, stored.length - from);
    if (written != length) {
      throw new IllegalStateException("a page of %d bytes gave %d".formatted(length, written));
    }
    return page;
  }

  /** Compresses all pages with that many threads and returns the nanoseconds it took. */
  long compressNanos(int level, int threads) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> workers = new ArrayList<>();
      long start = System.nanoTime();
      for (int thread = 0; thread < threads; thread++) {
        workers.add(executor.submit(() -> compressPages(level, next)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
      return System.nanoTime() - start;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      executor.shutdown();
    }
  }

  private void compressPages(int level, AtomicInteger next) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.setLevel(level);
      for (int page = next.getAndIncrement(); page < pages.size(); page = next.getAndIncrement()) {
        context.compress(pages.get(page));
      }
    }
  }
}
