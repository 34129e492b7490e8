package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.parquet.ColumnSummary;
import io.polarway.storage.parquet.DataFileSummary;
import io.polarway.storage.table.TableName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.util.BinaryUtil;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/** Written files as Iceberg's manifests describe them (table specification, "Manifests"). */
final class DataFileMapping {

  /** Bounds of texts and binaries are cut to this many characters or bytes, as Iceberg does. */
  private static final int BOUND_LENGTH = 16;

  private DataFileMapping() {}

  static DataFile toIceberg(
      TableName table,
      NewDataFile file,
      TableMetadata metadata,
      SortOrder sortedBy,
      StoreRoots roots) {
    DataFileSummary summary = file.summary();
    checkStands(table, file);
    PartitionSpec spec = metadata.spec();
    DataFiles.Builder builder =
        DataFiles.builder(spec)
            .withPath(roots.location(file.file()))
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(summary.bytes())
            .withSortOrder(sortedBy)
            .withMetrics(metrics(summary, metadata.schema()));
    if (!summary.splitOffsets().isEmpty()) {
      builder.withSplitOffsets(summary.splitOffsets());
    }
    if (spec.isPartitioned()) {
      builder.withPartition(partition(table, file, spec));
    }
    return builder.build();
  }

  private static void checkStands(TableName table, NewDataFile file) {
    try {
      long bytes = Files.size(file.file());
      if (bytes != file.summary().bytes()) {
        throw new StorageException(
            Failure.INTERNAL,
            "Cannot add %s to %s: it has %d bytes, and its writer wrote %d"
                .formatted(file.file(), table, bytes, file.summary().bytes()));
      }
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot add " + file.file() + " to " + table, e);
    }
  }

  private static StructLike partition(TableName table, NewDataFile file, PartitionSpec spec) {
    if (Partitioning.fromSpec(spec) == null) {
      throw new StorageException(
          Failure.UNSUPPORTED,
          "Cannot add rows to %s: its partitioning %s is not known here".formatted(table, spec));
    }
    List<@Nullable Object> values = new ArrayList<>();
    int next = 0;
    for (PartitionField field : spec.fields()) {
      boolean known = !field.transform().isVoid();
      values.add(known ? file.partition().get(next) : null);
      next += known ? 1 : 0;
    }
    return new PartitionTuple(values);
  }

  /** A tuple of partition values that Iceberg copies from. */
  private record PartitionTuple(List<@Nullable Object> values) implements StructLike {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public <T> @Nullable T get(int position, Class<T> type) {
      return type.cast(values.get(position));
    }

    @Override
    public <T> void set(int position, T value) {
      throw new UnsupportedOperationException("a partition tuple does not change");
    }
  }

  private static Metrics metrics(DataFileSummary summary, Schema schema) {
    Map<Integer, Long> sizes = new HashMap<>();
    Map<Integer, Long> values = new HashMap<>();
    Map<Integer, Long> nulls = new HashMap<>();
    Map<Integer, Long> nans = new HashMap<>();
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    for (ColumnSummary column : summary.columns()) {
      int id = column.fieldId();
      Type type = schema.findType(id);
      if (type == null) {
        continue;
      }
      sizes.put(id, column.bytes());
      values.put(id, column.values());
      nulls.put(id, column.nulls());
      if (type.typeId() == Type.TypeID.FLOAT || type.typeId() == Type.TypeID.DOUBLE) {
        nans.put(id, column.nans());
      }
      putBound(lower, id, type, lowerBound(column.lower()));
      putBound(upper, id, type, upperBound(column.upper()));
    }
    return new Metrics(summary.rows(), sizes, values, nulls, nans, lower, upper);
  }

  private static void putBound(
      Map<Integer, ByteBuffer> bounds, int id, Type type, @Nullable Object bound) {
    if (bound != null) {
      bounds.put(id, Conversions.toByteBuffer(type, bound));
    }
  }

  private static @Nullable Object lowerBound(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return UnicodeUtil.truncateStringMin(text.toString(), BOUND_LENGTH);
    }
    if (value instanceof ByteBuffer bytes) {
      return BinaryUtil.truncateBinaryMin(bytes, BOUND_LENGTH);
    }
    return value;
  }

  /** Null when no value of that length is large enough. */
  private static @Nullable Object upperBound(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return UnicodeUtil.truncateStringMax(text.toString(), BOUND_LENGTH);
    }
    if (value instanceof ByteBuffer bytes) {
      return BinaryUtil.truncateBinaryMax(bytes, BOUND_LENGTH);
    }
    return value;
  }
}
