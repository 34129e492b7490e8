package io.polarway.storage.maintenance;

import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.parquet.FileFacts;
import io.polarway.storage.table.RestOrder;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a table are to be rewritten. A file is at rest when it has the rest level, its
 * rows are in order and none is deleted. A partition is left alone when all of its files are at
 * rest and at most one of them is small; and so is a file that is at rest and not small, so that
 * rows added to a large partition do not cost a rewriting of all of it.
 */
final class CompactionPlan {

  /** A file below this share of the target size is small. */
  private static final double SMALL = 0.75;

  /** Files of one partition, in the order of their commits, that become one. */
  record Partition(List<@Nullable Object> values, List<StoredFile> files) {

    long bytes() {
      return files.stream().mapToLong(StoredFile::bytes).sum();
    }

    /** Without deleted ones. */
    long rows() {
      return files.stream().mapToLong(file -> file.rows() - file.deletedRows()).sum();
    }
  }

  private final int level;
  private final String order;
  private final long targetBytes;
  private final double smallBytes;

  private CompactionPlan(TableDefinition table) {
    level = TableProperty.REST_LEVEL.in(table.properties());
    order = RestOrder.of(table).label(table);
    targetBytes = TableProperty.TARGET_FILE_SIZE_BYTES.in(table.properties());
    smallBytes = SMALL * targetBytes;
  }

  /** The partitions that have something to do. */
  static List<Partition> of(TableSnapshot table) {
    return new CompactionPlan(table.definition()).partitions(table.files());
  }

  private static Map<List<@Nullable Object>, List<StoredFile>> byPartition(List<StoredFile> files) {
    Map<List<@Nullable Object>, List<StoredFile>> byPartition = new LinkedHashMap<>();
    for (StoredFile file : files) {
      List<@Nullable Object> values = file.partition();
      // A file of a former partitioning has no one partition of today.
      if (values != null) {
        byPartition.computeIfAbsent(values, ignored -> new ArrayList<>()).add(file);
      }
    }
    return byPartition;
  }

  private List<Partition> partitions(List<StoredFile> files) {
    List<Partition> partitions = new ArrayList<>();
    byPartition(files)
        .forEach(
            (values, all) -> {
              List<StoredFile> chosen = choose(all);
              if (!chosen.isEmpty()) {
                partitions.add(new Partition(values, chosen));
              }
            });
    return partitions;
  }

  /**
   * The partition whose rewriting is due by the table's properties, because many small files of
   * about one size can be merged, or many rows of a file are deleted. It is not more than about one
   * file of the target size, so that the next one need not wait long.
   */
  static Optional<Partition> due(TableSnapshot table) {
    Map<String, String> properties = table.definition().properties();
    int count = TableProperty.COMPACT_FILES.in(properties);
    int percent = TableProperty.COMPACT_DELETED_PERCENT.in(properties);
    if (!table.mayHaveFilesOrDeletions(count == 0 ? Integer.MAX_VALUE : count)) {
      return Optional.empty();
    }
    CompactionPlan plan = new CompactionPlan(table.definition());
    return byPartition(table.files()).entrySet().stream()
        .map(entry -> new Partition(entry.getKey(), plan.due(entry.getValue(), count, percent)))
        .filter(partition -> !partition.files().isEmpty())
        .findFirst();
  }

  private List<StoredFile> due(List<StoredFile> files, int count, int percent) {
    List<StoredFile> due = new ArrayList<>();
    if (percent > 0) {
      files.stream()
          .filter(file -> file.deletedRows() * 100 >= percent * file.rows() && file.rows() > 0)
          .filter(file -> file.deletedRows() > 0)
          .forEach(due::add);
    }
    List<StoredFile> alike = count > 0 ? alike(files) : List.of();
    if (alike.size() >= Math.max(2, count)) {
      alike.stream().filter(file -> !due.contains(file)).forEach(due::add);
    }
    return bounded(due);
  }

  /**
   * The small files without those that are larger than all smaller ones together: a large file is
   * not written again for each few small ones that come.
   */
  private List<StoredFile> alike(List<StoredFile> files) {
    List<StoredFile> small = new ArrayList<>();
    files.stream().filter(file -> file.bytes() < smallBytes).forEach(small::add);
    small.sort(Comparator.comparingLong(StoredFile::bytes));
    long sum = small.stream().mapToLong(StoredFile::bytes).sum();
    for (int last = small.size() - 1; last >= 0; last--) {
      long largest = small.get(last).bytes();
      sum -= largest;
      if (largest <= sum) {
        break;
      }
      small.remove(last);
    }
    return small;
  }

  private List<StoredFile> bounded(List<StoredFile> files) {
    List<StoredFile> bounded = new ArrayList<>();
    long bytes = 0;
    for (StoredFile file : files) {
      bytes += file.bytes();
      if (bounded.size() > 1 && bytes > targetBytes) {
        break;
      }
      bounded.add(file);
    }
    bounded.sort(Comparator.comparingLong(StoredFile::sequenceNumber));
    return bounded;
  }

  private List<StoredFile> choose(List<StoredFile> files) {
    List<StoredFile> chosen = new ArrayList<>();
    for (StoredFile file : files) {
      if (file.bytes() < smallBytes || !isAtRest(file)) {
        chosen.add(file);
      }
    }
    if (chosen.size() == 1 && isAtRest(chosen.get(0))) {
      return List.of();
    }
    chosen.sort(Comparator.comparingLong(StoredFile::sequenceNumber));
    return chosen;
  }

  private boolean isAtRest(StoredFile file) {
    if (file.deletedRows() > 0) {
      return false;
    }
    FileFacts facts;
    try {
      facts = FileFacts.read(file.path());
    } catch (IOException e) {
      throw new StorageException(
          Failure.DAMAGED, "Cannot read the footer of %s: %s".formatted(file.path(), e), e);
    }
    Integer fileLevel = facts.zstdLevel();
    return fileLevel != null && fileLevel >= level && order.equals(facts.sortedBy());
  }
}
