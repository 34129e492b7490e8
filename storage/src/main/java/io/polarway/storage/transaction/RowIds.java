package io.polarway.storage.transaction;

import io.polarway.storage.engine.ScannedFile;
import java.util.ArrayList;
import java.util.List;

/**
 * The ids of rows that statements of one transaction have read: a source's number in the upper
 * bits, and the position in it in the lower ones.
 */
final class RowIds {

  private static final int POSITION_BITS = Long.numberOfTrailingZeros(ScannedFile.ROW_ID_STEP);
  private static final long POSITION_MASK = ScannedFile.ROW_ID_STEP - 1;

  private final List<RowSource> sources = new ArrayList<>();

  /**
   * Gives the rows of sources ids.
   *
   * @return the first source's first one; that of each further source is a step behind
   */
  long baseOf(List<? extends RowSource> added) {
    long base = (long) sources.size() << POSITION_BITS;
    sources.addAll(added);
    return base;
  }

  RowSource source(long rowId) {
    return sources.get((int) (rowId >>> POSITION_BITS));
  }

  static long position(long rowId) {
    return rowId & POSITION_MASK;
  }
}
