package io.polarway.storage.catalog;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The header of the index that SQLite keeps of a write-ahead log, in memory that all processes
 * share. Each commit of any process changes it before the commit returns: a counter, the number of
 * frames in the log, and the checksum of the last one stand in it. It stands there twice; SQLite
 * writes the second copy first (section 2.1 of "WAL-mode File Format"). So whoever finds both
 * copies as they were before he read the database knows that nothing was committed since, at the
 * cost of reading 96 bytes.
 *
 * <p>To be opened while a connection of this process has the file mapped, which is then neither
 * deleted nor cut as long as the connection is open; to be closed after the last connection,
 * because closing any descriptor of the file drops SQLite's locks on it. Thread-safe.
 */
final class WalIndex implements AutoCloseable {

  private static final int COPY_BYTES = 48;
  private static final int COPY_LONGS = COPY_BYTES / Long.BYTES;

  /** Where a copy says whether it holds anything. */
  private static final int IS_INITIALIZED = 12;

  /** Where a copy counts commits. */
  private static final int COMMITS = 8;

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final FileChannel channel;
  private final @Nullable MappedByteBuffer memory;

  private WalIndex(FileChannel channel, @Nullable MappedByteBuffer memory) {
    this.channel = channel;
    this.memory = memory;
  }

  /** The index beside a database's file; null when it cannot be had, and nothing is left open. */
  static @Nullable WalIndex open(Path database) {
    Path file = database.resolveSibling(CatalogFile.NAME + "-shm");
    if (file.getFileSystem().getSeparator().equals("\\")) {
      // Windows does not delete a file that is mapped.
      return null;
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      return null;
    }
    // From here on the channel stays open whatever happens.
    try {
      boolean complete = channel.size() >= 2 * COPY_BYTES;
      return new WalIndex(
          channel, complete ? channel.map(FileChannel.MapMode.READ_ONLY, 0, 2 * COPY_BYTES) : null);
    } catch (IOException e) {
      return new WalIndex(channel, null);
    }
  }

  /** A header as it was at one moment. */
  static final class Header {
    private final long[] words = new long[COPY_LONGS];

    /** Whether it is the header behind the one commit that was made since another header. */
    boolean isBehindOneCommitSince(Header before) {
      return commits() == before.commits() + 1;
    }

    /** Counts commits; starts anew from 0, and wraps around. */
    private int commits() {
      long word = words[COMMITS / Long.BYTES];
      return (int) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? word : word >>> 32);
    }
  }

  /** The header now; null when it is being written or holds nothing. */
  @Nullable Header header() {
    MappedByteBuffer mapped = memory;
    if (mapped == null || mapped.get(IS_INITIALIZED) == 0) {
      return null;
    }
    Header header = new Header();
    for (int i = 0; i < COPY_LONGS; i++) {
      header.words[i] = (long) LONGS.getVolatile(mapped, i * Long.BYTES);
    }
    return isStill(header) ? header : null;
  }

  /** Whether both copies are this header. */
  boolean isStill(Header header) {
    MappedByteBuffer mapped = memory;
    if (mapped == null) {
      return false;
    }
    for (int i = 0; i < COPY_LONGS; i++) {
      int offset = i * Long.BYTES;
      long word = header.words[i];
      if ((long) LONGS.getVolatile(mapped, offset) != word
          || (long) LONGS.getVolatile(mapped, COPY_BYTES + offset) != word) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot close the catalog", e);
    }
  }
}
