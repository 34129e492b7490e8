package io.polarway.storage.parquet;

import org.jspecify.annotations.Nullable;

/**
 * What a table's metadata records of one column of a data file (Iceberg table specification, "Data
 * file fields").
 *
 * @param bytes the size of the column's chunks in the file, in bytes
 * @param values the number of values, nulls and NaN included
 * @param nans the number of NaN; 0 for types that have none
 * @param lower a value that no value is below, NaN left aside, in Iceberg's representation:
 *     Boolean, Integer (also for dates), Long (also for times and timestamps, in microseconds),
 *     Float, Double, BigDecimal, String, ByteBuffer or UUID. Texts and bytes are truncated. Null
 *     when there is no value.
 * @param upper a value that no value is above, likewise; also null when a truncated text cannot be
 *     rounded up
 */
public record ColumnSummary(
    int fieldId,
    long bytes,
    long values,
    long nulls,
    long nans,
    @Nullable Object lower,
    @Nullable Object upper) {}
