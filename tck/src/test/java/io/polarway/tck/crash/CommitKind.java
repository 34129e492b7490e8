package io.polarway.tck.crash;

/** What the writing process does in one transaction. */
enum CommitKind {
  /** One row in autocommit. */
  SINGLE,
  /** A batch over several partitions in one transaction. */
  BATCH,
  /** Rows in two tables in one transaction, which add up to zero. */
  TRANSFER,
  /** A batch that is rolled back. */
  ROLLED_BACK
}
