package io.polarway.storage.parquet;

import java.nio.file.Path;
import java.util.List;

/**
 * A finished data file.
 *
 * @param bytes the file's size
 * @param splitOffsets where each row group begins in the file
 */
public record DataFileSummary(
    Path file, long rows, long bytes, List<ColumnSummary> columns, List<Long> splitOffsets) {

  public DataFileSummary {
    columns = List.copyOf(columns);
    splitOffsets = List.copyOf(splitOffsets);
  }
}
