package io.polarway.storage.error;

/** One for each decision that a caller can make; the driver gives each its SQLState. */
public enum Failure {
  /** The engine does not understand the text. */
  SYNTAX,
  /** A column that is not there. */
  UNKNOWN_COLUMN,
  /** A table or view that is not there. */
  UNKNOWN_TABLE,
  /** A schema that is not there. */
  UNKNOWN_SCHEMA,
  /** A function that is not there. */
  UNKNOWN_FUNCTION,
  DUPLICATE_TABLE,
  DUPLICATE_SCHEMA,
  DUPLICATE_COLUMN,
  /** A schema that still has tables. */
  SCHEMA_NOT_EMPTY,
  /** A statement that is well formed and means nothing: wrong types, a missing GROUP BY. */
  INVALID_STATEMENT,
  /** A table definition or property that cannot be had. */
  INVALID_DEFINITION,
  /** A value that cannot be turned into the type. */
  INVALID_VALUE,
  VALUE_OUT_OF_RANGE,
  DIVISION_BY_ZERO,
  /** Several rows of a subquery where one value is needed. */
  MORE_THAN_ONE_ROW,
  /** Text longer than its column takes. */
  VALUE_TOO_LONG,
  NOT_NULL,
  /** A row whose key another row has. */
  DUPLICATE_KEY,
  /** A row for which a CHECK constraint is false. */
  CHECK_VIOLATION,
  /** A sequence that has given its last value. */
  SEQUENCE_EXHAUSTED,
  /** A sequence of which a session has had no value yet. */
  NO_CURRENT_VALUE,
  /** What was asked for is older than what is kept. */
  EXPIRED,
  /** The transaction lost against another one and can be tried again. */
  CONFLICT,
  /** A commit of which nobody can say whether it took place. */
  UNKNOWN_OUTCOME,
  /** The store, transaction or stream was opened for reading only. */
  READ_ONLY,
  /** The path is not a store and cannot become one. */
  NOT_A_STORE,
  /** A newer version of this program wrote the store. */
  NEWER_FORMAT,
  /** Another class loader of this process has the store open. */
  STORE_IN_USE,
  /** A lock could not be had in time. */
  LOCK_TIMEOUT,
  /** A file or setting outside what the store allows. */
  ACCESS_DENIED,
  UNSUPPORTED,
  CANCELLED,
  TIMEOUT,
  CLOSED,
  OUT_OF_MEMORY,
  DISK_FULL,
  /** Reading or writing failed. */
  IO,
  /** What was read is not what was written. */
  DAMAGED,
  /** A data file of a table is not there. */
  MISSING_FILE,
  /** A fault of ours or of the engine. */
  INTERNAL
}
