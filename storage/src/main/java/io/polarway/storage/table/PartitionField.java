package io.polarway.storage.table;

/** One part of a table's partitioning: a transform of the column called {@code column}. */
public record PartitionField(String column, Transform transform) {}
