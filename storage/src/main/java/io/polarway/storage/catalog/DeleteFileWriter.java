package io.polarway.storage.catalog;

import io.polarway.storage.catalog.RowDeletions.FileDeletion;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.parquet.DataFileSummary;
import io.polarway.storage.parquet.DataFileWriter;
import io.polarway.storage.parquet.FileColumn;
import io.polarway.storage.parquet.PositionDeletes;
import io.polarway.storage.parquet.WriteOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.DVFileWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * Writes which rows of data files are deleted (Iceberg table specification, "Delete Formats"): in
 * format 3 the deletion vectors of all files in one Puffin file, in format 2 one Parquet file of
 * positions for each data file, so that the next one can take its place.
 */
final class DeleteFileWriter {

  private static final int BATCH_ROWS = 1 << 16;
  private static final int ZSTD_LEVEL = 3;

  private static final List<FileColumn> COLUMNS =
      List.of(
          new FileColumn(PositionDeletes.PATH_FIELD_ID, "file_path", ScalarType.VARCHAR, false),
          new FileColumn(PositionDeletes.POSITION_FIELD_ID, "pos", ScalarType.BIGINT, false));

  private final Table table;
  private final int formatVersion;
  private final StagedFileIo io;

  /**
   * @param io the one that the table has, too
   */
  DeleteFileWriter(Table table, int formatVersion, StagedFileIo io) {
    this.table = table;
    this.formatVersion = formatVersion;
    this.io = io;
  }

  List<DeleteFile> write(List<FileDeletion> deletions) {
    if (deletions.isEmpty()) {
      return List.of();
    }
    return formatVersion >= 3
        ? writeVectors(deletions)
        : deletions.stream().map(this::writePositions).toList();
  }

  private PartitionSpec spec(DataFile file) {
    return Objects.requireNonNull(table.specs().get(file.specId()));
  }

  private List<DeleteFile> writeVectors(List<FileDeletion> deletions) {
    DVFileWriter writer =
        new BaseDVFileWriter(
            OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PUFFIN).build(),
            location -> null);
    try (writer) {
      for (FileDeletion deletion : deletions) {
        DataFile file = deletion.file();
        PartitionSpec spec = spec(file);
        deletion
            .positions()
            .forEach(row -> writer.delete(file.location(), row, spec, file.partition()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.result().deleteFiles();
  }

  private DeleteFile writePositions(FileDeletion deletion) {
    DataFile dataFile = deletion.file();
    String location =
        table.locationProvider().newDataLocation(UUID.randomUUID() + "-deletes.parquet");
    DataFileSummary summary = writeRows(io.newFile(location), deletion);
    PartitionSpec spec = spec(dataFile);
    FileMetadata.Builder builder =
        FileMetadata.deleteFileBuilder(spec)
            .ofPositionDeletes()
            .withPath(location)
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(summary.bytes())
            .withMetrics(metrics(deletion))
            .withReferencedDataFile(dataFile.location());
    if (spec.isPartitioned()) {
      builder.withPartition(dataFile.partition());
    }
    return builder.build();
  }

  private static DataFileSummary writeRows(Path file, FileDeletion deletion) {
    byte[] path = deletion.file().location().getBytes(StandardCharsets.UTF_8);
    try (DataFileWriter writer =
        new DataFileWriter(file, COLUMNS, WriteOptions.level(ZSTD_LEVEL))) {
      ColumnBatch batch =
          ColumnBatch.create(COLUMNS.stream().map(FileColumn::type).toList(), BATCH_ROWS);
      deletion
          .positions()
          .forEach(
              row -> {
                ((BytesColumn) batch.column(0)).append(path, 0, path.length);
                ((LongColumn) batch.column(1)).append(row);
                if (batch.size() == BATCH_ROWS) {
                  writer.writeRowGroup(batch);
                  batch.clear();
                }
              });
      writer.writeRowGroup(batch);
      // The commit forces it to disk with the other files that it writes.
      return writer.finish(false);
    }
  }

  /** The bounds of the path are whole: by them other engines know the one data file. */
  private static Metrics metrics(FileDeletion deletion) {
    long rows = deletion.positions().count();
    ByteBuffer path = Conversions.toByteBuffer(Types.StringType.get(), deletion.file().location());
    Map<Integer, ByteBuffer> bounds = Map.of(PositionDeletes.PATH_FIELD_ID, path);
    Map<Integer, Long> counts = Map.of(PositionDeletes.PATH_FIELD_ID, rows);
    return new Metrics(rows, Map.of(), counts, Map.of(), Map.of(), bounds, bounds);
  }
}
