package io.polarway.storage.catalog;

import io.polarway.storage.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.BulkDeletionFailureException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsBulkOperations;

/**
 * The metadata files of one attempt to commit: it knows which files it wrote, so that they can go
 * when the attempt fails, and forces them to disk together. Thread-safe, because Iceberg writes
 * manifests with threads of its own.
 */
final class StagedFileIo implements SupportsBulkOperations {

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

  /** A new file that its writer opens itself, in a directory that is there. */
  Path newFile(String location) {
    Path file = roots.actualPath(location);
    Path directory = file.getParent();
    try {
      if (directory != null) {
        Files.createDirectories(directory);
      }
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot create %s", directory);
    }
    written.add(location);
    return file;
  }

  private LocalFile file(String location) {
    return new LocalFile(
        location, roots, (channel, path, checksum) -> named(location, path, checksum));
  }

  /** Gives a manifest, or a list of them, the name that has its checksum. */
  private String named(String location, Path path, String checksum) throws IOException {
    if (!ChecksumName.isMissing(location)) {
      return location;
    }
    String name = ChecksumName.with(location, checksum);
    Files.move(path, roots.actualPath(name), StandardCopyOption.ATOMIC_MOVE);
    written.add(name);
    written.remove(location);
    return name;
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

  /** Deletes files in the caller's thread, where Iceberg would wait for others. */
  @Override
  public void deleteFiles(Iterable<String> locations) {
    int failures = 0;
    for (String location : locations) {
      if (!isDeleted(location)) {
        failures++;
      }
    }
    if (failures > 0) {
      throw new BulkDeletionFailureException(failures);
    }
  }

  /** Forces what was written to disk, and gives the directories for which that is still to do. */
  Set<Path> force() throws IOException {
    List<Path> files = new ArrayList<>();
    Set<Path> directories = new HashSet<>();
    for (String location : written) {
      Path file = roots.actualPath(location);
      // Iceberg merges manifests into other ones, and deletes them.
      if (Files.exists(file)) {
        files.add(file);
        Path directory = file.getParent();
        if (directory != null) {
          directories.add(directory);
        }
      }
    }
    DurableFiles.force(files);
    return directories;
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
