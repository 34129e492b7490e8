package io.polarway.storage.catalog;

import io.polarway.storage.column.RowPositions;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.jspecify.annotations.Nullable;

/**
 * What a commit deletes of the rows of one table, checked against the version that it changes: a
 * file must stand there, or be added by the same commit, and each row be there still.
 */
final class RowDeletions {

  /**
   * The rows of a file that are deleted after the commit.
   *
   * @param positions those that were deleted before among them
   * @param previous what said until now which are
   */
  record FileDeletion(DataFile file, RowPositions positions, List<DeleteFile> previous) {

    boolean isWhole() {
      return positions.count() >= file.recordCount();
    }
  }

  private final TableName table;
  private final Map<Path, RowPositions> deleted = new LinkedHashMap<>();

  RowDeletions(TableName table) {
    this.table = table;
  }

  /** Adds rows, which must not have been added before. */
  void add(Map<Path, RowPositions> rows) {
    rows.forEach(
        (path, positions) -> {
          if (!positions.isEmpty()) {
            RowPositions known = deleted.get(path);
            deleted.put(path, known == null ? positions : union(known, positions));
          }
        });
  }

  boolean isEmpty() {
    return deleted.isEmpty();
  }

  /**
   * What becomes of the files.
   *
   * @param before the version that the commit changes; null for a new table
   * @param added the files that the commit adds
   * @throws StorageException {@link Failure#CONFLICT} when a row is no longer there
   */
  List<FileDeletion> resolve(
      @Nullable TableSnapshot before, List<DataFile> added, StoreRoots roots) {
    Map<Path, DataFile> own = new HashMap<>();
    added.forEach(file -> own.put(roots.actualPath(file.location()), file));
    Map<Path, StoredFile> standing = new HashMap<>();
    if (before != null && !own.keySet().containsAll(deleted.keySet())) {
      before.files().forEach(file -> standing.put(file.path(), file));
    }
    List<FileDeletion> deletions = new ArrayList<>();
    deleted.forEach(
        (path, positions) -> {
          DataFile ownFile = own.get(path);
          deletions.add(
              ownFile != null
                  ? new FileDeletion(ownFile, positions, List.of())
                  : ofStanding(standing.get(path), positions));
        });
    for (FileDeletion deletion : deletions) {
      if (deletion.positions().last() >= deletion.file().recordCount()) {
        throw new StorageException(
            Failure.INTERNAL,
            "Cannot delete row %d of %s: it has %d rows"
                .formatted(
                    deletion.positions().last(),
                    deletion.file().location(),
                    deletion.file().recordCount()));
      }
    }
    return deletions;
  }

  private FileDeletion ofStanding(@Nullable StoredFile file, RowPositions positions) {
    if (file == null) {
      throw conflict();
    }
    List<DeleteFile> previous = file.deleteFiles();
    return new FileDeletion(
        file.file(), previous.isEmpty() ? positions : union(file.deleted(), positions), previous);
  }

  private RowPositions union(RowPositions before, RowPositions more) {
    if (before.intersects(more)) {
      throw conflict();
    }
    return before.with(more);
  }

  private StorageException conflict() {
    return new StorageException(
        Failure.CONFLICT,
        "Cannot commit: another transaction has changed rows of table %s that this one changes; run the transaction again"
            .formatted(table));
  }
}
