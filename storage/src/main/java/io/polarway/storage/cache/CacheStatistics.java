package io.polarway.storage.cache;

import java.util.Map;

/**
 * What a cache has done since it was made, and what is in it.
 *
 * @param hits queries answered from the cache, those that waited for another's run included
 * @param misses queries that ran
 * @param sharedRuns queries that waited for another's run of the same and were answered by it
 * @param bypasses queries that the cache had no part in, by reason
 * @param fills results that were kept
 * @param fillsGivenUp results that were not: too large, failed, or not read to the end
 * @param evictions results that made room for others
 * @param entries results in it now
 * @param bytes what they take up
 * @param largestBytes what they may take up
 */
public record CacheStatistics(
    long hits,
    long misses,
    long sharedRuns,
    Map<BypassReason, Long> bypasses,
    long fills,
    long fillsGivenUp,
    long evictions,
    long entries,
    long bytes,
    long largestBytes) {}
