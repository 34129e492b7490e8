package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.util.List;
import org.apache.iceberg.TableMetadata;

/**
 * A table as it was at one moment: the files that one version of it names, and the hot rows that
 * lived then. It never changes. Thread-safe.
 */
public final class TableSnapshot {

  private final TableVersion files;
  private final HotTable hotRows;

  TableSnapshot(TableVersion files, HotTable hotRows) {
    this.files = files;
    this.hotRows = hotRows;
  }

  /** The same files with other hot rows. */
  TableSnapshot withHotRows(HotTable now) {
    return new TableSnapshot(files, now);
  }

  public TableName name() {
    return files.name();
  }

  /**
   * What it is. Columns that another engine made can have types for which {@link
   * io.polarway.storage.column.DataType#isStorable} does not hold; then {@link #files} fails.
   */
  public TableDefinition definition() {
    return files.definition();
  }

  /** The location of its metadata: another one with each change of its files or its definition. */
  public String pointer() {
    return files.pointer();
  }

  /** What tells its rows from those that any table has at any other moment. */
  public String version() {
    return hotRows.lastNumber() == 0
        ? files.pointer()
        : files.pointer() + '#' + hotRows.lastNumber();
  }

  /** How many rows it has, as its writers counted them. */
  public long rows() {
    return files.rows() + hotRows.liveRows();
  }

  /**
   * What is known of its hot rows. Those live in it that began at {@link HotTable#lastNumber} or
   * before, and have not ended by then.
   */
  public HotTable hotRows() {
    return hotRows;
  }

  /**
   * The files that hold its other rows, decoded with the first call.
   *
   * @throws StorageException {@link Failure#UNSUPPORTED} for a table of another engine that has
   *     something that cannot be read here
   */
  public List<StoredFile> files() {
    return files.files();
  }

  /**
   * Whether it has so many files, or any with deleted rows, as its last writer counted them; where
   * none counted, it may. Cheaper than {@link #files}.
   */
  public boolean mayHaveFilesOrDeletions(int count) {
    return files.mayHaveFilesOrDeletions(count);
  }

  TableMetadata metadata() {
    return files.metadata();
  }

  @Override
  public String toString() {
    return name() + " at " + version();
  }
}
