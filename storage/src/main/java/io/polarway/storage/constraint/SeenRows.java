package io.polarway.storage.constraint;

import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.engine.ScannedFile;
import java.util.List;

/** The rows of a table that a transaction sees: others' and its own. */
public interface SeenRows {

  /** Files as they are to be scanned, without the rows that the transaction has deleted. */
  List<ScannedFile> scan(List<StoredFile> committed);

  /** The ids of hot rows that the transaction has deleted. */
  RowPositions deletedHotRows();

  /** The files with the rows that the transaction has added, without those that it has deleted. */
  List<ScannedFile> own();
}
