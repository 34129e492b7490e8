package io.polarway.storage.parquet;

import io.polarway.storage.column.DataType;

/**
 * A column of a data file.
 *
 * @param fieldId Iceberg's field id
 * @param type one that {@link DataType#isStorable} allows
 * @param nullable whether the file's column is optional
 */
public record FileColumn(int fieldId, String name, DataType type, boolean nullable) {}
