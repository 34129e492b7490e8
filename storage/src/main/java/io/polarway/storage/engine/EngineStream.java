package io.polarway.storage.engine;

import io.polarway.storage.column.AbandonedStreams;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query as the engine makes them, a chunk of up to 2,048 at a time; the arrays of a
 * batch are filled anew by the next one.
 */
final class EngineStream implements BatchStream {

  private static final long CLOSE_WAIT_MILLIS = 1_000;

  private final Engine engine;
  private final DuckDb duckDb;
  private final Watch watch;
  private final List<ResultColumn> columns;
  private final VectorReader[] readers;
  private final ColumnBatch batch;

  /** Held while the native objects are used or freed. */
  private final ReentrantLock reading = new ReentrantLock();

  private StreamResources resources;
  private Cleaner.Cleanable cleanable;
  private @Nullable ByteBuffer firstChunk;
  private boolean ended;
  private @Nullable StorageException failure;

  /**
   * @param firstChunk the rows that were fetched with the execution; null when there are none
   */
  EngineStream(
      Engine engine,
      DuckDb duckDb,
      StreamResources resources,
      Watch watch,
      List<ResultColumn> columns,
      @Nullable ByteBuffer firstChunk) {
    this.engine = engine;
    this.duckDb = duckDb;
    this.resources = resources;
    this.watch = watch;
    this.columns = List.copyOf(columns);
    this.readers =
        columns.stream()
            .map(column -> VectorReader.create(duckDb, column.type()))
            .toArray(VectorReader[]::new);
    this.batch =
        new ColumnBatch(java.util.Arrays.stream(readers).map(VectorReader::column).toList());
    this.firstChunk = firstChunk;
    this.cleanable = AbandonedStreams.register(this, resources);
    if (firstChunk == null) {
      end(true);
    }
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public @Nullable ColumnBatch next() {
    reading.lock();
    try {
      if (failure != null) {
        throw new StorageException(
            failure.failure(), String.valueOf(failure.getMessage()), failure);
      }
      if (watch.isClosed()) {
        throw new StorageException(Failure.CLOSED, "The result is closed.");
      }
      return ended ? null : read();
    } catch (StorageException e) {
      fail(e);
      throw e;
    } finally {
      if (watch.isClosed()) {
        end(false);
      }
      reading.unlock();
    }
  }

  private @Nullable ColumnBatch read() {
    ByteBuffer chunk = firstChunk;
    firstChunk = null;
    if (chunk == null) {
      chunk = watch.call(resources::fetch);
    }
    watch.check();
    if (chunk == null) {
      String error = resources.error();
      if (error != null) {
        throw EngineErrors.translate(error);
      }
      end(true);
      return null;
    }
    int rows = duckDb.chunkSize(chunk);
    for (int i = 0; i < readers.length; i++) {
      readers[i].read(duckDb.chunkVector(chunk, i), rows, null);
    }
    return batch;
  }

  /**
   * Moves the rows that were not read yet to a cursor of their own. What goes wrong then is this
   * stream's failure.
   */
  void moveOff(EngineInstance instance, Map<String, String> settings) {
    reading.lock();
    try {
      if (ended) {
        return;
      }
      StreamResources from = resources;
      StreamResources to =
          MovedRows.move(
              duckDb, instance, settings, columns, from, () -> watch.call(from::fetch), firstChunk);
      firstChunk = null;
      resources = to;
      watch.moveTo(to.cursor());
      cleanable.clean();
      cleanable = AbandonedStreams.register(this, to);
    } catch (StorageException e) {
      fail(e);
    } finally {
      if (watch.isClosed()) {
        end(false);
      }
      reading.unlock();
    }
  }

  @Override
  public @Nullable QueryProgress progress() {
    return watch.progress();
  }

  @Override
  public void cancel() {
    watch.cancel();
  }

  @Override
  public void close() {
    watch.close();
    boolean held = false;
    try {
      held = reading.tryLock(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      held = reading.tryLock();
    }
    if (held) {
      try {
        end(failure == null && !watch.hasInterrupted());
      } finally {
        reading.unlock();
      }
    }
  }

  private void fail(StorageException e) {
    if (failure == null) {
      failure = e;
      end(false);
      if (e.failure() == Failure.INTERNAL) {
        engine.replace(resources.instance());
      }
    }
  }

  private void end(boolean reusable) {
    ended = true;
    firstChunk = null;
    resources.free(reusable);
    cleanable.clean();
  }
}
