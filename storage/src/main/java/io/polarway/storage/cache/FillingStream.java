package io.polarway.storage.cache;

import io.polarway.storage.column.AbandonedStreams;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.column.ResultColumn;
import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the rows of a stream and keeps a copy of each batch. What it hands out is the copy,
 * which nobody fills anew. When the rows take too much, it drops them and only hands on. What
 * nobody closed is given up by {@link AbandonedStreams}.
 */
final class FillingStream implements BatchStream {

  /** A batch with fewer rows is likely to be the only one. */
  private static final int FULL_BATCH_ROWS = 2_048;

  private final BatchStream source;
  private final BatchCopier copier;
  private final Fill fill;
  private final Cleaner.Cleanable cleanable;
  private final Deque<ColumnBatch> ahead = new ArrayDeque<>();
  private boolean filling = true;
  private volatile boolean ending;

  FillingStream(BatchStream source, BatchCopier copier, Fill fill) {
    this.source = source;
    this.copier = copier;
    this.fill = fill;
    this.cleanable = AbandonedStreams.register(this, fill::giveUp);
  }

  @Override
  public List<ResultColumn> columns() {
    return source.columns();
  }

  /** Reads ahead what a small result has, so that it is whole even if its reader stops early. */
  void readSmall() {
    ColumnBatch batch = read();
    if (batch != null) {
      ahead.add(batch);
      if (filling && batch.size() < FULL_BATCH_ROWS) {
        batch = read();
        if (batch != null) {
          ahead.add(batch);
        }
      }
    }
  }

  @Override
  public @Nullable ColumnBatch next() {
    ColumnBatch batch = ending ? null : ahead.poll();
    return batch == null ? read() : batch;
  }

  private @Nullable ColumnBatch read() {
    boolean done = false;
    try {
      ColumnBatch batch = source.next();
      if (filling) {
        batch = batch == null ? finish() : keep(batch);
      }
      done = true;
      return batch;
    } finally {
      if (!done) {
        giveUp();
      }
    }
  }

  private ColumnBatch keep(ColumnBatch batch) {
    ColumnBatch copy = copier.add(batch);
    if (copy == null) {
      fill.tooLarge();
      giveUp();
      return batch;
    }
    return copy;
  }

  private @Nullable ColumnBatch finish() {
    filling = false;
    fill.end(copier.result(fill.elapsedNanos()));
    return null;
  }

  private void giveUp() {
    filling = false;
    copier.drop();
    cleanable.clean();
  }

  @Override
  public @Nullable QueryProgress progress() {
    return source.progress();
  }

  @Override
  public void cancel() {
    ending = true;
    source.cancel();
  }

  @Override
  public void close() {
    ending = true;
    source.close();
    cleanable.clean();
  }
}
