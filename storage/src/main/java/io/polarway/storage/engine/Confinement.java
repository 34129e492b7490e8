package io.polarway.storage.engine;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an instance of the engine may touch: the store's data files, the allowed paths, and nothing
 * else on this machine or on the network. The engine resolves links and {@code ..} before it
 * compares.
 *
 * <p>A catalog file must stay out of reach even for reading: closing any descriptor of it drops the
 * locks that SQLite holds on it in this process.
 */
final class Confinement {

  private static final String CATALOG_FILE = "catalog.db";

  /** What is looked through below one path, which takes some seconds at most. */
  private static final int MOST_ENTRIES = 500_000;

  private final List<Path> directories;
  private final List<Path> files;

  private Confinement(List<Path> directories, List<Path> files) {
    this.directories = List.copyOf(directories);
    this.files = List.copyOf(files);
  }

  /**
   * The confinement to the data directory and the allowed paths, as real paths.
   *
   * @throws StorageException when one of them does not exist, or holds a store or lies in one
   */
  static Confinement of(EngineOptions options) {
    List<Path> directories = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    Path data = realPath(options.dataDirectory(), "data directory");
    directories.add(data);
    for (Path path : options.allowedPaths()) {
      Path real = realPath(path, "path in allowedPaths");
      Path store = storeAbove(real);
      if (store == null && data.startsWith(real)) {
        store = data;
      }
      if (store == null) {
        store = storeWithin(real);
      }
      if (store != null) {
        throw new StorageException(
            Failure.ACCESS_DENIED,
            "The path %s in allowedPaths leads to the store %s, whose files must not be read past it."
                    .formatted(path, store)
                + " Name a path without a store.");
      }
      (Files.isDirectory(real) ? directories : files).add(real);
    }
    return new Confinement(directories, files);
  }

  /** The same without the store's own data. */
  Confinement withoutData() {
    return new Confinement(directories.subList(1, directories.size()), files);
  }

  /**
   * The statements that confine a new instance, in the one order that works.
   *
   * @param scratch a directory of the instance's own
   */
  List<String> statements(Path scratch) {
    List<String> readable = new ArrayList<>(directories.stream().map(Path::toString).toList());
    readable.add(scratch.toString());
    return List.of(
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        "SET allow_community_extensions = false",
        "SET allow_persistent_secrets = false",
        "SET allowed_directories = " + list(readable),
        "SET allowed_paths = " + list(files.stream().map(Path::toString).toList()),
        "SET allowed_configs = " + list(SessionSettings.allNames()),
        "SET enable_external_access = false",
        "SET lock_configuration = true");
  }

  private static Path realPath(Path path, String what) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new StorageException(
          Failure.IO, "The %s %s cannot be opened: %s.".formatted(what, path, e), e);
    }
  }

  private static @Nullable Path storeAbove(Path path) {
    for (Path place = path; place != null; place = place.getParent()) {
      if (Files.exists(place.resolve(CATALOG_FILE))) {
        return place;
      }
    }
    return null;
  }

  /** The first store at any depth below a path; links are not followed. */
  private static @Nullable Path storeWithin(Path path) {
    AtomicReference<@Nullable Path> found = new AtomicReference<>();
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            private int entries;

            @Override
            public FileVisitResult preVisitDirectory(
                Path directory, BasicFileAttributes attributes) {
              // Before its other entries, so that a store is found whatever it holds.
              return visitFile(directory.resolve(CATALOG_FILE), attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              entries++;
              if (entries > MOST_ENTRIES) {
                throw tooLarge(path);
              }
              if (!file.endsWith(CATALOG_FILE) || Files.notExists(file)) {
                return FileVisitResult.CONTINUE;
              }
              found.set(file.getParent());
              return FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new StorageException(
          Failure.IO, "The path %s in allowedPaths cannot be read: %s.".formatted(path, e), e);
    }
    return found.get();
  }

  private static StorageException tooLarge(Path path) {
    return new StorageException(
        Failure.ACCESS_DENIED,
        "The path %s in allowedPaths holds more than %d files and directories, which are too many to tell that no store is among them. Name paths within it."
            .formatted(path, MOST_ENTRIES));
  }

  private static String list(List<String> values) {
    return values.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
  }
}
