package io.polarway.storage.transaction;

import io.polarway.storage.catalog.StoredFile;

/** Where a row stands that a statement has read. Its position counts from 0 there. */
sealed interface RowSource {

  /** A committed file. */
  record Committed(StoredFile file) implements RowSource {}

  /** The hot rows of the table; a position is a row id. */
  record Hot() implements RowSource {}

  /**
   * Rows of the transaction's own.
   *
   * @param firstRow the number among the partition's rows of the one at position 0
   */
  record Own(PartitionRows rows, int firstRow) implements RowSource {}
}
