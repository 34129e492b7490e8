package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Where a store's files are said to stand, and where they stand. Iceberg metadata holds absolute
 * locations; a store that was moved or copied is read by putting its actual directory in the place
 * of the recorded one.
 *
 * <p>A location is {@code file://} and an absolute path, its characters as they are: neither
 * Iceberg nor Hadoop's file system decodes percent signs. {@code file:/path} and a plain absolute
 * path are understood, too.
 *
 * @param recorded the absolute path that recorded locations begin with, without a slash at the end
 * @param actual the absolute path that stands for it
 */
record StoreRoots(String recorded, String actual) implements Serializable {

  private static final String SCHEME = "file:";

  /** Each location is where it says. */
  static final StoreRoots SAME = new StoreRoots("", "");

  /** The file at a location. */
  Path actualPath(String location) {
    String path = pathOf(location);
    if (path.startsWith(recorded)
        && (path.length() == recorded.length() || path.charAt(recorded.length()) == '/')) {
      return Path.of(actual + path.substring(recorded.length()));
    }
    return Path.of(path);
  }

  /** How metadata names a file of the store. */
  String location(Path file) {
    String path = file.toString();
    if (path.startsWith(actual)
        && (path.length() == actual.length() || path.charAt(actual.length()) == '/')) {
      path = recorded + path.substring(actual.length());
    }
    return SCHEME + "//" + path;
  }

  private static String pathOf(String location) {
    String path = location;
    if (path.startsWith(SCHEME)) {
      path = path.substring(SCHEME.length());
      if (path.startsWith("///")) {
        path = path.substring(2);
      }
    }
    if (!path.startsWith("/") || path.startsWith("//")) {
      throw new StorageException(
          Failure.UNSUPPORTED,
          "Cannot reach " + location + ": only files on a local disk, file:///..., can be read");
    }
    return path;
  }
}
