package io.polarway.storage.catalog;

import io.polarway.storage.parquet.DataFileSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished data file that a commit adds to a table. Its content is on disk; its directories are
 * made durable by the commit.
 *
 * @param file where it stands, a path that {@link Catalog#newDataFile} gave
 * @param partition a value for each of the table's partition fields, in Iceberg's internal
 *     representation; empty for a table that is not partitioned
 */
public record NewDataFile(Path file, List<@Nullable Object> partition, DataFileSummary summary) {
  public NewDataFile {
    partition = Collections.unmodifiableList(new ArrayList<>(partition));
  }
}
