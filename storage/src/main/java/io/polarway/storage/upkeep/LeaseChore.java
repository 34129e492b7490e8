package io.polarway.storage.upkeep;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogSnapshot;
import java.time.Duration;

/**
 * Takes away the leases of processes that were killed or stopped, and what is kept for no lease any
 * longer.
 */
final class LeaseChore implements Chore {

  private final Catalog catalog;
  private final Pace pace;

  /**
   * @param period in which living processes renew theirs
   */
  LeaseChore(Catalog catalog, Duration period) {
    this.catalog = catalog;
    this.pace = new Pace(period);
  }

  @Override
  public void look(CatalogSnapshot now, boolean changed) {
    if (pace.isDue()) {
      catalog.leases().removeDead();
      catalog.forgetMoves();
    }
  }
}
