package io.polarway.storage.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.syntax.Reading;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The embedded DuckDB behind a store: one instance in memory, which the first statement starts and
 * which may read the store's data files and the allowed directories only.
 *
 * <p>It keeps no data of record. After a fault that stops it, a new instance serves the following
 * statements. Thread-safe.
 */
public final class Engine implements AutoCloseable {

  /** What the kept texts may add up to, in chars. */
  private static final long KEPT_CHARS = 1_000_000;

  private static final int WEIGHT_OF_ANY = 200;

  private final EngineOptions options;
  private final Confinement confinement;
  private final List<RowFunction> rowFunctions;
  private final ReentrantLock lock = new ReentrantLock();
  private final Cache<String, Reading> readings =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_CHARS)
          .weigher((String text, Reading reading) -> text.length() + WEIGHT_OF_ANY)
          .build();
  private volatile @Nullable EngineInstance instance;
  private volatile @Nullable EngineInstance guard;
  private volatile @Nullable EngineFunctions functions;
  private boolean closed;

  private Engine(EngineOptions options, Confinement confinement, List<RowFunction> rowFunctions) {
    this.options = options;
    this.confinement = confinement;
    this.rowFunctions = List.copyOf(rowFunctions);
  }

  /**
   * An engine for a store.
   *
   * @throws StorageException when one of the paths cannot be opened, or would let queries read a
   *     catalog past the store
   */
  public static Engine start(EngineOptions options) {
    return start(options, List.of());
  }

  /**
   * As {@link #start(EngineOptions)}.
   *
   * @param rowFunctions what queries can call beside the engine's own functions
   */
  public static Engine start(EngineOptions options, List<RowFunction> rowFunctions) {
    return new Engine(options, Confinement.of(options), rowFunctions);
  }

  public EngineSession openSession() {
    return new EngineSession(this);
  }

  /** What was found in texts, by the text. */
  Cache<String, Reading> readings() {
    return readings;
  }

  /** What its functions depend on; asked for once. */
  public EngineFunctions functions() {
    EngineFunctions known = functions;
    if (known == null) {
      known = EngineFunctions.read(this);
      functions = known;
    }
    return known;
  }

  /** The tables in the memory of the instance that serves statements now. */
  public EngineMemory memory() {
    return instance().memory();
  }

  /** Ends the engine. Streams that are open stay readable until they are closed. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (instance != null) {
        instance.retire();
        instance = null;
      }
      if (guard != null) {
        guard.retire();
        guard = null;
      }
    } finally {
      lock.unlock();
    }
  }

  EngineInstance instance() {
    EngineInstance running = instance;
    return running != null ? running : startInstance();
  }

  private EngineInstance startInstance() {
    lock.lock();
    try {
      if (closed) {
        throw new StorageException(Failure.CLOSED, "The store is closed.");
      }
      EngineInstance running = instance;
      if (running == null) {
        running = EngineInstance.start(DuckDb.get(), options, confinement, rowFunctions);
        instance = running;
      }
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** An instance that may read the allowed paths alone. */
  EngineInstance guard() {
    EngineInstance running = guard;
    if (running != null) {
      return running;
    }
    lock.lock();
    try {
      if (closed) {
        throw new StorageException(Failure.CLOSED, "The store is closed.");
      }
      running = guard;
      if (running == null) {
        running =
            EngineInstance.start(
                DuckDb.get(), options.small(), confinement.withoutData(), rowFunctions);
        guard = running;
      }
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the following statements have a new instance. */
  void replace(EngineInstance broken) {
    lock.lock();
    try {
      if (instance == broken) {
        instance = null;
        broken.retire();
      } else if (guard == broken) {
        guard = null;
        broken.retire();
      }
    } finally {
      lock.unlock();
    }
  }
}
