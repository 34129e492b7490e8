package io.polarway.storage.engine;

import io.polarway.storage.error.StorageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One running DuckDB, in memory and confined, with its pool of cursors. It holds nothing that a new
 * one could not have. Thread-safe.
 */
final class EngineInstance implements CursorOwner {

  private static final int LARGEST_POOL = 16;

  /** What a stream holds of its result; the first rows come when it is full. */
  private static final String STREAM_BUFFER = "1MB";

  private final Cursor root;
  private final ReentrantLock rootLock = new ReentrantLock();
  private final ConcurrentLinkedDeque<Cursor> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger borrowed = new AtomicInteger();
  private volatile boolean retired;

  private EngineInstance(Cursor root) {
    this.root = root;
  }

  static EngineInstance start(DuckDb duckDb, EngineOptions options, Confinement confinement) {
    Cursor root = new Cursor(duckDb, duckDb.startup(new Properties()));
    try {
      root.run(
          "SET temp_directory = "
              + SqlText.literal(spillDirectory(options.temporaryDirectory()).toString()));
      if (options.threads() > 0) {
        root.run("SET threads = " + options.threads());
      }
      if (options.memoryLimitBytes() > 0) {
        root.run("SET memory_limit = '" + options.memoryLimitBytes() + "B'");
      }
      root.run("SET SESSION streaming_buffer_size = " + SqlText.literal(STREAM_BUFFER));
      // Cursors are made like the root; without it no query tells its progress.
      root.run("SET SESSION enable_progress_bar = true");
      root.run("SET SESSION enable_progress_bar_print = false");
      confinement.statements().forEach(root::run);
    } catch (StorageException e) {
      root.disconnect();
      throw e;
    }
    return new EngineInstance(root);
  }

  /**
   * A directory of this instance alone, as queries may read where the engine spills. The engine
   * makes it when it first needs it, and deletes it.
   */
  private static Path spillDirectory(Path parent) {
    return parent.toAbsolutePath().resolve("polarway-spill-" + UUID.randomUUID());
  }

  /** A cursor for one statement, with exactly these settings. */
  Cursor borrow(Map<String, String> settings) {
    Cursor cursor = idle.pollFirst();
    if (cursor == null) {
      rootLock.lock();
      try {
        cursor = root.duplicate();
      } finally {
        rootLock.unlock();
      }
    }
    try {
      cursor.applySettings(settings);
      borrowed.incrementAndGet();
      return cursor;
    } catch (StorageException e) {
      cursor.disconnect();
      throw e;
    }
  }

  @Override
  public void giveBack(Cursor cursor, boolean reusable) {
    borrowed.decrementAndGet();
    if (!reusable || retired || idle.size() >= LARGEST_POOL) {
      cursor.disconnect();
      return;
    }
    idle.addFirst(cursor);
    if (retired) {
      disconnectIdle();
    }
  }

  /** The cursors that serve a statement now. */
  int openCursors() {
    return borrowed.get();
  }

  /** Gives out no more cursors; ends with the last one that is given back. */
  void retire() {
    retired = true;
    rootLock.lock();
    try {
      root.disconnect();
    } finally {
      rootLock.unlock();
    }
    disconnectIdle();
  }

  private void disconnectIdle() {
    for (Cursor cursor = idle.pollFirst(); cursor != null; cursor = idle.pollFirst()) {
      cursor.disconnect();
    }
  }
}
