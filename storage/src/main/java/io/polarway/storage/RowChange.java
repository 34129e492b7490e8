package io.polarway.storage;

import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;

/**
 * What one statement does to the rows of one table. It becomes part of the session's transaction as
 * a whole, by {@link #finish}, or not at all, when it is closed before. One thread at a time.
 *
 * <p>Existing rows are named by the row ids that a {@link TableScan} of this transaction gave. A
 * row id that comes twice counts once: the first time. Batches and columns stay the caller's. The
 * columns of a batch are those of the table, in its order and of its types.
 */
public interface RowChange extends AutoCloseable {

  /**
   * Adds rows.
   *
   * @throws io.polarway.storage.error.StorageException for a value that the table does not take;
   *     then nothing of the batch was added
   */
  void add(ColumnBatch rows);

  /**
   * Puts new versions in the place of rows.
   *
   * @param rowIds for each row the id of the one that it replaces; null for a row that is new
   */
  void replace(LongColumn rowIds, ColumnBatch rows);

  /** Deletes rows. */
  void delete(LongColumn rowIds);

  /** Leaves rows as they are; the commit fails when another transaction has changed one of them. */
  void keep(LongColumn rowIds);

  /**
   * Makes the changes part of the transaction, after the table's constraints and keys were checked,
   * and gives the number of rows added, replaced, deleted and kept.
   */
  long finish();

  /** Drops what was not finished. */
  @Override
  void close();
}
