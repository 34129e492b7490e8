package io.polarway.storage.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * The metadata files of one attempt to commit: it knows which files it wrote, so that they can go
 * when the attempt fails, and puts off the directories until all files are written. Thread-safe,
 * because Iceberg writes manifests with threads of its own.
 */
final class StagedFileIo implements FileIO {

  private static final long serialVersionUID = 1L;

  private final StoreRoots roots;
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  StagedFileIo(StoreRoots roots) {
    this.roots = roots;
  }

  @Override
  public InputFile newInputFile(String location) {
    return file(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    LocalFile file = file(location);
    written.add(location);
    return file;
  }

  private LocalFile file(String location) {
    return new LocalFile(location, roots.actualPath(location), path -> {});
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

  /** Adds the directories of what was written. */
  void collectDirectories(Set<Path> directories) {
    for (String location : written) {
      Path directory = roots.actualPath(location).getParent();
      if (directory != null) {
        directories.add(directory);
      }
    }
  }

  /** Removes what was written; what cannot be removed stays for the sweep of orphans. */
  void discard() {
    written.removeIf(this::isDeleted);
  }

  private boolean isDeleted(String location) {
    try {
      Files.deleteIfExists(roots.actualPath(location));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
