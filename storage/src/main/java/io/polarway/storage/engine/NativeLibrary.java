package io.polarway.storage.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's native library, unpacked once per version into the user's cache directory.
 *
 * <p>A process has the file as long as it runs and leaves nothing behind, however it ends. Any
 * number of processes may unpack at once: each writes a file of its own and renames it. A native
 * library belongs to one class loader of a process; a second class loader gets a second file.
 */
final class NativeLibrary {

  /** The class loaders of one process that can have a file of their own. */
  private static final int LARGEST_COPIES = 8;

  private static final Duration STALE_AFTER = Duration.ofHours(1);
  private static final String UNFINISHED = ".unfinished";

  private static final Set<PosixFilePermission> OTHERS_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private NativeLibrary() {}

  /** The library's file for this class loader; null when there is no place for it. */
  static @Nullable Path locate(ClassLoader source) {
    URL resource = source.getResource(resourceName());
    Path cache = cacheDirectory();
    if (resource == null || cache == null) {
      return null;
    }
    try {
      return locate(resource, cache);
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return null;
    }
  }

  private static @Nullable Path locate(URL resource, Path cache) throws IOException {
    if (!(resource.openConnection() instanceof JarURLConnection connection)) {
      return null;
    }
    JarEntry entry = connection.getJarEntry();
    if (entry == null || entry.getSize() <= 0 || entry.getCrc() == -1) {
      return null;
    }
    Path directory =
        cache
            .resolve("polarway")
            .resolve("duckdb-%08x-%d".formatted(entry.getCrc(), entry.getSize()));
    createPrivate(directory);
    if (!isOurs(directory)) {
      return null;
    }
    for (int copy = 0; copy < LARGEST_COPIES; copy++) {
      Path file = directory.toRealPath().resolve("libduckdb_java-%d.so".formatted(copy));
      if (claim(file)) {
        if (!isComplete(file, entry)) {
          unpack(resource, entry, file);
        }
        return file;
      }
    }
    return null;
  }

  /**
   * Takes a file for this class loader. The system properties are what all class loaders of a
   * process share.
   */
  private static boolean claim(Path file) {
    return System.getProperties().putIfAbsent("io.polarway.engine.library:" + file, "loaded")
        == null;
  }

  private static boolean isComplete(Path file, JarEntry entry) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == entry.getSize()
        && isOurs(file);
  }

  private static void unpack(URL resource, JarEntry entry, Path file) throws IOException {
    Path directory = file.resolveSibling("");
    removeStale(directory);
    Path unfinished = Files.createTempFile(directory, "libduckdb_java", UNFINISHED);
    try {
      CRC32 checksum = new CRC32();
      try (InputStream in = new CheckedInputStream(resource.openStream(), checksum)) {
        Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
      }
      if (checksum.getValue() != entry.getCrc()) {
        throw new IOException("the checksum of " + resource + " is wrong");
      }
      try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      if (isPosix(unfinished)) {
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Removes what processes left that ended while they unpacked. */
  private static void removeStale(Path directory) throws IOException {
    FileTime oldest = FileTime.from(Instant.now().minus(STALE_AFTER));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).compareTo(oldest) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static void createPrivate(Path directory) throws IOException {
    Path existing = directory;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing != null && isPosix(existing)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(directory);
    }
  }

  /** Whether nobody else can have written it. */
  private static boolean isOurs(Path path) throws IOException {
    if (!isPosix(path)) {
      return true;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    return Files.isWritable(path)
        && Files.getOwner(path).getName().equals(System.getProperty("user.name"))
        && permissions.stream().noneMatch(OTHERS_WRITE::contains);
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  private static @Nullable Path cacheDirectory() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String home = System.getProperty("user.home", "");
    if (os.startsWith("windows")) {
      String local = System.getenv("LOCALAPPDATA");
      return local == null || local.isEmpty() ? null : Path.of(local);
    }
    if (home.isEmpty() || !Files.isDirectory(Path.of(home))) {
      return null;
    }
    if (os.startsWith("mac")) {
      return Path.of(home, "Library", "Caches");
    }
    String configured = System.getenv("XDG_CACHE_HOME");
    return configured != null && configured.startsWith("/")
        ? Path.of(configured)
        : Path.of(home, ".cache");
  }

  /** The name that DuckDB's loader gives the library inside its jar. */
  private static String resourceName() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String osPart = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : "linux";
    String architecturePart =
        architecture.equals("aarch64") || architecture.equals("arm64") ? "arm64" : "amd64";
    return "libduckdb_java.so_" + osPart + "_" + architecturePart;
  }
}
