package io.polarway.storage.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Writes the footer of a finished file anew with what the Parquet library does not let its caller
 * say: which program wrote the file, and which bounds are exact.
 */
final class Footer {

  /** Bounds of this many bytes may have been cut off. */
  static final int BOUND_BYTES = 64;

  /** Behind the footer: its length and the magic bytes. */
  private static final int TRAILER_BYTES = 8;

  /** "PAR1" as a little-endian number. */
  private static final int MAGIC = 0x31524150;

  /** The key under which a file says what its values take up without any encoding. */
  static final String RAW_BYTES = "polarway.raw-bytes";

  /** The key under which a file says the level of its compression. */
  static final String ZSTD_LEVEL = "polarway.zstd-level";

  /** The key under which a file says the order of its rows; an empty text for none. */
  static final String SORTED_BY = "polarway.sorted-by";

  private static final String CREATED_BY = createdBy();

  private Footer() {}

  private static String createdBy() {
    String version = Footer.class.getPackage().getImplementationVersion();
    return "polarway-jdbc version " + (version == null ? "development" : version);
  }

  /** The footer of {@code file}. */
  static FileMetaData read(FileChannel file) throws IOException {
    return Util.readFileMetaData(new ByteArrayInputStream(bytes(file)));
  }

  private static byte[] bytes(FileChannel file) throws IOException {
    long trailerAt = file.size() - TRAILER_BYTES;
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (trailerAt >= 0) {
      readFully(file, trailer, trailerAt);
    }
    int length = trailer.getInt(0);
    long footerAt = trailerAt - length;
    if (length < 0 || footerAt < 0 || trailer.getInt(Integer.BYTES) != MAGIC) {
      throw new IOException("the file is not a Parquet file, or was cut off");
    }
    byte[] footer = new byte[length];
    readFully(file, ByteBuffer.wrap(footer), footerAt);
    return footer;
  }

  /** Replaces the footer at the end of {@code file}. */
  static void replace(FileChannel file) throws IOException {
    byte[] written = bytes(file);
    long footerAt = file.size() - TRAILER_BYTES - written.length;

    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(written));
    footer.setCreated_by(CREATED_BY);
    for (RowGroup rowGroup : footer.getRow_groups()) {
      for (ColumnChunk chunk : rowGroup.getColumns()) {
        markExact(chunk.getMeta_data().getType(), chunk.getMeta_data().getStatistics());
      }
    }

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    ByteBuffer source =
        ByteBuffer.allocate(bytes.size() + TRAILER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(bytes.toByteArray())
            .putInt(bytes.size())
            .putInt(MAGIC)
            .flip();
    long position = footerAt;
    while (source.hasRemaining()) {
      position += file.write(source, position);
    }
    file.truncate(position);
  }

  /** Fills {@code target} from a place in the file. */
  static void readFully(FileChannel file, ByteBuffer target, long from) throws IOException {
    long position = from;
    while (target.hasRemaining()) {
      int read = file.read(target, position);
      if (read < 0) {
        throw new IOException("the file ended at byte " + position);
      }
      position += read;
    }
  }

  private static void markExact(Type type, @Nullable Statistics statistics) {
    // The bounds of floating-point numbers are widened where they are zero.
    if (statistics == null
        || !statistics.isSetMin_value()
        || type == Type.FLOAT
        || type == Type.DOUBLE) {
      return;
    }
    boolean whole = type != Type.BYTE_ARRAY;
    statistics.setIs_min_value_exact(whole || statistics.getMin_value().length < BOUND_BYTES);
    statistics.setIs_max_value_exact(whole || statistics.getMax_value().length < BOUND_BYTES);
  }
}
