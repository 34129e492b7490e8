package io.polarway.storage.catalog;

import io.polarway.storage.disk.DurableFiles;
import io.polarway.storage.fault.FaultPoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Iceberg's files on a local disk, without Hadoop: a file and its directory entry are on disk when
 * its stream is closed. Thread-safe.
 *
 * <p>With Iceberg's own {@code JdbcCatalog}, name this class as {@code io-impl}. For a store that
 * was moved, the properties {@value #RECORDED_ROOT} and {@value #ROOT} give the directory that its
 * metadata names and the one where it stands.
 */
public final class LocalFileIo implements FileIO {

  /** The directory that the metadata names. */
  public static final String RECORDED_ROOT = "polarway.recorded-root";

  /** The directory where the files stand. */
  public static final String ROOT = "polarway.root";

  private static final long serialVersionUID = 1L;

  private StoreRoots roots;

  /** For Iceberg, which calls {@link #initialize} next. */
  public LocalFileIo() {
    this(StoreRoots.SAME);
  }

  LocalFileIo(StoreRoots roots) {
    this.roots = roots;
  }

  @Override
  public void initialize(Map<String, String> properties) {
    String recorded = properties.get(RECORDED_ROOT);
    String actual = properties.get(ROOT);
    if (recorded != null && actual != null) {
      roots = new StoreRoots(recorded, actual);
    }
  }

  @Override
  public InputFile newInputFile(String location) {
    return file(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return file(location);
  }

  private LocalFile file(String location) {
    return new LocalFile(
        location,
        roots,
        (channel, path, checksum) -> {
          force(channel, path);
          return location;
        });
  }

  private static void force(FileChannel channel, Path file) throws IOException {
    channel.force(true);
    FaultPoint.FILE_FORCED.reached(file);
    Path directory = file.getParent();
    if (directory != null) {
      DurableFiles.syncDirectory(directory);
    }
  }

  @Override
  public void deleteFile(String location) {
    Path path = roots.actualPath(location);
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot delete %s", path);
    }
  }
}
