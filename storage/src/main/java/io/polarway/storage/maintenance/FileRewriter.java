package io.polarway.storage.maintenance;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.NewDataFile;
import io.polarway.storage.catalog.RowMoves;
import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.constraint.KeyLayout;
import io.polarway.storage.engine.ScannedFile;
import io.polarway.storage.engine.TableRelation;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.parquet.DataFileWriter;
import io.polarway.storage.parquet.FileColumn;
import io.polarway.storage.parquet.WriteOptions;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.RestOrder;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of files into new ones of the target size, in the table's order and at its rest
 * level. The engine reads and sorts, and spills what does not fit into its memory; beside that, one
 * row group is in memory.
 */
final class FileRewriter {

  /** Beyond it a row group ends, be it short. */
  private static final long ROW_GROUP_BYTES =
      Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 16);

  /**
   * It is noted where rows stood, unless they are more; then those who change one meanwhile lose.
   */
  private static final long MOST_NOTED_ROWS = 500_000;

  private static final String ROW_ID = "polarway_rowid";

  private final Catalog catalog;
  private final TableDefinition table;
  private final Work work;
  private final List<DataType> types;
  private final List<FileColumn> columns;
  private final RestOrder order;
  private final WriteOptions options;
  private final long targetBytes;

  FileRewriter(Catalog catalog, TableDefinition table, Work work) {
    this.catalog = catalog;
    this.table = table;
    this.work = work;
    this.types = table.columns().stream().map(ColumnDefinition::type).toList();
    this.columns = table.columns().stream().map(FileColumn::of).toList();
    this.order = RestOrder.of(table);
    this.options =
        KeyLayout.of(
            table,
            WriteOptions.level(TableProperty.REST_LEVEL.in(table.properties()))
                .sortedBy(order.label(table)),
            order.fields().isEmpty() ? null : order.fields().get(0).column());
    this.targetBytes = TableProperty.TARGET_FILE_SIZE_BYTES.in(table.properties());
  }

  /**
   * New files, durable.
   *
   * @param moves where their rows stood before; empty when they are too many to be noted
   */
  record Rewritten(List<NewDataFile> files, List<RowMoves> moves) {}

  /** Rewrites a partition; when it fails there is no new file. */
  Rewritten rewrite(CompactionPlan.Partition partition) {
    List<ScannedFile> scanned = new ArrayList<>();
    for (StoredFile file : partition.files()) {
      long firstRowId = (long) scanned.size() << RowMoves.SOURCE_SHIFT;
      scanned.add(new ScannedFile(file.path(), file.deleted(), firstRowId));
    }
    boolean notesMoves = partition.rows() <= MOST_NOTED_ROWS;
    String sql =
        TableRelation.sorted(scanned, table.columns(), notesMoves ? ROW_ID : null, order.fields());
    Output output = new Output(partition);
    boolean done = false;
    try (BatchStream rows = work.query(sql)) {
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        if (notesMoves) {
          int last = batch.columns().size() - 1;
          output.note((LongColumn) batch.column(last), batch.size());
          output.add(new ColumnBatch(batch.columns().subList(0, last)));
        } else {
          output.add(batch);
        }
        work.advances(batch.size());
      }
      output.finish();
      if (output.rows != partition.rows()) {
        throw new StorageException(
            Failure.DAMAGED,
            "Cannot compact table %s: its manifests say that the files of a partition have %d rows, but %d were read, the first from %s"
                .formatted(
                    table.name(), partition.rows(), output.rows, partition.files().get(0).path()));
      }
      done = true;
      return new Rewritten(output.files, notesMoves ? output.moves() : List.of());
    } finally {
      if (!done) {
        output.discard();
      }
    }
  }

  /** The files of one partition while they are written. */
  private final class Output {
    private final CompactionPlan.Partition partition;
    private final LongStream.Builder origins = LongStream.builder();
    private final List<NewDataFile> files = new ArrayList<>();
    private final ColumnBatch group = ColumnBatch.create(types, 1024);
    private @Nullable DataFileWriter writer;
    private long rows;

    Output(CompactionPlan.Partition partition) {
      this.partition = partition;
    }

    /** Notes where the rows that are added next stood. */
    void note(LongColumn rowIds, int count) {
      for (int row = 0; row < count; row++) {
        origins.add(rowIds.get(row));
      }
    }

    List<RowMoves> moves() {
      long[] all = origins.build().toArray();
      List<Path> sources = partition.files().stream().map(StoredFile::path).toList();
      List<RowMoves> moves = new ArrayList<>();
      int from = 0;
      for (NewDataFile file : files) {
        int to = from + Math.toIntExact(file.summary().rows());
        moves.add(RowMoves.of(file.file(), sources, Arrays.copyOfRange(all, from, to)));
        from = to;
      }
      return moves;
    }

    void add(ColumnBatch batch) {
      int from = 0;
      while (from < batch.size()) {
        int to = Math.min(batch.size(), from + DataFileWriter.ROW_GROUP_ROWS - group.size());
        group.appendRange(batch, from, to);
        from = to;
        if (group.size() == DataFileWriter.ROW_GROUP_ROWS
            || group.memoryBytes() > ROW_GROUP_BYTES) {
          writeGroup();
          work.rest();
        }
      }
      rows += batch.size();
    }

    void finish() {
      if (group.size() > 0) {
        writeGroup();
      }
      seal();
    }

    private void writeGroup() {
      DataFileWriter current = writer;
      if (current == null) {
        current =
            new DataFileWriter(catalog.newDataFile(table, partition.values()), columns, options);
        writer = current;
      }
      current.writeRowGroup(group);
      group.clear();
      if (current.bytesWritten() >= targetBytes) {
        seal();
      }
    }

    private void seal() {
      DataFileWriter finished = writer;
      if (finished != null) {
        var summary = finished.finish(true);
        writer = null;
        files.add(new NewDataFile(summary.file(), partition.values(), summary));
      }
    }

    void discard() {
      if (writer != null) {
        writer.close();
      }
      NewFiles.delete(files);
    }
  }
}
