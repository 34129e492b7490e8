package io.polarway.storage.upkeep;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogSnapshot;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.maintenance.Compaction;
import io.polarway.storage.table.TableName;
import java.util.HashMap;
import java.util.Map;

/**
 * Rewrites files of tables when they are many and small, or have many deleted rows: some files of
 * one partition at a time, and then it rests as long as that took. It never waits for others, and
 * gives up what they have changed meanwhile.
 */
final class CompactionChore implements Chore {

  private final Catalog catalog;
  private final Errands errands;

  /** The version of each table of which no more is to be done. */
  private final Map<TableName, String> done = new HashMap<>();

  private boolean lookedThrough;
  private long restUntilNanos = System.nanoTime();

  CompactionChore(Catalog catalog, Errands errands) {
    this.catalog = catalog;
    this.errands = errands;
  }

  @Override
  public void look(CatalogSnapshot now, boolean changed) {
    lookedThrough &= !changed;
    if (lookedThrough || System.nanoTime() - restUntilNanos < 0) {
      return;
    }
    for (TableSnapshot table : now.tables()) {
      // What fails is not tried again before the table changes.
      boolean isNew = !table.pointer().equals(done.put(table.name(), table.pointer()));
      if (isNew && compact(table)) {
        return;
      }
    }
    done.keySet().removeIf(name -> now.table(name.schema(), name.name()) == null);
    lookedThrough = true;
  }

  /** Whether something was due. */
  private boolean compact(TableSnapshot table) {
    if (!Compaction.isDue(table)) {
      return false;
    }
    long start = System.nanoTime();
    errands.run(work -> Compaction.due(catalog, table, work).ifPresent(Compaction::run));
    long end = System.nanoTime();
    restUntilNanos = end + (end - start);
    return true;
  }
}
