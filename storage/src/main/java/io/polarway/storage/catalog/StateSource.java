package io.polarway.storage.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where the catalog's state is read from. One thread at a time. */
interface StateSource extends AutoCloseable {

  /** A number that is another one whenever the state may have changed since the last call. */
  long version() throws SQLException;

  /** What tells without asking whether the state has changed; null when nothing does. */
  @Nullable WalIndex walIndex();

  /** A query of the database. */
  @FunctionalInterface
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Runs queries in one read transaction. */
  <T> T read(Query<T> query) throws SQLException;

  @Override
  void close();
}
