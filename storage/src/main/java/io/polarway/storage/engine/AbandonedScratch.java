package io.polarway.storage.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The scratch directories of processes that were killed while they had one, which takes
 * milliseconds at a time.
 */
final class AbandonedScratch {

  private static final String PREFIX = "polarway-scratch-";
  private static final Duration OLD = Duration.ofHours(1);

  private AbandonedScratch() {}

  /** Deletes those beside a scratch directory that nobody can be using; what cannot be stays. */
  static void delete(Path scratch) {
    Path parent = scratch.getParent();
    if (parent == null) {
      return;
    }
    Instant since = Instant.now().minus(OLD);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : found) {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
            && Files.getLastModifiedTime(directory).toInstant().isBefore(since)) {
          deleteOne(directory);
        }
      }
    } catch (IOException unreadable) {
      // They are left to another time.
    }
  }

  private static void deleteOne(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.parquet")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }
}
