package io.polarway.jdbc.sql;

/** The rows that a clause of MERGE is for. */
enum MergeMatch {
  /** Rows of the table with a row of the source. */
  MATCHED,
  /** Rows of the table without one. */
  NOT_MATCHED_BY_SOURCE,
  /** Rows of the source without one of the table. */
  NOT_MATCHED_BY_TARGET
}
