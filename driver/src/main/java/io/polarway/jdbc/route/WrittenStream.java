package io.polarway.jdbc.route;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.column.ResultColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query that are written to a table. The engine tells how far it has come only while
 * it makes rows; while they are written, that is how far it had come.
 */
final class WrittenStream implements BatchStream {

  private final BatchStream stream;
  private volatile @Nullable QueryProgress last;

  WrittenStream(BatchStream stream) {
    this.stream = stream;
  }

  @Override
  public List<ResultColumn> columns() {
    return stream.columns();
  }

  @Override
  public @Nullable ColumnBatch next() {
    return stream.next();
  }

  @Override
  public @Nullable QueryProgress progress() {
    QueryProgress now = stream.progress();
    if (now == null) {
      return last;
    }
    last = now;
    return now;
  }

  @Override
  public void cancel() {
    stream.cancel();
  }

  @Override
  public void close() {
    last = null;
    stream.close();
  }
}
