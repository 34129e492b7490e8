package io.polarway.tck.damage;

/** What a database with a flipped byte says to queries. */
public enum Outcome {
  /** The answers are right: the byte was not needed. */
  RIGHT,
  /** An SQLException with an SQLState. */
  ERROR,
  /** An SQLException without one, or an exception that is none. */
  UNCLEAR,
  /** Answers that are wrong, and no error. */
  WRONG,
  /** The process died. */
  CRASH,
  /** There was no answer in time. */
  HANG
}
