package io.polarway.storage.catalog;

import io.polarway.storage.disk.DurableFiles;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a directory has to be for a store to be opened there, told without opening the catalog's
 * file.
 */
final class StoreDirectory {

  static final String DATA = "data";

  private StoreDirectory() {}

  /** The real path of a directory that is a store or can become one; it is made if it may be. */
  static Path prepare(Path directory, CatalogOptions options) {
    try {
      boolean mayCreate = options.createIfMissing() && !options.readOnly();
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw notAStore(directory, "it is a file; give a directory");
      }
      if (!Files.exists(directory)) {
        if (!mayCreate) {
          throw notAStore(directory, "there is no such directory");
        }
        DurableFiles.createDirectories(directory);
      }
      Path real = directory.toRealPath();
      if (!Files.exists(real.resolve(CatalogFile.NAME))) {
        String other = otherEntry(real);
        if (other != null) {
          throw notAStore(real, "it holds something else, such as " + other);
        }
        if (!mayCreate) {
          throw notAStore(real, "it has no " + CatalogFile.NAME);
        }
      }
      if (!options.readOnly() && !Files.isWritable(real)) {
        throw new StorageException(
            Failure.READ_ONLY,
            "Cannot open " + real + ": it may not be written to; open it with readOnly=true");
      }
      return real;
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot open " + directory, e);
    }
  }

  /** An entry that no unfinished creation of a store leaves; null when there is none. */
  private static @Nullable String otherEntry(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        boolean ours =
            name.startsWith(CatalogFile.NAME + "-")
                || CommitLock.isFile(name)
                || LeaseLocks.isFile(name)
                || (name.equals(DATA) && isEmpty(entry));
        if (!ours) {
          return name;
        }
      }
    }
    return null;
  }

  private static boolean isEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    }
  }

  static StorageException notAStore(Path directory, String reason) {
    return new StorageException(
        Failure.NOT_A_STORE, "Cannot open " + directory + " as a store: " + reason);
  }
}
