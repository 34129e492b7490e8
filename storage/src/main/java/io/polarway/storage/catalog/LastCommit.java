package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Not a channel, which an interrupt of the thread would close. */
  private final RandomAccessFile file;

  private LastCommit(RandomAccessFile file) {
    this.file = file;
  }

  /** For writing. */
  static LastCommit open(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try {
      return new LastCommit(new RandomAccessFile(file.toFile(), "rw"));
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot open " + file, e);
    }
  }

  /** What the file says; 0 when it says nothing or is damaged itself. */
  static long read(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return 0;
    }
    try (InputStream input = new FileInputStream(file.toFile())) {
      return read(input);
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot read " + file, e);
    }
  }

  private static long read(InputStream input) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(input.readNBytes(BYTES));
    if (bytes.limit() < BYTES) {
      return 0;
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
      file.seek(0);
      file.write(ByteBuffer.allocate(BYTES).putLong(number).putLong(checksum(number)).array());
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
      file.close();
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot close " + FILE_NAME, e);
    }
  }
}
