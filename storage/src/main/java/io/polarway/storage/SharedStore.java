package io.polarway.storage;

import io.polarway.storage.cache.ResultCache;
import io.polarway.storage.cache.StatementReader;
import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogOptions;
import io.polarway.storage.constraint.HotKeys;
import io.polarway.storage.engine.Engine;
import io.polarway.storage.engine.EngineOptions;
import io.polarway.storage.engine.RowFunction;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.hot.HotMirror;
import io.polarway.storage.sequence.SequenceValues;
import io.polarway.storage.statistics.TableStatistics;
import io.polarway.storage.upkeep.Upkeep;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What all openings of one directory with the same options share: its catalog, its engine and its
 * cache of results. The first opening makes them, the last close ends them.
 */
final class SharedStore {

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Map<Key, SharedStore> OPEN = new HashMap<>();

  private final Key key;
  private final Catalog catalog;
  private final TableStatistics statistics;
  private final Engine engine;
  private final ResultCache cache;
  private final StatementReader statements;
  private final HotMirror hotRows;
  private final HotKeys hotKeys;
  private final SequenceValues sequences;
  private final @Nullable Upkeep upkeep;
  private final boolean temporary;
  private int openings;

  private SharedStore(Key key, boolean temporary) {
    this.key = key;
    this.temporary = temporary;
    StoreOptions options = key.options();
    this.cache = new ResultCache(options.cache());
    this.catalog =
        Catalog.open(
            key.directory(),
            new CatalogOptions(
                options.readOnly(), options.createIfMissing(), options.lockTimeout()));
    this.statistics = new TableStatistics(catalog);
    this.sequences = new SequenceValues(catalog);
    try {
      this.engine = startEngine(key, sequences.functions());
      this.statements = new StatementReader(engine);
      this.hotRows = new HotMirror(catalog, engine);
      this.hotKeys = new HotKeys(catalog);
      this.upkeep =
          options.readOnly()
              ? null
              : new Upkeep(catalog, engine, hotRows, hotKeys, options.upkeep());
    } catch (RuntimeException e) {
      catalog.close();
      throw e;
    }
  }

  private static Engine startEngine(Key key, List<RowFunction> functions) {
    StoreOptions options = key.options();
    Path spill = options.temporaryDirectory();
    return Engine.start(
        new EngineOptions(
            key.directory().resolve("data"),
            options.allowedPaths(),
            spill != null ? spill : Path.of(System.getProperty("java.io.tmpdir")),
            options.engineThreads(),
            options.engineMemoryBytes()),
        functions);
  }

  static Store open(Path directory, StoreOptions options) {
    return open(realPath(directory, options), options, false);
  }

  static Store openTemporary(StoreOptions options) {
    try {
      return open(Files.createTempDirectory("polarway-").toRealPath(), options, true);
    } catch (IOException e) {
      throw new StorageException(Failure.IO, "Cannot make a temporary store: " + e.getMessage(), e);
    }
  }

  private static Store open(Path directory, StoreOptions options, boolean temporary) {
    Key key = new Key(directory, options);
    LOCK.lock();
    try {
      SharedStore shared = OPEN.get(key);
      if (shared == null) {
        checkOutOfReach(directory);
        shared = new SharedStore(key, temporary);
        OPEN.put(key, shared);
      }
      shared.openings++;
      return shared.new Opening();
    } finally {
      LOCK.unlock();
    }
  }

  /**
   * Fails when queries on another open store may read files here: the catalog file would lose its
   * locks.
   */
  private static void checkOutOfReach(Path directory) {
    for (Key other : OPEN.keySet()) {
      for (Path allowed : other.options().allowedPaths()) {
        if (Files.exists(allowed) && directory.startsWith(realPath(allowed, other.options()))) {
          throw new StorageException(
              Failure.ACCESS_DENIED,
              "Cannot open the store %s: it lies in %s, which queries on the open store %s may read by its allowedPaths"
                  .formatted(directory, allowed, other.directory()));
        }
      }
    }
  }

  /** The directory by its one name, links resolved; made when it is missing and may be made. */
  private static Path realPath(Path directory, StoreOptions options) {
    try {
      if (Files.notExists(directory) && options.createIfMissing() && !options.readOnly()) {
        Files.createDirectories(directory);
      }
      return Files.exists(directory) ? directory.toRealPath() : directory.toAbsolutePath();
    } catch (IOException e) {
      throw new StorageException(
          Failure.NOT_A_STORE,
          "Cannot open the store %s: the directory cannot be made (%s). Name a directory that exists or can be made"
              .formatted(directory, e),
          e);
    }
  }

  private void closeOne() {
    LOCK.lock();
    try {
      openings--;
      if (openings > 0) {
        return;
      }
      OPEN.remove(key);
      try {
        endUpkeep();
      } finally {
        try {
          engine.close();
        } finally {
          closeCatalog();
        }
      }
    } finally {
      LOCK.unlock();
    }
    if (temporary) {
      deleteTree(key.directory());
    }
  }

  private void closeCatalog() {
    try {
      if (!temporary) {
        sequences.close();
      }
    } finally {
      catalog.close();
    }
  }

  private void endUpkeep() {
    if (upkeep != null) {
      upkeep.close();
      if (!temporary) {
        upkeep.checkpointAll();
      }
    }
  }

  private static void deleteTree(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new StorageException(
          Failure.IO,
          "Cannot delete the temporary store %s: %s".formatted(directory, e.getMessage()),
          e);
    }
  }

  /** What one opening is told from another by. */
  private record Key(Path directory, StoreOptions options) {}

  /** One opening. */
  private final class Opening implements Store {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public Path directory() {
      return key.directory();
    }

    @Override
    public Session openSession() {
      if (closed.get()) {
        throw new StorageException(
            Failure.CLOSED, "The store %s is closed".formatted(key.directory()));
      }
      return new LocalSession(
          catalog,
          statistics,
          engine.openSession(),
          cache,
          statements,
          hotRows,
          hotKeys,
          sequences,
          key.options().readOnly());
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        closeOne();
      }
    }
  }
}
