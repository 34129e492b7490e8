package io.polarway.storage;

import io.polarway.storage.cache.BypassReason;
import org.jspecify.annotations.Nullable;

/**
 * What the cache means to a query.
 *
 * @param bypass why it is never cached; null when it can be
 * @param held whether its answer is in the cache now
 */
public record CacheState(@Nullable BypassReason bypass, boolean held) {}
