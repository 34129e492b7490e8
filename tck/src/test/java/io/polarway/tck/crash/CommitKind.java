package io.polarway.tck.crash;

/** What the writing process does in one step. */
enum CommitKind {
  /** One row in autocommit. */
  SINGLE,
  /** A batch over several partitions in one transaction. */
  BATCH,
  /** Rows in two tables in one transaction, which add up to zero. */
  TRANSFER,
  /** A batch that is rolled back. */
  ROLLED_BACK,
  /** OPTIMIZE of a table. */
  OPTIMIZE,
  /** VACUUM of all that nothing needs at the moment. */
  VACUUM;

  /** Whether its rows are there afterwards. */
  boolean stores() {
    return this == SINGLE || this == BATCH || this == TRANSFER;
  }
}
