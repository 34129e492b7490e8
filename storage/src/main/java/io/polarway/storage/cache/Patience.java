package io.polarway.storage.cache;

/** Tells a query that waits for another's run whether to go on waiting. */
@FunctionalInterface
public interface Patience {
  /**
   * @throws io.polarway.storage.error.StorageException when it shall not: it was cancelled, its
   *     time is over, or its thread interrupted
   */
  void check();
}
