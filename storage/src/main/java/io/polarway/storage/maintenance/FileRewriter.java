package io.polarway.storage.maintenance;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.NewDataFile;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
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
import java.util.ArrayList;
import java.util.List;
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
        WriteOptions.level(TableProperty.REST_LEVEL.in(table.properties()))
            .sortedBy(order.label(table));
    this.targetBytes = TableProperty.TARGET_FILE_SIZE_BYTES.in(table.properties());
  }

  /** The new files, durable; when it fails there is none. */
  List<NewDataFile> rewrite(CompactionPlan.Partition partition) {
    String sql =
        TableRelation.sorted(
            partition.files().stream()
                .map(file -> new ScannedFile(file.path(), file.deleted(), 0))
                .toList(),
            table.columns(),
            order.fields());
    Output output = new Output(partition.values());
    boolean done = false;
    try (BatchStream rows = work.query(sql)) {
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        output.add(batch);
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
      return output.files;
    } finally {
      if (!done) {
        output.discard();
      }
    }
  }

  /** The files of one partition while they are written. */
  private final class Output {
    private final List<@Nullable Object> partition;
    private final List<NewDataFile> files = new ArrayList<>();
    private final ColumnBatch group = ColumnBatch.create(types, 1024);
    private @Nullable DataFileWriter writer;
    private long rows;

    Output(List<@Nullable Object> partition) {
      this.partition = partition;
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
        current = new DataFileWriter(catalog.newDataFile(table, partition), columns, options);
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
        files.add(new NewDataFile(summary.file(), partition, summary));
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
