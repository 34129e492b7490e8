package io.polarway.storage.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * How SQLite opens the catalog's file. Nothing else in a process may open it or the files beside
 * it: closing any descriptor of theirs drops SQLite's locks.
 */
final class CatalogFile {

  static final String NAME = "catalog.db";

  static {
    SqliteLibrary.load();
  }

  private CatalogFile() {}

  /** For reading and writing; commits are on disk when they return. */
  static SQLiteDataSource writable(Path file, Duration lockTimeout) {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout((int) Math.min(lockTimeout.toMillis(), Integer.MAX_VALUE));
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url(file));
    return source;
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
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source.getConnection();
  }

  private static String url(Path file) {
    return "jdbc:sqlite:file:" + file.toUri().getRawPath();
  }
}
