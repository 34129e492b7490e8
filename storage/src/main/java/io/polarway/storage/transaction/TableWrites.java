package io.polarway.storage.transaction;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.NewDataFile;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.parquet.DataFileSummary;
import io.polarway.storage.parquet.DataFileWriter;
import io.polarway.storage.parquet.FileColumn;
import io.polarway.storage.parquet.WriteOptions;
import io.polarway.storage.partition.PartitionRouter;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a transaction adds to one table: per partition in memory up to a row group, beyond
 * that in files that no catalog knows yet.
 */
final class TableWrites {

  /** Beyond it the largest partitions are written out, be their row groups small. */
  private static final long MEMORY_LIMIT_BYTES =
      Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 8);

  /** Beyond it the files of the longest untouched partitions are ended. */
  private static final int MAX_OPEN_FILES = 64;

  private static final int SCRATCH_LEVEL = 1;

  private final Catalog catalog;
  private final TableDefinition table;
  private final List<DataType> types;
  private final List<FileColumn> fileColumns;
  private final PartitionRouter router;
  private final Map<List<@Nullable Object>, PartitionBuffer> buffers = new HashMap<>();
  private final List<NewDataFile> sealed = new ArrayList<>();
  private final List<Path> scratch = new ArrayList<>();
  private final PartitionBuffer.DataFiles files = new TableFiles();
  private boolean scratchCurrent;

  TableWrites(Catalog catalog, TableDefinition table) {
    this.catalog = catalog;
    this.table = table;
    this.types = table.columns().stream().map(ColumnDefinition::type).toList();
    this.fileColumns = table.columns().stream().map(FileColumn::of).toList();
    this.router = new PartitionRouter(table);
  }

  TableDefinition table() {
    return table;
  }

  /** Adds rows of the running statement. */
  void add(ColumnBatch rows) {
    RowCheck.check(table, rows);
    scratchCurrent = false;
    router.route(
        rows,
        (partition, indices, from, to) ->
            buffers
                .computeIfAbsent(partition, this::newBuffer)
                .add(rows, indices, from, to, files));
    boundMemory();
  }

  void finishStatement() {
    for (PartitionBuffer buffer : buffers.values()) {
      if (buffer.inStatement()) {
        buffer.finishStatement(files);
      }
    }
    boundOpenFiles();
  }

  void undoStatement() {
    scratchCurrent = false;
    buffers.values().forEach(PartitionBuffer::undoStatement);
  }

  /**
   * The files that together hold all rows added so far. They stay as they are until the next
   * change.
   */
  List<Path> readableFiles() {
    if (!scratchCurrent) {
      dropScratch();
      for (PartitionBuffer buffer : buffers.values()) {
        buffer.sealFile(files);
        if (buffer.rows().size() > 0) {
          Path file = catalog.newDataFile(table, buffer.partition());
          scratch.add(file);
          try (DataFileWriter writer =
              new DataFileWriter(file, fileColumns, WriteOptions.level(SCRATCH_LEVEL))) {
            writer.writeRowGroup(buffer.rows());
            writer.finish(false);
          }
        }
      }
      scratchCurrent = true;
    }
    List<Path> readable = new ArrayList<>(scratch);
    sealed.forEach(file -> readable.add(file.file()));
    return readable;
  }

  /** Writes everything out, durably, and gives the files to commit. */
  List<NewDataFile> finish() {
    dropScratch();
    for (PartitionBuffer buffer : buffers.values()) {
      buffer.spill(files);
      buffer.sealFile(files);
    }
    buffers.clear();
    return List.copyOf(sealed);
  }

  /** Deletes every file; none is part of a commit. */
  void discard() {
    dropScratch();
    buffers.values().forEach(PartitionBuffer::discard);
    buffers.clear();
    sealed.forEach(file -> delete(file.file()));
    sealed.clear();
  }

  private PartitionBuffer newBuffer(List<@Nullable Object> partition) {
    return new PartitionBuffer(partition, files.newBatch(1024));
  }

  private void boundMemory() {
    long bytes = buffers.values().stream().mapToLong(buffer -> buffer.rows().memoryBytes()).sum();
    if (bytes <= MEMORY_LIMIT_BYTES) {
      return;
    }
    List<PartitionBuffer> largestFirst = new ArrayList<>(buffers.values());
    largestFirst.sort(
        Comparator.comparingLong((PartitionBuffer buffer) -> buffer.rows().memoryBytes())
            .reversed());
    for (PartitionBuffer buffer : largestFirst) {
      if (bytes <= MEMORY_LIMIT_BYTES / 2) {
        return;
      }
      bytes -= buffer.rows().memoryBytes();
      buffer.release(files);
    }
  }

  private void boundOpenFiles() {
    long open = buffers.values().stream().filter(PartitionBuffer::hasOpenFile).count();
    if (open > MAX_OPEN_FILES) {
      buffers.values().forEach(buffer -> buffer.sealFile(files));
    }
  }

  private void dropScratch() {
    scratch.forEach(TableWrites::delete);
    scratch.clear();
    scratchCurrent = false;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table's files, made by its properties. */
  private final class TableFiles implements PartitionBuffer.DataFiles {
    @Override
    public DataFileWriter create(List<@Nullable Object> partition) {
      int level = TableProperty.INGEST_LEVEL.in(table.properties());
      return new DataFileWriter(
          catalog.newDataFile(table, partition), fileColumns, WriteOptions.level(level));
    }

    @Override
    public void seal(List<@Nullable Object> partition, DataFileWriter writer) {
      DataFileSummary summary = writer.finish(true);
      sealed.add(new NewDataFile(summary.file(), partition, summary));
    }

    @Override
    public ColumnBatch newBatch(int capacity) {
      return ColumnBatch.create(types, capacity);
    }
  }
}
