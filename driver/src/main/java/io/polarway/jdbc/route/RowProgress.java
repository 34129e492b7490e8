package io.polarway.jdbc.route;

/** Is told how far the writing of rows has come. */
@FunctionalInterface
public interface RowProgress {

  /** So many rows of all are written. */
  void advances(long rowsDone, long rowsInAll);
}
