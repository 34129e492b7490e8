package io.polarway.storage;

import java.nio.file.Path;

/**
 * A directory of tables, opened. Thread-safe. Opening a directory that this process has open
 * already, with the same options, shares what is open; it is closed with the last one.
 */
public interface Store extends AutoCloseable {

  /** Opens a store directory. */
  static Store open(Path directory, StoreOptions options) {
    return SharedStore.open(directory, options);
  }

  /** Opens a new store of the caller's own, which is deleted when it is closed. */
  static Store openTemporary(StoreOptions options) {
    return SharedStore.openTemporary(options);
  }

  /** The directory's real path. */
  Path directory();

  Session openSession();

  @Override
  void close();
}
