package io.polarway.storage.parquet;

import org.jspecify.annotations.Nullable;

/**
 * One column of a file. The bounds are in Iceberg's internal representation: Boolean, Integer (also
 * for dates), Long (also for times and timestamps, in microseconds), Float, Double, BigDecimal,
 * CharSequence, ByteBuffer, UUID.
 *
 * @param fieldId Iceberg's field id
 * @param bytes its length in the file, compressed
 * @param values the number of its values, nulls and NaNs included
 * @param nulls how many are null
 * @param nans how many are NaN
 * @param lower no value is smaller; null when not known
 * @param upper no value is larger; null when not known
 */
public record ColumnSummary(
    int fieldId,
    long bytes,
    long values,
    long nulls,
    long nans,
    @Nullable Object lower,
    @Nullable Object upper) {}
