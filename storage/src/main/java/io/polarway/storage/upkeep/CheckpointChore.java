package io.polarway.storage.upkeep;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogSnapshot;
import io.polarway.storage.catalog.HotTable;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.hot.HotMirror;
import io.polarway.storage.maintenance.Checkpoint;
import io.polarway.storage.table.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes hot rows to files when they are many or old. */
final class CheckpointChore implements Chore {

  private static final long MANY_BYTES = 8L << 20;

  private final Catalog catalog;
  private final HotMirror hotRows;
  private final Errands errands;
  private final UpkeepOptions options;

  /** Since when a table has had hot rows, as far as this process has seen. */
  private final Map<TableName, Long> hotSinceNanos = new HashMap<>();

  CheckpointChore(Catalog catalog, HotMirror hotRows, Errands errands, UpkeepOptions options) {
    this.catalog = catalog;
    this.hotRows = hotRows;
    this.errands = errands;
    this.options = options;
  }

  @Override
  public void look(CatalogSnapshot now, boolean changed) {
    if (changed) {
      find(now);
    }
    for (Map.Entry<TableName, Long> entry : List.copyOf(hotSinceNanos.entrySet())) {
      TableName name = entry.getKey();
      TableSnapshot table = now.table(name.schema(), name.name());
      if (table != null && isDue(table.hotRows(), entry.getValue())) {
        hotSinceNanos.remove(name);
        errands.run(work -> Checkpoint.run(catalog, hotRows, table, work));
      }
    }
  }

  private void find(CatalogSnapshot now) {
    long nanos = System.nanoTime();
    Map<TableName, Long> before = Map.copyOf(hotSinceNanos);
    hotSinceNanos.clear();
    for (TableSnapshot table : now.tables()) {
      if (table.hotRows().liveRows() > 0) {
        hotSinceNanos.put(table.name(), before.getOrDefault(table.name(), nanos));
      }
    }
  }

  private boolean isDue(HotTable hot, long sinceNanos) {
    return hot.liveRows() >= options.hotRows()
        || hot.liveBytes() >= MANY_BYTES
        || System.nanoTime() - sinceNanos >= options.hotAge().toNanos();
  }
}
