package io.polarway.tck.seed;

import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Parquet files of one table, as anyone sees them who looks into the store's directory.
 *
 * @param directory the one that holds the partitions
 * @param files in order of their names
 */
record PartitionFiles(Path directory, List<DataFile> files) {

  /** One file; its path is relative to the directory. */
  record DataFile(Path path, long bytes) {}

  static PartitionFiles of(Path store, String table) {
    Path directory = store.resolve("data").resolve("main").resolve(table).resolve("data");
    try (Stream<Path> paths = Files.walk(directory)) {
      List<DataFile> files = new ArrayList<>();
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (path.toString().endsWith(".parquet")) {
          files.add(new DataFile(directory.relativize(path), Files.size(path)));
        }
      }
      files.sort(Comparator.comparing(DataFile::path));
      return new PartitionFiles(directory, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long bytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }

  TextTable asTable() {
    TextTable table = new TextTable().left("file").right("bytes");
    for (DataFile file : files) {
      table.row(file.path().toString(), Numbers.count(file.bytes()));
    }
    return table;
  }

  /** What a whole store takes on disk. */
  static long bytesBelow(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      long bytes = 0;
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (Files.isRegularFile(path)) {
          bytes += Files.size(path);
        }
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a directory with all that is in it; symbolic links are removed, not followed. */
  static void deleteTree(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException alreadyGone) {
      // Which is what was asked for.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
