package io.polarway.storage.transaction;

import io.polarway.storage.catalog.CatalogChange;
import io.polarway.storage.catalog.NewDataFile;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.engine.ScannedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that changes add to a table.
 *
 * @param hotRows as they will be stored
 */
record CommittedRows(List<byte[]> hotRows, List<ScannedFile> files) {

  static CommittedRows of(List<CatalogChange> changes, String uuid) {
    List<byte[]> hotRows = new ArrayList<>();
    List<NewDataFile> added = new ArrayList<>();
    Map<Path, RowPositions> deleted = new HashMap<>();
    for (CatalogChange change : changes) {
      if (change instanceof CatalogChange.AddHotRows add && add.uuid().equals(uuid)) {
        hotRows.addAll(add.rows());
      } else if (change instanceof CatalogChange.Append append && append.uuid().equals(uuid)) {
        added.addAll(append.files());
      } else if (change instanceof CatalogChange.DeleteRows delete && delete.uuid().equals(uuid)) {
        deleted.putAll(delete.deleted());
      }
    }
    List<ScannedFile> files = new ArrayList<>();
    for (NewDataFile file : added) {
      RowPositions positions = deleted.getOrDefault(file.file(), new RowPositions());
      files.add(new ScannedFile(file.file(), positions, 0));
    }
    return new CommittedRows(hotRows, files);
  }
}
