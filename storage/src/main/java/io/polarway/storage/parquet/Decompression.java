package io.polarway.storage.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Decompresses pages, without Hadoop, of the codecs that Iceberg's writers use. */
final class Decompression {

  private Decompression() {}

  /**
   * The content of a page.
   *
   * @param size how many bytes it has
   */
  static byte[] decompress(CompressionCodecName codec, byte[] page, int size) throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> page;
      case ZSTD -> Zstd.decompress(page, size);
      case GZIP -> {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
          yield in.readNBytes(size);
        }
      }
      case SNAPPY -> {
        byte[] bytes = new byte[size];
        new SnappyDecompressor().decompress(page, 0, page.length, bytes, 0, size);
        yield bytes;
      }
      default ->
          throw new StorageException(
              Failure.UNSUPPORTED,
              "Cannot read a file of deleted rows: it is compressed by %s, but only ZSTD, SNAPPY, GZIP or no compression can be read"
                  .formatted(codec));
    };
  }
}
