package io.polarway.storage.statistics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.parquet.FileFacts;
import io.polarway.storage.table.RestOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the files of tables hold, from their manifests and footers. Footers never change;
 * those that were read are kept. Thread-safe.
 */
public final class TableStatistics {

  private static final int KEPT_FOOTERS = 100_000;

  /** Stands for the partition of files that were written under an older partitioning. */
  private static final Object UNKNOWN = new Object();

  private final Catalog catalog;
  private final Cache<Path, FileFacts> footers =
      Caffeine.newBuilder().maximumSize(KEPT_FOOTERS).build();

  public TableStatistics(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The partitions of a table that have files, in the order of their directories. */
  public List<PartitionStatistics> partitions(TableSnapshot table) {
    RestOrder order = RestOrder.of(table.definition());
    String label = order.fields().isEmpty() ? null : order.label(table.definition());
    Map<Object, Sum> sums = new LinkedHashMap<>();
    for (StoredFile file : table.files()) {
      Object key = file.partition() == null ? UNKNOWN : file.partition();
      sums.computeIfAbsent(key, unused -> new Sum(directory(table, file), label))
          .add(file, facts(table, file));
    }
    List<PartitionStatistics> partitions = new ArrayList<>(sums.size());
    sums.values().forEach(sum -> partitions.add(sum.statistics()));
    partitions.sort(
        Comparator.comparing(
            PartitionStatistics::partition, Comparator.nullsLast(Comparator.naturalOrder())));
    return partitions;
  }

  private @Nullable String directory(TableSnapshot table, StoredFile file) {
    List<@Nullable Object> partition = file.partition();
    return partition == null ? null : catalog.partitionPath(table.definition(), partition);
  }

  private FileFacts facts(TableSnapshot table, StoredFile file) {
    FileFacts known = footers.getIfPresent(file.path());
    if (known != null) {
      return known;
    }
    try {
      FileFacts read = FileFacts.read(file.path());
      footers.put(file.path(), read);
      return read;
    } catch (IOException e) {
      throw new StorageException(
          Failure.DAMAGED,
          "Cannot read the footer of %s, a file of table %s: %s"
              .formatted(file.path(), table.name(), e),
          e);
    }
  }

  /** A partition while its files are added up. */
  private static final class Sum {
    private final @Nullable String partition;
    private final @Nullable String order;
    private final Map<String, Set<String>> encodings = new LinkedHashMap<>();
    private int files;
    private int rowGroups;
    private long rows;
    private long deletedRows;
    private long bytes;
    private @Nullable Long rawBytes = 0L;
    private @Nullable Integer lowestLevel = Integer.MAX_VALUE;
    private boolean sorted = true;

    Sum(@Nullable String partition, @Nullable String order) {
      this.partition = partition;
      this.order = order;
    }

    void add(StoredFile file, FileFacts facts) {
      files++;
      rowGroups += facts.rowGroups();
      rows += file.rows() - file.deletedRows();
      deletedRows += file.deletedRows();
      bytes += file.bytes();
      Long raw = facts.rawBytes();
      rawBytes = rawBytes == null || raw == null ? null : Long.valueOf(rawBytes + raw);
      sorted &= Objects.equals(order, facts.sortedBy());
      Integer level = facts.zstdLevel();
      lowestLevel =
          lowestLevel == null || level == null
              ? null
              : Integer.valueOf(Math.min(lowestLevel, level));
      facts
          .encodings()
          .forEach(
              (column, of) ->
                  Objects.requireNonNull(
                          encodings.computeIfAbsent(column, unused -> new TreeSet<>()))
                      .addAll(of));
    }

    PartitionStatistics statistics() {
      return new PartitionStatistics(
          partition,
          files,
          rowGroups,
          rows,
          deletedRows,
          bytes,
          rawBytes,
          encodings,
          lowestLevel,
          order == null ? null : Boolean.valueOf(sorted));
    }
  }
}
