package io.polarway.storage.engine;

import io.polarway.storage.error.StorageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One running DuckDB, in memory and confined, with its pool of cursors. It holds nothing that a new
 * one could not have. Thread-safe.
 */
final class EngineInstance implements CursorOwner {

  /**
   * What it calls the catalog. Its schemas are empty; in them sessions are, so that it tells of
   * them as the store does.
   */
  static final String CATALOG = "polarway";

  private static final int LARGEST_POOL = 16;

  /** What a stream holds of its result; the first rows come when it is full. */
  private static final String STREAM_BUFFER = "1MB";

  private final Cursor root;
  private final ReentrantLock rootLock = new ReentrantLock();
  private final ConcurrentLinkedDeque<Cursor> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger borrowed = new AtomicInteger();
  private final Set<String> schemas = ConcurrentHashMap.newKeySet();
  private final Path scratch;
  private volatile @Nullable EngineMemory memory;
  private volatile boolean retired;

  private EngineInstance(Cursor root, Path scratch) {
    this.root = root;
    this.scratch = scratch;
  }

  static EngineInstance start(
      DuckDb duckDb, EngineOptions options, Confinement confinement, List<RowFunction> functions) {
    Cursor root = new Cursor(duckDb, duckDb.startup(new Properties()));
    Path scratch = ownDirectory(options.temporaryDirectory(), "scratch");
    try {
      root.run(
          "SET temp_directory = "
              + SqlText.literal(ownDirectory(options.temporaryDirectory(), "spill").toString()));
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
      functions.forEach(root::define);
      root.run("ATTACH ':memory:' AS " + CATALOG);
      confinement.statements(scratch).forEach(root::run);
    } catch (StorageException e) {
      root.disconnect();
      throw e;
    }
    return new EngineInstance(root, scratch);
  }

  /**
   * A directory of this instance alone, as queries may read it. It is made when it is first needed,
   * and deleted.
   */
  private static Path ownDirectory(Path parent, String use) {
    return parent.toAbsolutePath().resolve("polarway-%s-%s".formatted(use, UUID.randomUUID()));
  }

  /** The tables in its memory. */
  EngineMemory memory() {
    EngineMemory known = memory;
    if (known != null) {
      return known;
    }
    rootLock.lock();
    try {
      known = memory;
      if (known == null) {
        known = new EngineMemory(this, scratch);
        memory = known;
      }
      return known;
    } finally {
      rootLock.unlock();
    }
  }

  /** Whether it gives out cursors for new statements. */
  boolean isAlive() {
    return !retired;
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
      apply(settings, cursor);
      borrowed.incrementAndGet();
      return cursor;
    } catch (StorageException e) {
      cursor.disconnect();
      throw e;
    }
  }

  /** Gives one of its cursors exactly these settings. */
  void apply(Map<String, String> settings, Cursor cursor) {
    provide(SessionSettings.schema(settings));
    cursor.applySettings(settings);
  }

  /** Makes an empty schema that a session is in, where it is not yet there. */
  private void provide(String schema) {
    if (schemas.contains(schema)) {
      return;
    }
    rootLock.lock();
    try {
      root.run("CREATE SCHEMA IF NOT EXISTS " + schema);
      schemas.add(schema);
    } finally {
      rootLock.unlock();
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
