package io.polarway.storage.engine;

/** Whom a cursor is given back to when its statement has ended. Thread-safe. */
interface CursorOwner {

  /**
   * Takes a cursor back, all of whose results are freed.
   *
   * @param reusable whether its last statement ended well
   */
  void giveBack(Cursor cursor, boolean reusable);
}
