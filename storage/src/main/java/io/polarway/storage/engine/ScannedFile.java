package io.polarway.storage.engine;

import io.polarway.storage.column.RowPositions;
import java.nio.file.Path;

/**
 * A Parquet file of a relation.
 *
 * @param deleted the positions of rows that are left out
 * @param firstRowId the id of the row at position 0, where rows have ids; each row behind has the
 *     next one
 */
public record ScannedFile(Path path, RowPositions deleted, long firstRowId) {

  /** What lies between the first ids of two files that follow each other. */
  public static final long ROW_ID_STEP = 1L << 36;
}
