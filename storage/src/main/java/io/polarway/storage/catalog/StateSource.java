package io.polarway.storage.catalog;

import java.sql.SQLException;

/** Where the catalog's state is read from. One thread at a time. */
interface StateSource extends AutoCloseable {

  /** A number that is another one whenever the state may have changed since the last call. */
  long version() throws SQLException;

  /** The state now. */
  CatalogState read() throws SQLException;

  @Override
  void close();
}
