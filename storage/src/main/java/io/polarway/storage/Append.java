package io.polarway.storage;

import io.polarway.storage.column.ColumnBatch;

/**
 * The rows that one statement adds to one table. They become part of the session's transaction
 * together, by {@link #finish}, or not at all, when it is closed before. One thread at a time.
 */
public interface Append extends AutoCloseable {

  /**
   * Adds rows: one column for each of the table's, in its order and of its types. The batch stays
   * the caller's.
   *
   * @throws io.polarway.storage.error.StorageException for a value that the table does not take;
   *     then nothing of the batch was added
   */
  void add(ColumnBatch rows);

  /** Makes the added rows part of the transaction and gives their number. */
  long finish();

  /** Drops what was not finished. */
  @Override
  void close();
}
