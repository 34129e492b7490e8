package io.polarway.storage.transaction;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.HotRowEnd;
import io.polarway.storage.catalog.RowMoves;
import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.table.TableDefinition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What has become of rows since a transaction read them. */
final class RowConflicts {

  private RowConflicts() {}

  /**
   * Finds rows again that were moved.
   *
   * @param since the commit whose snapshot they were read in
   * @return whether any of them was moved
   */
  static boolean follow(Catalog catalog, TableDefinition table, DeletedRows rows, long since) {
    boolean found = false;
    if (!rows.isEmpty()) {
      for (RowMoves moves : catalog.movesSince(table, since)) {
        found |= rows.follow(moves);
      }
    }
    return found;
  }

  /**
   * Whether any of the rows is no longer where it was.
   *
   * @param since the commit whose snapshot they were read in
   */
  static boolean hasLost(Catalog catalog, TableDefinition table, DeletedRows rows, long since) {
    if (rows.isEmpty()) {
      return false;
    }
    TableSnapshot now = catalog.snapshot().table(table.name().schema(), table.name().name());
    if (now == null || !now.definition().uuid().equals(table.uuid())) {
      return true;
    }
    for (HotRowEnd end : catalog.hotRows(table, now.hotRows().nextRow(), since).ends()) {
      if (rows.hot().contains(end.id())) {
        return true;
      }
    }
    Map<Path, RowPositions> ofFiles = new HashMap<>(rows.committed());
    ofFiles.values().removeIf(RowPositions::isEmpty);
    for (StoredFile file : now.files()) {
      RowPositions ofFile = ofFiles.remove(file.path());
      if (ofFile != null && file.deleted().intersects(ofFile)) {
        return true;
      }
    }
    return !ofFiles.isEmpty();
  }
}
