package io.polarway.storage.cache;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DictionaryBuilder;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects copies of the batches of one result, as long as they fit. One thread at a time. */
final class BatchCopier {

  /** The lists and objects of a batch, beside its columns. */
  private static final long BATCH_BYTES = 64;

  private final List<ResultColumn> columns;
  private final @Nullable DictionaryBuilder[] dictionaries;
  private final Allowance allowance;
  private final List<ColumnBatch> batches = new ArrayList<>();
  private long batchBytes;

  /**
   * @param allowance what the batches may take up
   */
  BatchCopier(List<ResultColumn> columns, Allowance allowance) {
    this.columns = columns;
    this.allowance = allowance;
    this.dictionaries = new @Nullable DictionaryBuilder[columns.size()];
    for (int i = 0; i < dictionaries.length; i++) {
      DataType type = columns.get(i).type();
      boolean text =
          type instanceof DataType.Text || type == ScalarType.VARCHAR || type == ScalarType.JSON;
      dictionaries[i] = text ? new DictionaryBuilder(type) : null;
    }
  }

  /** A copy of a batch, which is kept; null when there is no room for it. */
  @Nullable ColumnBatch add(ColumnBatch batch) {
    if (!allowance.couldHold(batch.memoryBytes())) {
      return null;
    }
    List<Column> copies = new ArrayList<>(dictionaries.length);
    for (int i = 0; i < dictionaries.length; i++) {
      copies.add(copy(batch.column(i), dictionaries[i]));
    }
    ColumnBatch copy = new ColumnBatch(copies);
    batches.add(copy);
    batchBytes += BATCH_BYTES + copy.memoryBytes();
    return allowance.grow(bytes()) ? copy : null;
  }

  private static Column copy(Column column, @Nullable DictionaryBuilder dictionary) {
    Column encoded = dictionary == null ? null : dictionary.encode((BytesColumn) column);
    return encoded == null ? column.compactCopy() : encoded;
  }

  long bytes() {
    long bytes = batchBytes;
    for (DictionaryBuilder dictionary : dictionaries) {
      bytes += dictionary == null ? 0 : dictionary.memoryBytes();
    }
    return bytes;
  }

  /** All that was copied, as a result. */
  CachedResult result(long fillNanos) {
    return new CachedResult(columns, batches, bytes(), Duration.ofNanos(fillNanos));
  }

  /** Lets go of the copies. */
  void drop() {
    batches.clear();
  }
}
