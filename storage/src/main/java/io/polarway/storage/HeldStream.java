package io.polarway.storage;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.SnapshotHold;
import io.polarway.storage.column.AbandonedStreams;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.error.StorageException;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query on a snapshot, whose files are held until the stream is closed: its
 * transaction can be over before.
 */
final class HeldStream implements BatchStream {

  private final BatchStream source;
  private final Catalog catalog;
  private final Cleaner.Cleanable held;

  private HeldStream(BatchStream source, Catalog catalog, SnapshotHold hold) {
    this.source = source;
    this.catalog = catalog;
    this.held = AbandonedStreams.register(this, hold::close);
  }

  /**
   * Runs a query.
   *
   * @param hold on what it reads; closed with the stream, or when there is none
   */
  static BatchStream of(Catalog catalog, SnapshotHold hold, Supplier<BatchStream> query) {
    boolean open = false;
    try {
      BatchStream stream = new HeldStream(query.get(), catalog, hold);
      open = true;
      return stream;
    } catch (StorageException e) {
      throw catalog.explain(e);
    } finally {
      if (!open) {
        hold.close();
      }
    }
  }

  @Override
  public List<ResultColumn> columns() {
    return source.columns();
  }

  @Override
  public @Nullable ColumnBatch next() {
    try {
      return source.next();
    } catch (StorageException e) {
      throw catalog.explain(e);
    }
  }

  @Override
  public void cancel() {
    source.cancel();
  }

  @Override
  public @Nullable QueryProgress progress() {
    return source.progress();
  }

  @Override
  public void close() {
    try {
      source.close();
    } finally {
      held.clean();
    }
  }
}
