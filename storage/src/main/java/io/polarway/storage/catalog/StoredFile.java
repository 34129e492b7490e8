package io.polarway.storage.catalog;

import io.polarway.storage.table.ColumnDefinition;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.types.Conversions;
import org.jspecify.annotations.Nullable;

/**
 * A data file of a table. Immutable. Counts and bounds are what its manifest says; what it does not
 * say is unknown and must not be relied on.
 */
public final class StoredFile {

  private final Path path;
  private final @Nullable List<@Nullable Object> partition;
  private final DataFile file;

  StoredFile(Path path, @Nullable List<@Nullable Object> partition, DataFile file) {
    this.path = path;
    this.partition = partition;
    this.file = file;
  }

  /** Where it stands. */
  public Path path() {
    return path;
  }

  public long rows() {
    return file.recordCount();
  }

  public long bytes() {
    return file.fileSizeInBytes();
  }

  /**
   * The value of each partition field of the table's definition, in Iceberg's internal
   * representation, texts as {@code String}; null when the file was written under another
   * partitioning.
   */
  public @Nullable List<@Nullable Object> partition() {
    return partition;
  }

  /** Grows with each commit that adds files: rows of an earlier commit have a smaller one. */
  public long sequenceNumber() {
    Long number = file.dataSequenceNumber();
    return number == null ? 0 : number;
  }

  DataFile file() {
    return file;
  }

  /** How many values are null; -1 when not known. */
  public long nulls(int fieldId) {
    return count(file.nullValueCounts(), fieldId);
  }

  /** How many values are NaN; -1 when not known. */
  public long nans(int fieldId) {
    return count(file.nanValueCounts(), fieldId);
  }

  /** How many values there are, nulls and NaNs included; -1 when not known. */
  public long values(int fieldId) {
    return count(file.valueCounts(), fieldId);
  }

  private static long count(@Nullable Map<Integer, Long> counts, int fieldId) {
    Long count = counts == null ? null : counts.get(fieldId);
    return count == null ? -1 : count;
  }

  /**
   * A value in Iceberg's internal representation that no value of the column is smaller than, NaN
   * aside; null when not known. It is decoded with each call.
   */
  public @Nullable Object lower(ColumnDefinition column) {
    return bound(file.lowerBounds(), column);
  }

  /**
   * A value in Iceberg's internal representation that no value of the column is larger than, NaN
   * aside; null when not known. It is decoded with each call.
   */
  public @Nullable Object upper(ColumnDefinition column) {
    return bound(file.upperBounds(), column);
  }

  private static @Nullable Object bound(
      @Nullable Map<Integer, ByteBuffer> bounds, ColumnDefinition column) {
    ByteBuffer bound = bounds == null ? null : bounds.get(column.fieldId());
    if (bound == null) {
      return null;
    }
    Object value = Conversions.fromByteBuffer(IcebergTypes.toIceberg(column.type()), bound);
    return value instanceof CharSequence text ? text.toString() : value;
  }

  @Override
  public String toString() {
    return path + " (" + rows() + " rows)";
  }
}
