package io.polarway.storage.parquet;

import java.nio.file.Path;
import java.util.List;

/**
 * What the writer knows about a finished Parquet file, for the table's metadata.
 *
 * @param file where it stands
 * @param bytes its length
 * @param splitOffsets where its row groups begin, in bytes from its start, ascending
 */
public record DataFileSummary(
    Path file, long rows, long bytes, List<ColumnSummary> columns, List<Long> splitOffsets) {

  public DataFileSummary {
    columns = List.copyOf(columns);
    splitOffsets = List.copyOf(splitOffsets);
  }
}
