package io.polarway.storage.upkeep;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogSnapshot;
import java.time.Duration;
import java.time.Instant;

/** Removes hot rows that have ended and that time travel need not see any more. */
final class HotRowChore implements Chore {

  private static final Duration RETENTION = Duration.ofDays(5);

  /** The same when there are more than {@link #MANY_ENDED}. */
  private static final Duration SHORT_RETENTION = Duration.ofHours(1);

  private static final long MANY_ENDED = 1_000_000;

  private final Catalog catalog;
  private final Pace pace = new Pace(Duration.ofMinutes(1));

  HotRowChore(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void look(CatalogSnapshot now, boolean changed) {
    if (pace.isDue() && catalog.hasHotRows()) {
      long ended = now.tables().stream().mapToLong(table -> table.hotRows().storedEnds()).sum();
      Duration kept = ended > MANY_ENDED ? SHORT_RETENTION : RETENTION;
      long horizon = catalog.commitNumberAt(Instant.now().minus(kept), Long.MAX_VALUE);
      if (horizon > 0) {
        catalog.removeEndedHotRows(horizon);
      }
    }
  }
}
