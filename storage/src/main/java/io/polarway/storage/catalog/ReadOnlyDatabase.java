package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The catalog's database for somebody who may write nothing, not even a lock. While it has a
 * write-ahead log, it is read beside its writers through the shared index that they keep. While it
 * has none, nobody writes and the file itself is complete: it is read without locks, again whenever
 * its time or size changed.
 */
final class ReadOnlyDatabase implements StateSource {

  private static final int ATTEMPTS = 100;

  /** The file as it was seen; {@code log} when there was a write-ahead log beside it. */
  private record Seen(FileTime time, long bytes, boolean log) {}

  private final Path file;
  private final OpenStores.OpenStore store;
  private @Nullable Connection shared;
  private volatile @Nullable WalIndex walIndex;
  private @Nullable Seen seen;
  private long sharedVersion;
  private long version;

  ReadOnlyDatabase(Path file, OpenStores.OpenStore store) {
    this.file = file;
    this.store = store;
  }

  @Override
  public long version() throws SQLException {
    Seen now = look();
    if (now.log()) {
      long current = dataVersion(sharedConnection());
      watch();
      if (seen == null || !seen.log() || current != sharedVersion) {
        sharedVersion = current;
        version++;
      }
    } else if (!now.equals(seen)) {
      closeShared();
      version++;
    }
    seen = now;
    return version;
  }

  @Override
  public @Nullable WalIndex walIndex() {
    return walIndex;
  }

  /** Looks at the log's index from now on; the shared connection has it open as long as it is. */
  private void watch() {
    if (walIndex == null) {
      store.fileGuard.lock();
      try {
        walIndex = store.walIndex(file);
      } finally {
        store.fileGuard.unlock();
      }
    }
  }

  private Seen look() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Seen(attributes.lastModifiedTime(), attributes.size(), hasLog());
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot read " + file, e);
    }
  }

  private boolean hasLog() throws IOException {
    try {
      return Files.size(file.resolveSibling(CatalogFile.NAME + "-wal")) > 0;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static long dataVersion(Connection connection) throws SQLException {
    return CatalogDatabase.queryLong(connection, "PRAGMA data_version");
  }

  private Connection sharedConnection() throws SQLException {
    Connection open = shared;
    if (open == null) {
      if (!Files.exists(file.resolveSibling(CatalogFile.NAME + "-shm"))) {
        throw new StorageException(
            Failure.READ_ONLY,
            "Cannot open %s for reading only: its last user did not close it, so that %s-wal has to be taken in first; open it for writing once"
                .formatted(file, CatalogFile.NAME));
      }
      store.fileGuard.lock();
      try {
        open = CatalogFile.openShared(file);
        store.addLockingUser();
      } finally {
        store.fileGuard.unlock();
      }
      shared = open;
    }
    return open;
  }

  @Override
  public <T> T read(Query<T> query) throws SQLException {
    SQLException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Seen before = look();
      if (before.log()) {
        return inTransaction(sharedConnection(), query);
      }
      try {
        T result = readFrozen(query);
        if (look().equals(before)) {
          return result;
        }
      } catch (SQLException e) {
        if (look().equals(before)) {
          throw e;
        }
        last = e;
      }
    }
    throw new SQLException("the catalog kept changing while it was read", last);
  }

  private <T> T readFrozen(Query<T> query) throws SQLException {
    store.fileGuard.lock();
    try {
      if (store.hasLockingUsers()) {
        return inTransaction(sharedConnection(), query);
      }
      try (Connection connection = CatalogFile.openFrozen(file)) {
        return query.run(connection);
      }
    } finally {
      store.fileGuard.unlock();
    }
  }

  private static <T> T inTransaction(Connection connection, Query<T> query) throws SQLException {
    CatalogDatabase.execute(connection, "BEGIN");
    try {
      return query.run(connection);
    } finally {
      CatalogDatabase.execute(connection, "COMMIT");
    }
  }

  private void closeShared() {
    Connection open = shared;
    if (open != null) {
      walIndex = null;
      store.fileGuard.lock();
      try {
        open.close();
        store.removeLockingUser();
      } catch (SQLException e) {
        throw CatalogFailures.of("Cannot close " + file, e);
      } finally {
        store.fileGuard.unlock();
      }
      shared = null;
    }
  }

  @Override
  public void close() {
    closeShared();
  }
}
