package io.polarway.storage;

import io.polarway.storage.cache.Patience;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.time.Duration;

/** How long a query waits for another session's run of the same. */
final class QueryPatience implements Patience {
  private final EngineSession engine;
  private final Duration timeout;
  private final long startNanos = System.nanoTime();

  /**
   * @param timeout zero for none
   */
  QueryPatience(EngineSession engine, Duration timeout) {
    this.engine = engine;
    this.timeout = timeout;
  }

  @Override
  public void check() {
    if (engine.isCancelled() || Thread.currentThread().isInterrupted()) {
      throw new StorageException(Failure.CANCELLED, "The query was cancelled.");
    }
    if (!timeout.isZero() && System.nanoTime() - startNanos > timeout.toNanos()) {
      throw new StorageException(
          Failure.TIMEOUT,
          "The query took longer than its timeout of %s s.".formatted(timeout.toMillis() / 1000.0));
    }
  }
}
