package io.polarway.storage;

/** What a transaction sees of others. */
public enum Isolation {
  /** Each statement sees what was committed when it began. */
  READ_COMMITTED,
  /** All statements see what was committed when the first one began. */
  SNAPSHOT,
  /** As SNAPSHOT, and the commit fails when a table that was read has changed since. */
  SERIALIZABLE
}
