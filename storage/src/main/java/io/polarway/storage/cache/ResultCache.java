package io.polarway.storage.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.polarway.storage.column.BatchStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The results of queries, bounded by what they take up. Each is kept by all that it follows from,
 * so that what is found is right, and nothing has to be thrown out because it grew old.
 * Thread-safe.
 */
public final class ResultCache {

  private static final long ENTRY_BYTES = 128;
  private static final int LARGEST_TOO_LARGE = 1_000;

  /** All fills at a time may take up this part of the cache's size beside it. */
  private static final int FILLS_SHARE = 4;

  private final long sizeBytes;
  private final Allowance.Shared allowances;
  private final Cache<ResultKey, CachedResult> results;

  /** Results that would have no room, so that nobody tries again. */
  private final Cache<ResultKey, Boolean> tooLarge =
      Caffeine.newBuilder().maximumSize(LARGEST_TOO_LARGE).executor(Runnable::run).build();

  private final Map<ResultKey, Fill> underWay = new ConcurrentHashMap<>();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder sharedRuns = new LongAdder();
  private final LongAdder fills = new LongAdder();
  private final LongAdder fillsGivenUp = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final Map<BypassReason, LongAdder> bypasses = new EnumMap<>(BypassReason.class);

  /**
   * @throws io.polarway.storage.error.StorageException when the options ask for more than there is
   */
  public ResultCache(CacheOptions options) {
    CacheOptions resolved = options.resolved();
    this.sizeBytes = resolved.sizeBytes();
    this.allowances =
        new Allowance.Shared(
            resolved.largestResultBytes(),
            Math.max(resolved.largestResultBytes(), sizeBytes / FILLS_SHARE));
    this.results =
        Caffeine.newBuilder()
            .maximumWeight(sizeBytes)
            .weigher(ResultCache::weight)
            .evictionListener(this::evicted)
            .executor(Runnable::run)
            .build();
    for (BypassReason reason : BypassReason.values()) {
      bypasses.put(reason, new LongAdder());
    }
  }

  private static int weight(ResultKey key, CachedResult result) {
    return (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + key.memoryBytes() + result.bytes());
  }

  private void evicted(@Nullable ResultKey key, @Nullable CachedResult result, RemovalCause cause) {
    evictions.increment();
  }

  /**
   * The answer to a query: a result that is kept, or that of another who runs the same query now,
   * or else that of a run, which is kept when it is read to its end and has room.
   *
   * @param key what the answer follows from
   * @param patience asked while it waits for another
   * @param run runs the query
   */
  public BatchStream query(ResultKey key, Patience patience, Supplier<BatchStream> run) {
    CachedResult known = results.getIfPresent(key);
    return known == null ? fill(key, patience, run) : hit(known);
  }

  /** Whether the answer to a query is kept. */
  public boolean has(ResultKey key) {
    return results.getIfPresent(key) != null;
  }

  /** Counts a query that the cache has no part in. */
  public void bypassed(BypassReason reason) {
    LongAdder count = bypasses.get(reason);
    if (count != null) {
      count.increment();
    }
  }

  /** Drops all that is kept; queries that run now may still add to it. */
  public void clear() {
    results.invalidateAll();
    tooLarge.invalidateAll();
  }

  public CacheStatistics statistics() {
    results.cleanUp();
    Map<BypassReason, Long> bypassCounts = new EnumMap<>(BypassReason.class);
    bypasses.forEach((reason, count) -> bypassCounts.put(reason, count.sum()));
    long bytes = results.policy().eviction().orElseThrow().weightedSize().orElse(0);
    return new CacheStatistics(
        hits.sum(),
        misses.sum(),
        sharedRuns.sum(),
        bypassCounts,
        fills.sum(),
        fillsGivenUp.sum(),
        evictions.sum(),
        results.estimatedSize(),
        bytes,
        sizeBytes);
  }

  /** What is in it, in no order. */
  public List<CacheEntry> entries() {
    List<CacheEntry> entries = new ArrayList<>();
    results
        .asMap()
        .forEach((key, result) -> entries.add(result.describe(key, weight(key, result))));
    return entries;
  }

  private BatchStream hit(CachedResult result) {
    hits.increment();
    result.countHit();
    return result.open(true);
  }

  private BatchStream fill(ResultKey key, Patience patience, Supplier<BatchStream> run) {
    if (tooLarge.getIfPresent(key) != null) {
      return miss(run);
    }
    ResultKey own = key.detached();
    Fill fill = new Fill(allowances.open(), (ended, whole) -> ended(own, ended, whole));
    Fill other = underWay.putIfAbsent(own, fill);
    if (other != null) {
      CachedResult shared = other.await(patience);
      if (shared != null) {
        sharedRuns.increment();
        return hit(shared);
      }
      // Its reader is slow, or it failed. One of those who waited takes its place.
      boolean inItsPlace =
          underWay.replace(own, other, fill) || underWay.putIfAbsent(own, fill) == null;
      if (!inItsPlace || other.isTooLarge()) {
        fill.giveUp();
        return miss(run);
      }
    }
    CachedResult finished = results.getIfPresent(own);
    if (finished != null) {
      fill.giveUp();
      return hit(finished);
    }
    return run(fill, run);
  }

  private BatchStream miss(Supplier<BatchStream> run) {
    misses.increment();
    return run.get();
  }

  private BatchStream run(Fill fill, Supplier<BatchStream> run) {
    boolean done = false;
    BatchStream source = null;
    try {
      source = miss(run);
      FillingStream stream =
          new FillingStream(source, new BatchCopier(source.columns(), fill.allowance()), fill);
      fill.reading();
      stream.readSmall();
      done = true;
      CachedResult whole = fill.result();
      if (whole == null) {
        return stream;
      }
      stream.close();
      return whole.open(false);
    } finally {
      if (!done) {
        fill.giveUp();
        if (source != null) {
          source.close();
        }
      }
    }
  }

  private void ended(ResultKey key, Fill fill, @Nullable CachedResult whole) {
    if (whole != null) {
      results.put(key, whole);
      fills.increment();
    } else if (fill.hasRun()) {
      fillsGivenUp.increment();
      if (fill.isTooLarge()) {
        tooLarge.put(key, Boolean.TRUE);
      }
    }
    underWay.remove(key, fill);
  }
}
