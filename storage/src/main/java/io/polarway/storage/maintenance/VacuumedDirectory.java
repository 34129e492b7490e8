package io.polarway.storage.maintenance;

/**
 * What was removed below the directory of one table, be it there or dropped.
 *
 * @param directory {@code schema/table} below the store's data
 * @param snapshots the snapshots that were forgotten
 * @param bytes the size of the files that were deleted
 */
public record VacuumedDirectory(
    String directory, int snapshots, int dataFiles, int metadataFiles, long bytes) {}
