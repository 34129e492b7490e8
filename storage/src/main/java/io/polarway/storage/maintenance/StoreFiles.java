package io.polarway.storage.maintenance;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files that tables have written below the store's data, needed or not: those that stand where
 * tables write, and whose names have the UUID that every engine gives a file. Nothing else is
 * touched, and no symbolic link is followed.
 */
final class StoreFiles {

  private static final Pattern NAME =
      Pattern.compile(
          ".*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}.*"
              + "\\.(parquet|orc|avro|puffin|stats|metadata\\.json(\\.gz)?|gz\\.metadata\\.json)");

  /** {@code schema/table/data/file}. */
  private static final int LEAST_DEPTH = 4;

  private static final int TABLE_DEPTH = 2;

  private final Path data;
  private final Instant before;
  private final Work work;
  private final Map<Path, Long> sizes = new LinkedHashMap<>();

  private StoreFiles(Path data, Instant before, Work work) {
    this.data = data;
    this.before = before;
    this.work = work;
  }

  /**
   * Finds the files below a directory.
   *
   * @param data the directory of all data, a real path
   * @param directory the data directory itself or one below it
   * @param before files that were changed later are left out
   * @return the size of each in bytes
   */
  static Map<Path, Long> find(Path data, Path directory, Instant before, Work work) {
    StoreFiles files = new StoreFiles(data, before, work);
    if (directory.startsWith(data) && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      files.walk(directory);
    }
    return files.sizes;
  }

  /** Whether a file holds rows, or deletes of rows, and not metadata. */
  static boolean isData(Path file) {
    String name = file.toString();
    return name.endsWith(".parquet") || name.endsWith(".orc") || name.endsWith(".puffin");
  }

  /** {@code schema/table} of a file. */
  static String tableDirectory(Path data, Path file) {
    Path below = data.relativize(file);
    return below.subpath(0, Math.min(TABLE_DEPTH, below.getNameCount())).toString();
  }

  private void walk(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              work.check();
              if (attributes.isRegularFile()
                  && !attributes.lastModifiedTime().toInstant().isAfter(before)
                  && isOurs(file)) {
                sizes.put(file, attributes.size());
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }
          });
    } catch (IOException e) {
      throw new StorageException(
          Failure.IO, "Cannot look through %s: %s".formatted(directory, e), e);
    }
  }

  private boolean isOurs(Path file) {
    Path below = data.relativize(file);
    if (below.getNameCount() < LEAST_DEPTH
        || !NAME.matcher(String.valueOf(file.getFileName())).matches()) {
      return false;
    }
    for (int i = TABLE_DEPTH; i < below.getNameCount() - 1; i++) {
      String name = below.getName(i).toString();
      if (name.equals("data") || name.equals("metadata")) {
        return true;
      }
    }
    return false;
  }
}
