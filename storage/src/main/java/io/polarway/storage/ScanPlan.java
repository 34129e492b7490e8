package io.polarway.storage;

import io.polarway.storage.filter.Condition;
import io.polarway.storage.table.TableName;
import java.util.List;

/**
 * What one scan of a query reads of its table.
 *
 * @param files the number of files of the table that are read
 * @param filesOfAll the number of all of them
 * @param bytes the size of the files that are read
 * @param filesOfTransaction the number of files with rows that the transaction has not committed:
 *     all are read
 * @param used the conditions that selected the files
 */
public record ScanPlan(
    TableName table,
    int files,
    int filesOfAll,
    long bytes,
    long bytesOfAll,
    int filesOfTransaction,
    List<Condition> used) {
  public ScanPlan {
    used = List.copyOf(used);
  }
}
