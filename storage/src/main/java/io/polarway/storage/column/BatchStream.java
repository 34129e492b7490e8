package io.polarway.storage.column;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that arrive batch by batch.
 *
 * <p>One thread reads; {@link #cancel}, {@link #close} and {@link #progress} may come from any
 * other thread. The first two end a {@link #next} that waits.
 */
public interface BatchStream extends AutoCloseable {

  List<ResultColumn> columns();

  /**
   * The next rows, at least one; null behind the last. The batch may be filled anew by the next
   * call.
   *
   * @throws io.polarway.storage.error.StorageException when the query fails, is cancelled or runs
   *     out of time, also after rows were delivered
   */
  @Nullable ColumnBatch next();

  /** Makes a running or the following {@link #next} fail with {@code Failure.CANCELLED}. */
  void cancel();

  /** How far the query has come that {@link #next} waits for; null when none can tell. */
  default @Nullable QueryProgress progress() {
    return null;
  }

  /** Frees what the stream holds. A second call does nothing. */
  @Override
  void close();
}
