package io.polarway.storage.catalog;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.ColumnDefinition;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.util.DeleteFileSet;
import org.jspecify.annotations.Nullable;

/**
 * A data file of a table in one version. Immutable. Counts and bounds are what its manifest says,
 * of all rows that stand in it; what it does not say is unknown and must not be relied on.
 */
public final class StoredFile {

  private static final RowPositions NONE = new RowPositions();

  private final Path path;
  private final @Nullable List<@Nullable Object> partition;
  private final List<PartitionValue> partitionValues;
  private final DataFile file;
  private final @Nullable FileDeletions deletions;

  /** What was decoded so far. A thread that does not see the newest decodes once more. */
  private volatile KnownRange[] ranges = {};

  /**
   * @param partition by the table's current partitioning, null for another one
   * @param partitionValues by the partitioning under which it was written
   */
  StoredFile(
      Path path,
      @Nullable List<@Nullable Object> partition,
      List<PartitionValue> partitionValues,
      DataFile file) {
    this.path = path;
    this.partition = partition;
    this.partitionValues = List.copyOf(partitionValues);
    this.file = file;
    this.deletions = null;
  }

  private StoredFile(StoredFile whole, FileDeletions deletions) {
    this.path = whole.path;
    this.partition = whole.partition;
    this.partitionValues = whole.partitionValues;
    this.file = whole.file;
    this.ranges = whole.ranges;
    this.deletions = deletions;
  }

  /** The same file with rows of it deleted. */
  StoredFile with(FileDeletions deleted) {
    return new StoredFile(this, deleted);
  }

  /** What is known of a column of a type. */
  private record KnownRange(int fieldId, DataType type, ValueRange range) {}

  /** Where it stands. */
  public Path path() {
    return path;
  }

  /** How many rows stand in it, deleted ones included. */
  public long rows() {
    return file.recordCount();
  }

  /**
   * How many of its rows are deleted.
   *
   * @throws StorageException {@code DAMAGED} when that cannot be read
   */
  public long deletedRows() {
    return deletions == null ? 0 : deletions.count();
  }

  /**
   * The positions of its deleted rows, counted from 0; shared, and not to be changed.
   *
   * @throws StorageException {@code DAMAGED} when they cannot be read
   */
  public RowPositions deleted() {
    return deletions == null ? NONE : deletions.positions();
  }

  /** Whether it is the same file with the same rows deleted. */
  public boolean hasRowsOf(@Nullable StoredFile other) {
    return other != null
        && path.equals(other.path)
        && DeleteFileSet.of(deleteFiles()).equals(DeleteFileSet.of(other.deleteFiles()));
  }

  /** What says which of its rows are deleted. */
  List<DeleteFile> deleteFiles() {
    return deletions == null ? List.of() : deletions.files();
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

  /**
   * What counts, bounds and partition together tell of a column's values. Decoded with the first
   * call.
   */
  public ValueRange range(ColumnDefinition column) {
    KnownRange[] known = ranges;
    for (KnownRange candidate : known) {
      if (candidate.fieldId == column.fieldId() && candidate.type.equals(column.type())) {
        return candidate.range;
      }
    }
    ValueRange range = decodeRange(column.fieldId(), IcebergTypes.toIceberg(column.type()));
    KnownRange[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = new KnownRange(column.fieldId(), column.type(), range);
    ranges = more;
    return range;
  }

  private ValueRange decodeRange(int fieldId, Type type) {
    boolean floating = type.typeId() == Type.TypeID.FLOAT || type.typeId() == Type.TypeID.DOUBLE;
    long nulls = nulls(fieldId);
    long nans = floating ? nans(fieldId) : 0;
    long values = values(fieldId);
    boolean allNullOrNan = values >= 0 && nulls >= 0 && nans >= 0 && nulls + nans >= values;
    Map<Integer, ByteBuffer> lower = file.lowerBounds();
    Map<Integer, ByteBuffer> upper = file.upperBounds();
    ValueRange range =
        new ValueRange(
            lower == null ? null : BoundValues.decode(lower.get(fieldId), type),
            upper == null ? null : BoundValues.decode(upper.get(fieldId), type),
            !allNullOrNan,
            nulls != 0,
            nans != 0,
            null);
    for (PartitionValue partitionValue : partitionValues) {
      if (partitionValue.columnId() == fieldId) {
        range = partitionValue.narrow(range, type);
      }
    }
    return range;
  }

  @Override
  public String toString() {
    return path + " (" + rows() + " rows)";
  }
}
