package io.polarway.storage.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one commit made of one table, or that it changed none.
 *
 * @param number the store-wide number of the commit
 * @param what a short description of the whole commit
 * @param table null when the commit changed schemas only
 * @param dropped whether it took the table out
 * @param icebergSnapshotId the table's snapshot from then on; null when it has no rows yet
 */
public record CommittedVersion(
    long number,
    Instant committedAt,
    String what,
    @Nullable TableName table,
    boolean dropped,
    @Nullable Long icebergSnapshotId) {}
