package io.polarway.storage.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/**
 * The catalog's database, open for reading and writing: a small pool of connections, one that
 * commits, and one that never writes, by which commits are noticed, own and others'. {@code PRAGMA
 * data_version} tells a connection that any other one has committed.
 */
final class WritableDatabase implements StateSource {

  private static final Logger LOG = LoggerFactory.getLogger(WritableDatabase.class);
  private static final int POOL_SIZE = 4;
  private static final long SHORTEST_POOL_TIMEOUT_MILLIS = 250;

  private final SQLiteDataSource source;
  private final HikariDataSource pool;
  private final Connection monitor;
  private final PreparedStatement dataVersion;
  private final LastCommit lastCommit;
  private volatile @Nullable WalIndex walIndex;
  private @Nullable KeptStatements writer;

  WritableDatabase(Path directory, Duration lockTimeout) throws SQLException {
    source = CatalogFile.writable(directory.resolve(CatalogFile.NAME), lockTimeout);
    monitor = source.getConnection();
    dataVersion = monitor.prepareStatement("PRAGMA data_version");
    HikariConfig config = new HikariConfig();
    config.setPoolName("polarway-catalog");
    config.setDataSource(source);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(1);
    config.setMaxLifetime(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(Math.max(lockTimeout.toMillis(), SHORTEST_POOL_TIMEOUT_MILLIS));
    pool = new HikariDataSource(config);
    lastCommit = LastCommit.open(directory);
  }

  /** Looks at the log's index from now on; its own connection has it open as long as it is. */
  void watch(@Nullable WalIndex index) {
    walIndex = index;
  }

  @Override
  public @Nullable WalIndex walIndex() {
    return walIndex;
  }

  /** Where committed numbers are noted. */
  LastCommit lastCommit() {
    return lastCommit;
  }

  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /** The connection that commits; under the commit lock. */
  KeptStatements writer() throws SQLException {
    KeptStatements known = writer;
    if (known == null) {
      known = new KeptStatements(source.getConnection());
      writer = known;
    }
    return known;
  }

  /** Closes the connection that commits, which undoes what it was about. */
  void discardWriter() {
    KeptStatements discarded = writer;
    writer = null;
    try {
      if (discarded != null) {
        discarded.close();
      }
    } catch (SQLException e) {
      LOG.warn("A connection to the catalog could not be closed", e);
    }
  }

  /** A connection of which nobody knows what state it is in leaves the pool. */
  void discard(Connection connection) {
    pool.evictConnection(connection);
  }

  /** A connection outside the pool. */
  Connection freshConnection() throws SQLException {
    return source.getConnection();
  }

  @Override
  public long version() throws SQLException {
    try (ResultSet row = dataVersion.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public <T> T read(Query<T> query) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      CatalogDatabase.execute(connection, "BEGIN");
      try {
        return query.run(connection);
      } finally {
        CatalogDatabase.execute(connection, "COMMIT");
      }
    }
  }

  /** Runs changes in one transaction; under the commit lock. */
  <T> T write(Query<T> change) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      CatalogDatabase.execute(connection, "BEGIN IMMEDIATE");
      boolean done = false;
      try {
        T result = change.run(connection);
        CatalogChecksum.renew(new KeptStatements(connection));
        CatalogDatabase.execute(connection, "COMMIT");
        done = true;
        return result;
      } finally {
        if (!done) {
          CatalogDatabase.execute(connection, "ROLLBACK");
        }
      }
    }
  }

  @Override
  public void close() {
    walIndex = null;
    lastCommit.close();
    discardWriter();
    pool.close();
    try {
      monitor.close();
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot close the catalog", e);
    }
  }
}
