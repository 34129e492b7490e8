package io.polarway.storage.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * One result that is kept.
 *
 * @param statement its text, blanks and comments reduced
 * @param bytes what it takes up, its key included
 * @param hits how often it was the answer
 * @param fillTime how long the query took that gave it, its reading included
 */
public record CacheEntry(
    String statement,
    int parameterCount,
    long rows,
    long bytes,
    long hits,
    Instant filledAt,
    Duration fillTime) {}
