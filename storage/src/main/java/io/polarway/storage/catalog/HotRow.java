package io.polarway.storage.catalog;

/**
 * A stored hot row.
 *
 * @param id unique in its table, in the order of the commits
 * @param beginNumber the commit that added it
 * @param content as it was given to {@link CatalogChange.AddHotRows}
 */
public record HotRow(long id, long beginNumber, byte[] content) {}
