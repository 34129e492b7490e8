package io.polarway.storage.maintenance;

import io.polarway.storage.table.TableName;

/**
 * What compaction came to in one partition.
 *
 * @param partition its directory below the table's data, such as {@code day=2026-02-01}; empty for
 *     a table that is not partitioned
 * @param filesBefore the files that were read
 * @param filesAfter the files that took their place
 * @param level the zstd level of the new files
 * @param replaced false when others changed the partition meanwhile, so that all is as they left it
 */
public record CompactedPartition(
    TableName table,
    String partition,
    int filesBefore,
    int filesAfter,
    long bytesBefore,
    long bytesAfter,
    long rows,
    int level,
    boolean replaced) {}
