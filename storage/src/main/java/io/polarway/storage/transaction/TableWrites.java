package io.polarway.storage.transaction;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.NewDataFile;
import io.polarway.storage.catalog.RowMoves;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.constraint.AddedRows;
import io.polarway.storage.constraint.KeyLayout;
import io.polarway.storage.disk.DurableFiles;
import io.polarway.storage.disk.FileFailures;
import io.polarway.storage.engine.ScannedFile;
import io.polarway.storage.hot.HotRowCodec;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction changes of the rows of one table: rows that it adds, partition by partition,
 * and rows that it deletes, its own among them.
 */
final class TableWrites {

  /** What all rows in memory may take up, together. */
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
  private final Map<List<@Nullable Object>, PartitionRows> partitions = new LinkedHashMap<>();
  private final List<SealedFile> sealed = new ArrayList<>();
  private final List<ScratchFile> scratch = new ArrayList<>();
  private final PartitionRows.DataFiles files = new TableFiles();
  private final DeletedRows deleted = new DeletedRows();
  private final AddedRows added;

  /** For each row of a partition, if they were moved, the id of the hot row that it was. */
  private final Map<PartitionRows, LongStream.Builder> moved = new HashMap<>();

  private boolean scratchCurrent;

  TableWrites(Catalog catalog, TableDefinition table) {
    this.catalog = catalog;
    this.table = table;
    this.types = table.columns().stream().map(ColumnDefinition::type).toList();
    this.fileColumns = table.columns().stream().map(FileColumn::of).toList();
    this.router = new PartitionRouter(table);
    this.added = new AddedRows(table);
  }

  /** A file with rows, the first of which has this number in its partition. */
  private record SealedFile(PartitionRows rows, int firstRow, NewDataFile file) {}

  /** The rows in memory of a partition, in a file for the engine. */
  private record ScratchFile(PartitionRows rows, Path file) {}

  /** What it was at some moment: how many rows had come to each partition that there was. */
  record State(Map<PartitionRows, Integer> counts, int deletions) {}

  /**
   * Files that a commit adds.
   *
   * @param deleted the positions in each whose rows are not there any more
   * @param moves where rows stood before that were moved
   */
  record Finished(List<NewDataFile> files, Map<Path, RowPositions> deleted, List<RowMoves> moves) {}

  TableDefinition table() {
    return table;
  }

  DeletedRows deleted() {
    return deleted;
  }

  /**
   * Adds rows.
   *
   * @param kept the columns in which each row has the value of one that it replaces
   */
  void add(ColumnBatch rows, Set<String> kept) {
    RowCheck.check(table, rows);
    added.add(rows, kept);
    scratchCurrent = false;
    router.route(
        rows,
        (partition, indices, from, to) ->
            rowsOf(partition, to - from).add(rows, indices, from, to, files));
    boundMemory();
  }

  private PartitionRows rowsOf(List<@Nullable Object> partition, int capacity) {
    return partitions.computeIfAbsent(
        partition, key -> new PartitionRows(key, files.newBatch(capacity)));
  }

  /**
   * Adds rows that stood elsewhere; nothing else is added then.
   *
   * @param hotRowIds what they were
   */
  void move(ColumnBatch rows, long[] hotRowIds) {
    router.route(
        rows,
        (partition, indices, from, to) -> {
          PartitionRows target = rowsOf(partition, to - from);
          target.add(rows, indices, from, to, files);
          LongStream.Builder ids = moved.computeIfAbsent(target, key -> LongStream.builder());
          for (int i = from; i < to; i++) {
            ids.add(hotRowIds[indices[i]]);
          }
        });
    boundMemory();
  }

  /** What constraints need to know of the rows that were added. */
  AddedRows added() {
    return added;
  }

  void finishStatement() {
    added.finishStatement();
    partitions.values().forEach(rows -> rows.finishStatement(files));
    boundOpenFiles();
  }

  /** What {@link #undoTo} goes back to. */
  State state() {
    Map<PartitionRows, Integer> counts = new LinkedHashMap<>();
    partitions.values().forEach(rows -> counts.put(rows, rows.count()));
    return new State(counts, deleted.mark());
  }

  void undoTo(@Nullable State state) {
    scratchCurrent = false;
    added.finishStatement();
    for (PartitionRows rows : partitions.values()) {
      rows.undoTo(state == null ? 0 : state.counts().getOrDefault(rows, 0));
    }
    if (state == null) {
      deleted.undoAll();
    } else {
      deleted.undoTo(state.deletions());
    }
  }

  /** Forgets a mark and those behind it; null when the mark is older than this. */
  void release(@Nullable State state) {
    deleted.release(state == null ? 0 : state.deletions());
  }

  boolean hasChanges() {
    return !deleted.isEmpty()
        || partitions.values().stream().anyMatch(rows -> rows.count() > removed(rows).count());
  }

  /** The numbers of a partition's rows that are not there any more. */
  private RowPositions removed(PartitionRows rows) {
    RowPositions removed = rows.undone().copy();
    RowPositions own = deleted.own().get(rows);
    if (own != null) {
      removed.addAll(own);
    }
    return removed;
  }

  /**
   * The files that together hold all rows added so far. They stay as they are until rows are added
   * again.
   */
  List<ScannedFile> readableFiles(RowIds rowIds) {
    if (!scratchCurrent) {
      dropScratch();
      for (PartitionRows rows : partitions.values()) {
        rows.sealFile(files);
        if (rows.memory().size() > 0) {
          Path file = catalog.newDataFile(table, rows.partition());
          scratch.add(new ScratchFile(rows, file));
          try (DataFileWriter writer =
              new DataFileWriter(file, fileColumns, WriteOptions.level(SCRATCH_LEVEL))) {
            writer.writeRowGroup(rows.memory());
            writer.finish(false);
          }
        }
      }
      scratchCurrent = true;
    }
    List<ScannedFile> readable = new ArrayList<>();
    for (ScratchFile file : scratch) {
      PartitionRows rows = file.rows();
      readable.add(scanned(file.file(), rows, rows.firstInMemory(), rows.memory().size(), rowIds));
    }
    for (SealedFile file : sealed) {
      int size = Math.toIntExact(file.file().summary().rows());
      readable.add(scanned(file.file().file(), file.rows(), file.firstRow(), size, rowIds));
    }
    return readable;
  }

  private ScannedFile scanned(
      Path file, PartitionRows rows, int firstRow, int size, RowIds rowIds) {
    return new ScannedFile(
        file,
        removed(rows).window(firstRow, (long) firstRow + size),
        rowIds.baseOf(List.of(new RowSource.Own(rows, firstRow))));
  }

  /** The numbers of rows that there are in memory alone; -1 when some are in files. */
  int rowsInMemory() {
    int count = 0;
    for (PartitionRows rows : partitions.values()) {
      if (rows.firstInMemory() > 0) {
        return -1;
      }
      count += rows.memory().size();
    }
    return count;
  }

  long memoryBytes() {
    return partitions.values().stream().mapToLong(rows -> rows.memory().memoryBytes()).sum();
  }

  /** All rows, which are in memory, as hot rows; nothing is left of them here. */
  List<byte[]> finishAsHotRows() {
    dropScratch();
    HotRowCodec codec = new HotRowCodec(table);
    List<byte[]> encoded = new ArrayList<>();
    for (PartitionRows rows : partitions.values()) {
      RowPositions removed = removed(rows);
      for (int row = 0; row < rows.memory().size(); row++) {
        if (!removed.contains(row)) {
          encoded.add(codec.encode(rows.memory(), row));
        }
      }
    }
    partitions.clear();
    return encoded;
  }

  /** Writes everything out, durably, and gives the files to commit. */
  Finished finish() {
    dropScratch();
    Map<PartitionRows, RowPositions> removedInFiles = new HashMap<>();
    for (PartitionRows rows : partitions.values()) {
      RowPositions removed = removed(rows);
      removedInFiles.put(rows, removed.window(0, rows.firstInMemory()));
      rows.dropFromMemory(removed, files);
      rows.spill(files);
      rows.sealFile(files);
    }
    List<NewDataFile> added = new ArrayList<>();
    Map<Path, RowPositions> deletedInFiles = new LinkedHashMap<>();
    for (SealedFile sealedFile : sealed) {
      NewDataFile file = sealedFile.file();
      long size = file.summary().rows();
      RowPositions removed =
          removedInFiles
              .getOrDefault(sealedFile.rows(), new RowPositions())
              .window(sealedFile.firstRow(), sealedFile.firstRow() + size);
      if (removed.count() == size) {
        delete(file.file());
        continue;
      }
      added.add(file);
      if (!removed.isEmpty()) {
        deletedInFiles.put(file.file(), removed);
      }
    }
    partitions.clear();
    force(added);
    return new Finished(added, deletedInFiles, moves());
  }

  private void force(List<NewDataFile> files) {
    try {
      DurableFiles.force(files.stream().map(NewDataFile::file).toList());
    } catch (IOException e) {
      throw FileFailures.of("force the new data files of table " + table.name() + " to disk", e);
    }
  }

  private List<RowMoves> moves() {
    Map<PartitionRows, long[]> ids = new HashMap<>();
    moved.forEach((rows, builder) -> ids.put(rows, builder.build().toArray()));
    List<RowMoves> moves = new ArrayList<>();
    for (SealedFile file : sealed) {
      long[] ofPartition = ids.get(file.rows());
      if (ofPartition != null) {
        int end = file.firstRow() + Math.toIntExact(file.file().summary().rows());
        moves.add(
            RowMoves.of(
                file.file().file(),
                List.of(),
                Arrays.copyOfRange(ofPartition, file.firstRow(), end)));
      }
    }
    return moves;
  }

  /** Deletes every file; none is part of a commit. */
  void discard() {
    dropScratch();
    partitions.values().forEach(PartitionRows::discard);
    partitions.clear();
    sealed.forEach(file -> delete(file.file().file()));
    sealed.clear();
  }

  private void boundMemory() {
    long bytes = memoryBytes();
    if (bytes <= MEMORY_LIMIT_BYTES) {
      return;
    }
    List<PartitionRows> largestFirst = new ArrayList<>(partitions.values());
    largestFirst.sort(
        Comparator.comparingLong((PartitionRows rows) -> rows.memory().memoryBytes()).reversed());
    for (PartitionRows rows : largestFirst) {
      if (bytes <= MEMORY_LIMIT_BYTES / 2) {
        return;
      }
      bytes -= rows.memory().memoryBytes();
      rows.release(files);
    }
  }

  private void boundOpenFiles() {
    long open = partitions.values().stream().filter(PartitionRows::hasOpenFile).count();
    if (open > MAX_OPEN_FILES) {
      partitions.values().forEach(rows -> rows.sealFile(files));
    }
  }

  private void dropScratch() {
    scratch.forEach(file -> delete(file.file()));
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
  private final class TableFiles implements PartitionRows.DataFiles {
    @Override
    public DataFileWriter create(List<@Nullable Object> partition) {
      int level = TableProperty.INGEST_LEVEL.in(table.properties());
      return new DataFileWriter(
          catalog.newDataFile(table, partition),
          fileColumns,
          KeyLayout.of(table, WriteOptions.level(level), null));
    }

    @Override
    public void seal(PartitionRows rows, DataFileWriter writer, int firstRow) {
      DataFileSummary summary = writer.finish(false);
      sealed.add(
          new SealedFile(
              rows, firstRow, new NewDataFile(summary.file(), rows.partition(), summary)));
    }

    @Override
    public ColumnBatch newBatch(int capacity) {
      return ColumnBatch.create(types, capacity);
    }
  }
}
