package io.polarway.storage.upkeep;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogSnapshot;
import io.polarway.storage.maintenance.Vacuum;
import java.time.Duration;

/**
 * Forgets what time travel need not see any more, and deletes files that nothing needs, as VACUUM
 * does without an age: from time to time, and never soon after the start.
 */
final class VacuumChore implements Chore {

  private final Catalog catalog;
  private final Errands errands;
  private final Pace pace = new Pace(Duration.ofHours(1));

  VacuumChore(Catalog catalog, Errands errands) {
    this.catalog = catalog;
    this.errands = errands;
    // The first period begins now.
    pace.isDue();
  }

  @Override
  public void look(CatalogSnapshot now, boolean changed) {
    if (pace.isDue()) {
      errands.run(work -> Vacuum.run(catalog, null, null, work));
    }
  }
}
