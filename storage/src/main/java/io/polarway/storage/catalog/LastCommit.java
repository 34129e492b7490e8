package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The number of the last commit in a file of its own. SQLite takes a damaged entry of its log for
 * the end of the log, and all commits behind it are gone without a word; a catalog that has fewer
 * commits than this file says is therefore damaged. The file is written after the commit and never
 * forced to disk, so after a loss of power it can say less than there is, and never more.
 * Thread-safe.
 */
final class LastCommit implements AutoCloseable {

  private static final String FILE_NAME = "last-commit";

  /** The number, and its CRC-32C. */
  private static final int BYTES = 2 * Long.BYTES;

  private final FileChannel channel;

  private LastCommit(FileChannel channel) {
    this.channel = channel;
  }

  /** For writing. */
  static LastCommit open(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try {
      return new LastCommit(
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot open " + file, e);
    }
  }

  /** What the file says; 0 when it says nothing or is damaged itself. */
  static long read(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot read " + file, e);
    }
  }

  private static long read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, bytes.position()) < 0) {
        return 0;
      }
    }
    long number = bytes.getLong(0);
    return bytes.getLong(Long.BYTES) == checksum(number) ? number : 0;
  }

  /**
   * Fails when the catalog has lost commits.
   *
   * @param recorded what {@link #read(Path)} gave before the catalog was read
   * @param found the last commit that the catalog has
   */
  static void check(Path directory, long recorded, long found) {
    if (found < recorded) {
      throw new StorageException(
          Failure.DAMAGED,
          "Cannot open %s: commit %d is the last one in its %s, and there were commits up to %d: the catalog or its log is damaged, or another copy of it was put in its place. Restore the store from a copy; or delete %s, to go on without the missing commits"
              .formatted(
                  directory, found, CatalogFile.NAME, recorded, directory.resolve(FILE_NAME)));
    }
  }

  /**
   * Notes a commit; what cannot be written is left, for the commit has taken place. Under the
   * commit lock.
   */
  void write(long number) {
    try {
      ByteBuffer bytes =
          ByteBuffer.allocate(BYTES).putLong(number).putLong(checksum(number)).flip();
      while (bytes.hasRemaining()) {
        channel.write(bytes, bytes.position());
      }
    } catch (IOException e) {
      // The next commit writes it.
    }
  }

  private static long checksum(long number) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    return checksum.getValue();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot close " + FILE_NAME, e);
    }
  }
}
