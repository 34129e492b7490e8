package io.polarway.storage.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * How SQLite opens the catalog's file. Nothing else in a process may open it or the files beside
 * it: closing any descriptor of theirs drops SQLite's locks.
 */
final class CatalogFile {

  static final String NAME = "catalog.db";

  private static final String URL_PREFIX = "jdbc:sqlite:";

  static {
    SqliteLibrary.load();
  }

  private CatalogFile() {}

  /** For reading and writing; commits are on disk when they return. */
  static SQLiteDataSource writable(Path file, Duration lockTimeout) {
    return writable(file, lockTimeout, SQLiteConfig.SynchronousMode.FULL);
  }

  /** For writing what may be lost when the machine stops; what others commit is not. */
  static Connection openUnforced(Path file, Duration lockTimeout) throws SQLException {
    return writable(file, lockTimeout, SQLiteConfig.SynchronousMode.NORMAL).getConnection();
  }

  private static SQLiteDataSource writable(
      Path file, Duration lockTimeout, SQLiteConfig.SynchronousMode synchronous) {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(synchronous);
    config.setGetGeneratedKeys(false);
    config.setBusyTimeout((int) Math.min(lockTimeout.toMillis(), Integer.MAX_VALUE));
    return new CatalogSource(config, url(file));
  }

  /** For reading beside writers, by way of the files that they keep; nothing is created. */
  static Connection openShared(Path file) throws SQLException {
    return openReadOnly(url(file) + "?readonly_shm=1");
  }

  /** For reading a file that nobody has open, without any lock. */
  static Connection openFrozen(Path file) throws SQLException {
    return openReadOnly(url(file) + "?immutable=1");
  }

  private static Connection openReadOnly(String url) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return new CatalogSource(config, url).getConnection();
  }

  private static String url(Path file) {
    return URL_PREFIX + "file:" + file.toUri().getRawPath();
  }

  /**
   * Opens connections without SQLite's driver class, which registers itself with the application's
   * {@code DriverManager} when it is loaded.
   */
  private static final class CatalogSource extends SQLiteDataSource {

    CatalogSource(SQLiteConfig config, String url) {
      super(config);
      setUrl(url);
    }

    @Override
    public SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
        throws SQLException {
      String url = getUrl();
      return new JDBC4Connection(
          url, url.substring(URL_PREFIX.length()), getConfig().toProperties());
    }
  }
}
