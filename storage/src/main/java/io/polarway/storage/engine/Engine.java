package io.polarway.storage.engine;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
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

  private final EngineOptions options;
  private final Confinement confinement;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable EngineInstance instance;
  private boolean closed;

  private Engine(EngineOptions options, Confinement confinement) {
    this.options = options;
    this.confinement = confinement;
  }

  /**
   * An engine for a store.
   *
   * @throws StorageException when one of the paths cannot be opened, or would let queries read a
   *     catalog past the store
   */
  public static Engine start(EngineOptions options) {
    return new Engine(options, Confinement.of(options));
  }

  public EngineSession openSession() {
    return new EngineSession(this);
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
        running = EngineInstance.start(DuckDb.get(), options, confinement);
        instance = running;
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
      }
    } finally {
      lock.unlock();
    }
  }
}
