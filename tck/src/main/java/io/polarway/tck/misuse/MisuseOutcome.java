package io.polarway.tck.misuse;

/** What a driver made of a {@link Misuse}. */
public enum MisuseOutcome {
  /** A right answer, or nothing to complain of. */
  ANSWERED,
  /** An SQLException that has an SQLState. */
  REFUSED,
  /** An SQLException without an SQLState. */
  NO_SQL_STATE,
  /** A wrong answer, an exception that is none of JDBC's, an error, or no end. */
  FAILED
}
