package io.polarway.storage.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.util.ContentFileUtil;
import org.apache.iceberg.util.PartitionMap;
import org.jspecify.annotations.Nullable;

/**
 * Which delete files say something of which data files (Iceberg table specification, "Scan
 * Planning"): a deletion vector of one file makes all others of it meaningless; a file of positions
 * means one data file, or those of a partition; none means a data file that came later.
 */
final class DeleteFileIndex {

  private final Map<String, DeleteFile> vectors = new HashMap<>();
  private final Map<String, List<DeleteFile>> byDataFile = new HashMap<>();
  private final PartitionMap<List<DeleteFile>> byPartition;

  /**
   * @param files deletion vectors and files of positions
   * @param specs the table's partitionings
   */
  DeleteFileIndex(List<DeleteFile> files, Map<Integer, PartitionSpec> specs) {
    byPartition = PartitionMap.create(specs);
    for (DeleteFile file : files) {
      String dataFile = ContentFileUtil.referencedDataFileLocation(file);
      if (ContentFileUtil.isDV(file)) {
        vectors.put(Objects.requireNonNull(dataFile), file);
      } else if (dataFile != null) {
        byDataFile.computeIfAbsent(dataFile, ignored -> new ArrayList<>()).add(file);
      } else {
        List<DeleteFile> known = byPartition.get(file.specId(), file.partition());
        List<DeleteFile> partition = known == null ? new ArrayList<>() : known;
        partition.add(file);
        byPartition.put(file.specId(), file.partition(), partition);
      }
    }
  }

  boolean isEmpty() {
    return vectors.isEmpty() && byDataFile.isEmpty() && byPartition.isEmpty();
  }

  /** What says which rows of a data file are deleted. */
  List<DeleteFile> of(DataFile file) {
    DeleteFile vector = vectors.get(file.location());
    if (vector != null && appliesTo(file, vector)) {
      return List.of(vector);
    }
    List<DeleteFile> found = new ArrayList<>();
    addApplying(file, byDataFile.get(file.location()), found);
    addApplying(file, byPartition.get(file.specId(), file.partition()), found);
    return found;
  }

  private static void addApplying(
      DataFile file, @Nullable List<DeleteFile> candidates, List<DeleteFile> found) {
    if (candidates != null) {
      for (DeleteFile candidate : candidates) {
        if (appliesTo(file, candidate)) {
          found.add(candidate);
        }
      }
    }
  }

  private static boolean appliesTo(DataFile file, DeleteFile deletes) {
    return sequenceNumber(deletes.dataSequenceNumber())
        >= sequenceNumber(file.dataSequenceNumber());
  }

  private static long sequenceNumber(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
