package io.polarway.storage.column;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream over batches that are all in memory and that nobody changes: any number of streams can
 * share them.
 */
public final class HeldBatches implements BatchStream {

  private final List<ResultColumn> columns;
  private final List<ColumnBatch> batches;
  private final boolean known;
  private int next;
  private volatile @Nullable Failure ended;

  /**
   * @param batches none of them empty
   * @param known whether they were there before they were asked for
   */
  public HeldBatches(List<ResultColumn> columns, List<ColumnBatch> batches, boolean known) {
    this.columns = columns;
    this.known = known;
    this.batches = batches;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  /** Whether the rows were there before they were asked for: nothing ran to get them. */
  public boolean known() {
    return known;
  }

  /** All rows, whatever was read of them. */
  public List<ColumnBatch> batches() {
    return batches;
  }

  @Override
  public @Nullable ColumnBatch next() {
    Failure failure = ended;
    if (failure != null) {
      throw new StorageException(
          failure,
          failure == Failure.CLOSED ? "The result is closed." : "The query was cancelled.");
    }
    return next < batches.size() ? batches.get(next++) : null;
  }

  @Override
  public void cancel() {
    if (ended == null) {
      ended = Failure.CANCELLED;
    }
  }

  @Override
  public void close() {
    ended = Failure.CLOSED;
  }
}
