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
  private final double smallBytes;

  private CompactionPlan(TableDefinition table) {
    level = TableProperty.REST_LEVEL.in(table.properties());
    order = RestOrder.of(table).label(table);
    smallBytes = SMALL * TableProperty.TARGET_FILE_SIZE_BYTES.in(table.properties());
  }

  /** The partitions that have something to do. */
  static List<Partition> of(TableSnapshot table) {
    return new CompactionPlan(table.definition()).partitions(table.files());
  }

  private List<Partition> partitions(List<StoredFile> files) {
    Map<List<@Nullable Object>, List<StoredFile>> byPartition = new LinkedHashMap<>();
    for (StoredFile file : files) {
      List<@Nullable Object> values = file.partition();
      // A file of a former partitioning has no one partition of today.
      if (values != null) {
        byPartition.computeIfAbsent(values, ignored -> new ArrayList<>()).add(file);
      }
    }
    List<Partition> partitions = new ArrayList<>();
    byPartition.forEach(
        (values, all) -> {
          List<StoredFile> chosen = choose(all);
          if (!chosen.isEmpty()) {
            partitions.add(new Partition(values, chosen));
          }
        });
    return partitions;
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
