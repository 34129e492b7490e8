/**
 * The columnar Parquet writer: batches of rows in, data files of a table out.
 *
 * <p>Each column chunk is turned into dense values, gets the encoding that compresses best on a
 * sample, and is compressed page by page; the Parquet library frames the pages and writes indexes
 * and footer. No Hadoop class is needed.
 */
@NullMarked
package io.polarway.storage.parquet;

import org.jspecify.annotations.NullMarked;
