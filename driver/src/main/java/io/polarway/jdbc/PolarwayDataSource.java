package io.polarway.jdbc;

import io.polarway.jdbc.error.SelfWrapper;
import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.Store;
import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * A source of connections to one store, as a bean: a URL, and a setter for each property (JDBC 4.3,
 * 9.4). A property in the URL wins over its setter. Thread-safe once it is configured.
 *
 * <p>Connections are cheap while any is open, since they share the store; put a pool before it
 * where that is not the case. As a {@link ConnectionPoolDataSource} it gives pools what they lend;
 * a naming service keeps it by its reference, and serialised it is its URL and properties.
 * Distributed transactions are refused. With the URL {@code jdbc:polarway:} all of its connections
 * share one temporary store, which is deleted when the last of them is closed.
 */
public final class PolarwayDataSource
    implements DataSource,
        ConnectionPoolDataSource,
        XADataSource,
        Referenceable,
        Serializable,
        SelfWrapper {

  private static final long serialVersionUID = 1;

  private final ReentrantLock lock = new ReentrantLock();
  private final Properties properties = new Properties();
  private String url = ConnectionUrl.PREFIX;
  private transient @Nullable PrintWriter logWriter;
  private int loginTimeoutSeconds;

  /** Null as long as no connection to it is open. */
  private transient @Nullable Store temporaryStore;

  private transient int temporaryStoreUsers;

  @Override
  public Connection getConnection() throws SQLException {
    return open();
  }

  private PolarwayConnection open() throws SQLException {
    if (!ConnectionUrl.isOurs(url)) {
      throw SqlErrors.invalidArgument(
          "The URL %s does not begin with %s"
              .formatted(SqlErrors.shown(url), ConnectionUrl.PREFIX));
    }
    ConnectionSettings settings = ConnectionSettings.of(url, properties);
    return settings.directory() == null
        ? Connections.open(settings, sharedStore(settings), this::releaseSharedStore)
        : Connections.open(settings, Connections.storeOf(settings));
  }

  /** As {@link #getConnection()}: a store has no users. */
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getConnection();
  }

  @Override
  public PooledConnection getPooledConnection() throws SQLException {
    return new PolarwayPooledConnection(open());
  }

  /** As {@link #getPooledConnection()}: a store has no users. */
  @Override
  public PooledConnection getPooledConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getPooledConnection();
  }

  @Override
  public XAConnection getXAConnection() throws SQLException {
    throw SqlErrors.unsupported("XA (distributed transactions)");
  }

  @Override
  public XAConnection getXAConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getXAConnection();
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    throw SqlErrors.unsupported("ConnectionBuilder (connections by sharding keys)");
  }

  @Override
  public PooledConnectionBuilder createPooledConnectionBuilder() throws SQLException {
    throw SqlErrors.unsupported("PooledConnectionBuilder (connections by sharding keys)");
  }

  @Override
  public XAConnectionBuilder createXAConnectionBuilder() throws SQLException {
    throw SqlErrors.unsupported("XA (distributed transactions)");
  }

  @Override
  public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    throw SqlErrors.unsupported("A sharding key");
  }

  @Override
  public Reference getReference() {
    return PolarwayDataSourceFactory.reference(url, properties);
  }

  public String getUrl() {
    return url;
  }

  /** A URL of {@link PolarwayDriver}. */
  public void setUrl(String url) {
    this.url = url;
  }

  public boolean isReadOnly() {
    return Boolean.parseBoolean(get(ConnectionProperty.READ_ONLY));
  }

  /** Refuses every change to the store. */
  public void setReadOnly(boolean readOnly) {
    set(ConnectionProperty.READ_ONLY, Boolean.toString(readOnly));
  }

  public boolean isCreateIfMissing() {
    return Boolean.parseBoolean(get(ConnectionProperty.CREATE_IF_MISSING));
  }

  /** Whether a new store is made where the directory is missing or empty. */
  public void setCreateIfMissing(boolean createIfMissing) {
    set(ConnectionProperty.CREATE_IF_MISSING, Boolean.toString(createIfMissing));
  }

  public String getLockTimeout() {
    return get(ConnectionProperty.LOCK_TIMEOUT);
  }

  /** How long a commit waits for other commits, such as 30s. */
  public void setLockTimeout(String lockTimeout) {
    set(ConnectionProperty.LOCK_TIMEOUT, lockTimeout);
  }

  public int getThreads() {
    return Integer.parseInt(get(ConnectionProperty.THREADS));
  }

  /** Threads that run queries; 0 for one a core. */
  public void setThreads(int threads) {
    set(ConnectionProperty.THREADS, Integer.toString(threads));
  }

  public String getMemoryLimit() {
    return get(ConnectionProperty.MEMORY_LIMIT);
  }

  /** Memory that queries may take, such as 4GB; 0 for the engine's own limit. */
  public void setMemoryLimit(String memoryLimit) {
    set(ConnectionProperty.MEMORY_LIMIT, memoryLimit);
  }

  public String getTemporaryDirectory() {
    return get(ConnectionProperty.TEMPORARY_DIRECTORY);
  }

  /** Where queries spill; empty for the system's temporary directory. */
  public void setTemporaryDirectory(String temporaryDirectory) {
    set(ConnectionProperty.TEMPORARY_DIRECTORY, temporaryDirectory);
  }

  public String getAllowedPaths() {
    return get(ConnectionProperty.ALLOWED_PATHS);
  }

  /** What queries may read outside of the store: paths joined by commas; empty for nothing. */
  public void setAllowedPaths(String allowedPaths) {
    set(ConnectionProperty.ALLOWED_PATHS, allowedPaths);
  }

  public String getHot() {
    return get(ConnectionProperty.HOT);
  }

  /** Whether commits of few rows keep them in the catalog until a checkpoint: on or off. */
  public void setHot(String hot) {
    set(ConnectionProperty.HOT, hot);
  }

  public String getUpkeep() {
    return get(ConnectionProperty.UPKEEP);
  }

  /** Whether this process does what the store needs from time to time: on or off. */
  public void setUpkeep(String upkeep) {
    set(ConnectionProperty.UPKEEP, upkeep);
  }

  public String getCache() {
    return get(ConnectionProperty.CACHE);
  }

  /** Whether queries use the store's cache of results: on or off. */
  public void setCache(String cache) {
    set(ConnectionProperty.CACHE, cache);
  }

  public String getCacheSize() {
    return get(ConnectionProperty.CACHE_SIZE);
  }

  /** Memory that cached results may take, such as 512MB; empty for the default. */
  public void setCacheSize(String cacheSize) {
    set(ConnectionProperty.CACHE_SIZE, cacheSize);
  }

  public String getCacheMaxResultSize() {
    return get(ConnectionProperty.CACHE_MAX_RESULT_SIZE);
  }

  /** Memory that one cached result may take; empty for an eighth of the cache's size. */
  public void setCacheMaxResultSize(String cacheMaxResultSize) {
    set(ConnectionProperty.CACHE_MAX_RESULT_SIZE, cacheMaxResultSize);
  }

  public String getSchema() {
    return get(ConnectionProperty.SCHEMA);
  }

  /** The schema of names that are not qualified. */
  public void setSchema(String schema) {
    set(ConnectionProperty.SCHEMA, schema);
  }

  public String getTimeZone() {
    return get(ConnectionProperty.TIME_ZONE);
  }

  /** The time zone of the session; empty for the Java process's own. */
  public void setTimeZone(String timeZone) {
    set(ConnectionProperty.TIME_ZONE, timeZone);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Kept for whoever asks; nothing is written to it. */
  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeoutSeconds;
  }

  /** Kept for whoever asks: opening a connection waits for nobody. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeoutSeconds = seconds;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlErrors.unsupported("java.util.logging");
  }

  /** Sets a property by its key. */
  void setProperty(String key, String value) {
    properties.setProperty(key, value);
  }

  private String get(ConnectionProperty property) {
    return properties.getProperty(property.key(), property.defaultValue());
  }

  private void set(ConnectionProperty property, String value) {
    properties.setProperty(property.key(), value);
  }

  private Store sharedStore(ConnectionSettings settings) throws SQLException {
    lock.lock();
    try {
      Store store = temporaryStore;
      if (store == null) {
        store = Connections.storeOf(settings);
        temporaryStore = store;
      }
      temporaryStoreUsers++;
      return store;
    } finally {
      lock.unlock();
    }
  }

  private void releaseSharedStore() {
    lock.lock();
    try {
      Store store = temporaryStore;
      if (--temporaryStoreUsers == 0 && store != null) {
        temporaryStore = null;
        store.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
