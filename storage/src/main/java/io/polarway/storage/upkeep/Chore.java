package io.polarway.storage.upkeep;

import io.polarway.storage.catalog.CatalogSnapshot;

/** A kind of work of the process that leads the upkeep. By one thread. */
interface Chore {

  /**
   * Does what is due.
   *
   * @param changed whether anything was committed since the last call
   */
  void look(CatalogSnapshot now, boolean changed);
}
