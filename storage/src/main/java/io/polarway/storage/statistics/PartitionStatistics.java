package io.polarway.storage.statistics;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the committed files of one partition hold.
 *
 * @param partition its directory, such as {@code day=2026-02-01}; empty in a table without
 *     partitions, null for files that were written under an older partitioning
 * @param rows without deleted ones
 * @param deletedRows the rows that stand in the files and are deleted
 * @param bytes the sizes of the files
 * @param rawBytes what the values take up by themselves, those of deleted rows included: the fixed
 *     width of their type, or the bytes of a text or blob; null when a file of another writer is
 *     among them
 * @param encodings the Parquet encodings of each column, by the name that it has in the files
 * @param lowestLevel the lowest zstd level of a file; null when a file of another writer is among
 *     them
 * @param sorted whether the rows of each file are in the order that the table has at rest; null for
 *     a table without one
 */
public record PartitionStatistics(
    @Nullable String partition,
    int files,
    int rowGroups,
    long rows,
    long deletedRows,
    long bytes,
    @Nullable Long rawBytes,
    Map<String, Set<String>> encodings,
    @Nullable Integer lowestLevel,
    @Nullable Boolean sorted) {

  public PartitionStatistics {
    encodings = Collections.unmodifiableMap(encodings);
  }
}
