package io.polarway.storage.catalog;

import java.time.Duration;

/**
 * How a catalog is opened.
 *
 * @param readOnly write nothing at all
 * @param createIfMissing make a store where there is none
 * @param lockTimeout how long a commit waits for other commits
 */
public record CatalogOptions(boolean readOnly, boolean createIfMissing, Duration lockTimeout) {}
