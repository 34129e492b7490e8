package io.polarway.storage.engine;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an instance of the engine may touch: the store's data files, the allowed directories, and
 * nothing else on this machine or on the network.
 *
 * <p>The catalog file must stay out of reach even for reading: closing any descriptor of it drops
 * the locks that SQLite holds on it in this process.
 */
final class Confinement {

  private static final String CATALOG_FILE = "catalog.db";

  private final List<Path> directories;

  private Confinement(List<Path> directories) {
    this.directories = directories;
  }

  /**
   * The confinement to the data directory and the allowed paths, as real paths.
   *
   * @throws StorageException when one of them does not exist or would open the way to a catalog
   */
  static Confinement of(EngineOptions options) {
    Path data = realPath(options.dataDirectory(), "data directory");
    List<Path> directories = new ArrayList<>();
    directories.add(data);
    for (Path path : options.allowedPaths()) {
      Path real = realPath(path, "path in allowedPaths");
      if (Files.exists(real.resolve(CATALOG_FILE)) || data.startsWith(real)) {
        throw new StorageException(
            Failure.ACCESS_DENIED,
            "The path %s in allowedPaths holds a store, whose files must not be read past it."
                    .formatted(path)
                + " Name a directory without a store.");
      }
      directories.add(real);
    }
    return new Confinement(List.copyOf(directories));
  }

  /** The statements that confine a new instance, in the one order that works. */
  List<String> statements() {
    return List.of(
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        "SET allow_community_extensions = false",
        "SET allow_persistent_secrets = false",
        "SET allowed_directories = " + list(directories.stream().map(Path::toString).toList()),
        "SET allowed_configs = " + list(SessionSettings.names()),
        "SET enable_external_access = false",
        "SET lock_configuration = true");
  }

  private static Path realPath(Path path, String what) {
    try {
      Path real = path.toRealPath();
      if (Files.isDirectory(real)) {
        return real;
      }
    } catch (IOException e) {
      throw new StorageException(
          Failure.IO, "The %s %s cannot be opened: %s.".formatted(what, path, e), e);
    }
    throw new StorageException(Failure.IO, "The %s %s is not a directory.".formatted(what, path));
  }

  private static String list(List<String> values) {
    return values.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
  }
}
