package io.polarway.storage;

import java.nio.file.Path;

/**
 * A directory of tables, opened. Thread-safe. Opening a directory that this process has open
 * already, with the same options, shares what is open; it is closed with the last one.
 */
public interface Store extends AutoCloseable {

  /** The directory's real path. */
  Path directory();

  Session openSession();

  @Override
  void close();
}
