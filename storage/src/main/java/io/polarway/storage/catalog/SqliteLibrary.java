package io.polarway.storage.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native library. Its JDBC driver unpacks it into the temporary directory for each process
 * and deletes it at an orderly end; a killed process would leave it there. Linux needs no file for
 * a library that is loaded, so there it is deleted at once.
 */
final class SqliteLibrary {

  private static final Path MAPPED_FILES = Path.of("/proc/self/maps");
  private static final Pattern UNPACKED =
      Pattern.compile("/.*/sqlite-[0-9.]+-[0-9a-f-]{36}-libsqlitejdbc\\.so$");

  private SqliteLibrary() {}

  /** Loads the library unless it is loaded already. */
  static void load() {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      throw new IllegalStateException("SQLite's native library cannot be loaded", e);
    }
    if (Files.isReadable(MAPPED_FILES)) {
      try {
        for (Path library : unpackedByThisProcess()) {
          Files.deleteIfExists(library);
          Files.deleteIfExists(library.resolveSibling(library.getFileName() + ".lck"));
        }
      } catch (IOException e) {
        // The files stay until the process ends, as SQLite's driver has it.
      }
    }
  }

  private static Set<Path> unpackedByThisProcess() throws IOException {
    try (Stream<String> lines = Files.lines(MAPPED_FILES)) {
      return lines
          .map(line -> line.substring(Math.max(0, line.indexOf('/'))))
          .filter(UNPACKED.asMatchPredicate())
          .map(Path::of)
          .collect(Collectors.toSet());
    }
  }
}
