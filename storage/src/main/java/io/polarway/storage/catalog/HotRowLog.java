package io.polarway.storage.catalog;

import java.util.List;

/**
 * Hot rows of a table that were added, and ends that were set, since some moment.
 *
 * @param state the table's, in the read transaction that gave the rest
 */
public record HotRowLog(HotTable state, List<HotRow> rows, List<HotRowEnd> ends) {}
