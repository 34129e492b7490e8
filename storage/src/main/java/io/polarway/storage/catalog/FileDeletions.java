package io.polarway.storage.catalog;

import io.polarway.storage.column.RowPositions;
import java.util.List;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.util.ContentFileUtil;

/**
 * The rows of a data file that are deleted.
 *
 * @param location the data file's
 * @param files what says it
 */
record FileDeletions(String location, List<DeleteFile> files, DeletionReader reader) {
  FileDeletions {
    files = List.copyOf(files);
  }

  RowPositions positions() {
    return reader.read(location, files);
  }

  /** Only of a deletion vector the manifest knows it: other files may say it twice. */
  long count() {
    return ContentFileUtil.containsSingleDV(files)
        ? files.get(0).recordCount()
        : positions().count();
  }
}
