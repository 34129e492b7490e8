package io.polarway.storage.disk;

import io.polarway.storage.fault.FaultPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Files and directories whose content survives a loss of power. Several are forced to the disk at
 * once, since one commit of the file system's journal serves all that wait for it. Thread-safe.
 */
public final class DurableFiles {

  private static final HelperThreads THREADS = new HelperThreads("polarway-disk", 15);

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private DurableFiles() {}

  /**
   * Forces the content of files to disk, whose entries in their directories are still to do.
   *
   * @throws NoSuchFileException when one is missing; others may be forced or not
   */
  public static void force(Collection<Path> files) throws IOException {
    forEach(files, DurableFiles::force);
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    FaultPoint.FILE_FORCED.reached(file);
  }

  /** Forces the entries of directories to disk. */
  public static void syncDirectories(Collection<Path> directories) throws IOException {
    forEach(directories, DurableFiles::syncDirectory);
  }

  private interface Forcing {
    void force(Path path) throws IOException;
  }

  private static void forEach(Collection<Path> paths, Forcing forcing) throws IOException {
    Path[] all = paths.toArray(Path[]::new);
    try {
      THREADS.forEach(
          all.length,
          i -> {
            try {
              forcing.force(all[i]);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Forces the entries of a directory to disk; Windows has no such call. */
  public static void syncDirectory(Path directory) throws IOException {
    if (WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
    FaultPoint.DIRECTORY_FORCED.reached(directory);
  }

  /** Creates a directory and those above it, and forces each new one's entry to disk. */
  public static void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Deque<Path> missing = new ArrayDeque<>();
    @Nullable Path above = directory.toAbsolutePath();
    while (above != null && !Files.isDirectory(above)) {
      missing.push(above);
      above = above.getParent();
    }
    Files.createDirectories(directory);
    for (Path created : missing) {
      Path parent = created.getParent();
      if (parent != null) {
        syncDirectory(parent);
      }
    }
  }
}
