package io.polarway.storage.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.parquet.PositionDeletes;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.IOUtil;
import org.apache.iceberg.util.ContentFileUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads which rows of data files are deleted: from deletion vectors, which are parts of Puffin
 * files, and from Parquet files of positions (Iceberg table specification, "Delete Formats"). They
 * never change; what was read is kept. Thread-safe.
 */
final class DeletionReader {

  private static final long MAX_KEPT_BYTES =
      Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 32);

  /** Of a set of rows beside the set itself. */
  private static final int BYTES_PER_SET = 200;

  /** A file, or the part of it at an offset. */
  private record Key(String location, @Nullable Long offset) {}

  private final FileIO io;
  private final StoreRoots roots;

  /** By the location of the data file whose rows they are. */
  private final Cache<Key, Map<String, RowPositions>> kept =
      Caffeine.newBuilder()
          .maximumWeight(MAX_KEPT_BYTES)
          .<Key, Map<String, RowPositions>>weigher((key, value) -> weight(value))
          .build();

  DeletionReader(FileIO io, StoreRoots roots) {
    this.io = io;
    this.roots = roots;
  }

  private static int weight(Map<String, RowPositions> deleted) {
    long bytes = 0;
    for (RowPositions positions : deleted.values()) {
      bytes += BYTES_PER_SET + positions.memoryBytes();
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  /** The rows of a data file that any of these files deletes; not to be changed. */
  RowPositions read(String dataFile, List<DeleteFile> files) {
    RowPositions found = new RowPositions();
    for (DeleteFile file : files) {
      RowPositions more = read(file).get(dataFile);
      if (more != null) {
        found = found.with(more);
      }
    }
    return found;
  }

  private Map<String, RowPositions> read(DeleteFile file) {
    Key key = new Key(file.location(), file.contentOffset());
    Map<String, RowPositions> known = kept.getIfPresent(key);
    if (known != null) {
      return known;
    }
    try {
      Map<String, RowPositions> read =
          ContentFileUtil.isDV(file) ? readVector(file) : readPositions(file);
      kept.put(key, read);
      return read;
    } catch (StorageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new StorageException(
          Failure.DAMAGED,
          "Cannot read %s, which says what rows are deleted: %s"
              .formatted(roots.actualPath(file.location()), e.getMessage()),
          e);
    }
  }

  private Map<String, RowPositions> readVector(DeleteFile file) throws IOException {
    long offset = Objects.requireNonNull(file.contentOffset());
    byte[] bytes = new byte[Math.toIntExact(Objects.requireNonNull(file.contentSizeInBytes()))];
    IOUtil.readFully(io.newInputFile(file.location()), offset, bytes, 0, bytes.length);
    RowPositions positions = new RowPositions();
    PositionDeleteIndex.deserialize(bytes, file).forEach(positions::add);
    return Map.of(Objects.requireNonNull(file.referencedDataFile()), positions);
  }

  private Map<String, RowPositions> readPositions(DeleteFile file) throws IOException {
    if (file.format() != FileFormat.PARQUET) {
      throw new StorageException(
          Failure.UNSUPPORTED,
          "Cannot read %s, which says what rows are deleted: it is %s, but only PARQUET can be read"
              .formatted(file.location(), file.format()));
    }
    Map<String, RowPositions> deleted = new HashMap<>();
    PositionDeletes.read(
        roots.actualPath(file.location()),
        (dataFile, position) ->
            deleted.computeIfAbsent(dataFile, ignored -> new RowPositions()).add(position));
    return deleted;
  }
}
