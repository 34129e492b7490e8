package io.polarway.tck.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for one run, deleted with all that is in it when it is closed. */
record ScratchDirectory(Path path) implements AutoCloseable {

  static ScratchDirectory in(Path parent) {
    try {
      return new ScratchDirectory(Files.createTempDirectory(parent, "polarway-bench-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of all Parquet files in it. */
  long parquetBytes() {
    try (Stream<Path> paths = Files.walk(path)) {
      long bytes = 0;
      for (Path file : paths.filter(ScratchDirectory::isParquet).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isParquet(Path path) {
    return path.toString().endsWith(".parquet");
  }

  @Override
  public void close() {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path entry : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
