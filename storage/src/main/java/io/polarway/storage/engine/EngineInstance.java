package io.polarway.storage.engine;

import io.polarway.storage.error.StorageException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One running DuckDB, in memory and confined, with its pool of cursors. It holds nothing that a new
 * one could not have. Thread-safe.
 */
final class EngineInstance {

  private static final int LARGEST_POOL = 16;

  private final Cursor root;
  private final ReentrantLock rootLock = new ReentrantLock();
  private final ConcurrentLinkedDeque<Cursor> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean retired;

  private EngineInstance(Cursor root) {
    this.root = root;
  }

  static EngineInstance start(DuckDb duckDb, EngineOptions options, Confinement confinement) {
    Cursor root = new Cursor(duckDb, duckDb.startup(new Properties()));
    try {
      root.run(
          "SET temp_directory = "
              + SqlText.literal(options.temporaryDirectory().toAbsolutePath().toString()));
      if (options.threads() > 0) {
        root.run("SET threads = " + options.threads());
      }
      if (options.memoryLimitBytes() > 0) {
        root.run("SET memory_limit = '" + options.memoryLimitBytes() + "B'");
      }
      confinement.statements().forEach(root::run);
    } catch (StorageException e) {
      root.disconnect();
      throw e;
    }
    return new EngineInstance(root);
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
      return cursor;
    } catch (StorageException e) {
      cursor.disconnect();
      throw e;
    }
  }

  /**
   * Takes a cursor back, all of whose results are freed.
   *
   * @param reusable whether its last statement ended well
   */
  void giveBack(Cursor cursor, boolean reusable) {
    if (!reusable || retired || idle.size() >= LARGEST_POOL) {
      cursor.disconnect();
      return;
    }
    idle.addFirst(cursor);
    if (retired) {
      disconnectIdle();
    }
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
