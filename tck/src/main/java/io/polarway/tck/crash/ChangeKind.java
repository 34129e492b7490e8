package io.polarway.tck.crash;

/** What a writing process does in one step. */
public enum ChangeKind {
  /** That it took place, as one row in auto-commit mode; the others say so, too. */
  SINGLE,
  /** Rows of several partitions in two tables, of which one keeps no hot rows. */
  BATCH,
  /** An amount moves from an account of one table to one of another. */
  TRANSFER,
  /** The rows of an earlier change get another amount. */
  UPDATE,
  /** The rows of an earlier change are deleted from both tables. */
  DELETE,
  /** Rows, and then rows and deletions that a savepoint takes back. */
  SAVEPOINT,
  /** A table is created from a query, and an earlier one dropped. */
  DEFINE,
  /** A batch that is rolled back. */
  ROLLED_BACK,
  CHECKPOINT,
  OPTIMIZE,
  /** Of all that nothing needs at the moment. */
  VACUUM;

  /** Whether the change is there afterwards. */
  boolean stores() {
    return switch (this) {
      case ROLLED_BACK, CHECKPOINT, OPTIMIZE, VACUUM -> false;
      default -> true;
    };
  }
}
