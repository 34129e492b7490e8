/** Parquet files: encoders, encoding choice, compression, and the writer of data files. */
@NullMarked
package io.polarway.storage.parquet;

import org.jspecify.annotations.NullMarked;
