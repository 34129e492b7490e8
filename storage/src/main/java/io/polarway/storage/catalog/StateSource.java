package io.polarway.storage.catalog;

import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.TableName;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the catalog's state is read from. One thread at a time. */
interface StateSource extends AutoCloseable {

  /** A number that is another one whenever the state may have changed since the last call. */
  long version() throws SQLException;

  /** What tells without asking whether the state has changed; null when nothing does. */
  @Nullable WalIndex walIndex();

  /** The state now. */
  CatalogState read() throws SQLException;

  /** What each commit up to a number did, newest first. */
  List<CommittedVersion> commits(long upTo) throws SQLException;

  /** What has changed of a table's hot rows; see {@link HotDatabase#read}. */
  HotRowLog hotRows(TableName name, String uuid, long fromRow, long sinceNumber)
      throws SQLException;

  @Override
  void close();
}
