package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/** What one metadata file says of a table. It never changes. Thread-safe. */
final class TableVersion {

  private final String pointer;
  private final TableMetadata metadata;
  private final @Nullable Snapshot snapshot;
  private final TableDefinition definition;
  private final FileLists fileLists;
  private volatile @Nullable List<StoredFile> files;

  TableVersion(TableName name, String pointer, TableMetadata metadata, FileLists fileLists) {
    this(name, pointer, metadata, metadata.currentSnapshot(), fileLists);
  }

  /**
   * What a table was.
   *
   * @param metadata with the schema of then
   * @param snapshot of then; null when it had none
   */
  TableVersion(
      TableName name,
      String pointer,
      TableMetadata metadata,
      @Nullable Snapshot snapshot,
      FileLists fileLists) {
    this.pointer = pointer;
    this.metadata = metadata;
    this.snapshot = snapshot;
    this.definition = TableMapping.toDefinition(name, metadata);
    this.fileLists = fileLists;
  }

  TableName name() {
    return definition.name();
  }

  /**
   * What it is. Columns that another engine made can have types for which {@link
   * io.polarway.storage.column.DataType#isStorable} does not hold; then {@link #files} fails.
   */
  TableDefinition definition() {
    return definition;
  }

  /** The location of its metadata. */
  String pointer() {
    return pointer;
  }

  /** How many rows its files have, as its last writer counted them, without deleted ones. */
  long rows() {
    if (snapshot == null) {
      return 0;
    }
    Map<String, String> summary = snapshot.summary();
    String total = summary.get(SnapshotSummary.TOTAL_RECORDS_PROP);
    boolean nothingDeleted = "0".equals(summary.get(SnapshotSummary.TOTAL_DELETE_FILES_PROP));
    return total != null && nothingDeleted
        ? Long.parseLong(total)
        : files().stream().mapToLong(file -> file.rows() - file.deletedRows()).sum();
  }

  /**
   * Whether it has so many files, or any with deleted rows, as its last writer counted them; where
   * none counted, it may. Nothing is decoded for that.
   */
  boolean mayHaveFilesOrDeletions(int count) {
    if (snapshot == null) {
      return false;
    }
    String files = snapshot.summary().get(SnapshotSummary.TOTAL_DATA_FILES_PROP);
    String deletes = snapshot.summary().get(SnapshotSummary.TOTAL_DELETE_FILES_PROP);
    return files == null || !"0".equals(deletes) || Long.parseLong(files) >= count;
  }

  /**
   * The files that hold its rows, decoded with the first call.
   *
   * @throws StorageException {@link Failure#UNSUPPORTED} for a table of another engine that has
   *     something that cannot be read here
   */
  List<StoredFile> files() {
    List<StoredFile> known = files;
    if (known == null) {
      checkReadable();
      try {
        known = fileLists.of(name(), metadata, snapshot);
      } catch (RuntimeException e) {
        throw CatalogFailures.ofContent("Cannot list the files of table " + name(), e);
      }
      files = known;
    }
    return known;
  }

  private void checkReadable() {
    for (ColumnDefinition column : definition.columns()) {
      if (!column.type().isStorable()) {
        throw new StorageException(
            Failure.UNSUPPORTED,
            "Cannot read table %s: its column %s has type %s"
                .formatted(name(), column.name(), column.type().sqlName()));
      }
    }
  }

  TableMetadata metadata() {
    return metadata;
  }

  @Override
  public String toString() {
    return name() + " at " + pointer;
  }
}
