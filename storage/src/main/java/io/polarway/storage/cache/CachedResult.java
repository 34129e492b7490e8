package io.polarway.storage.cache;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.HeldBatches;
import io.polarway.storage.column.ResultColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A whole result, which nobody changes. */
final class CachedResult {

  private final List<ResultColumn> columns;
  private final List<ColumnBatch> batches;
  private final long rows;
  private final long bytes;
  private final Duration fillTime;
  private final Instant filledAt;
  private final AtomicLong hits = new AtomicLong();

  /**
   * @param bytes what the batches take up
   * @param fillTime from the start of the query to its last row
   */
  CachedResult(
      List<ResultColumn> columns, List<ColumnBatch> batches, long bytes, Duration fillTime) {
    this.columns = columns;
    this.batches = List.copyOf(batches);
    this.rows = batches.stream().mapToLong(ColumnBatch::size).sum();
    this.bytes = bytes;
    this.fillTime = fillTime;
    this.filledAt = Instant.now();
  }

  /** A stream of its rows, from the first. */
  BatchStream open(boolean known) {
    return new HeldBatches(columns, batches, known);
  }

  void countHit() {
    hits.incrementAndGet();
  }

  long bytes() {
    return bytes;
  }

  /**
   * @param weight what it takes up with its key
   */
  CacheEntry describe(ResultKey key, long weight) {
    return new CacheEntry(
        key.statement(), key.parameterCount(), rows, weight, hits.get(), filledAt, fillTime);
  }
}
