package io.polarway.storage.catalog;

import io.polarway.storage.disk.DurableFiles;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.fault.FaultPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells what a catalog file is, and makes one. The tables come in one transaction, under the commit
 * lock, so that of several processes one makes them, and a killed one leaves nothing or all.
 */
final class StoreCreation {

  private StoreCreation() {}

  /** Fails when a catalog file is not ours or too new; true when it has nothing in it yet. */
  static boolean check(Path directory, Connection connection) throws SQLException {
    long application = CatalogDatabase.pragma(connection, "application_id");
    long version = CatalogDatabase.pragma(connection, "user_version");
    if (application == CatalogDatabase.APPLICATION_ID) {
      if (version > CatalogDatabase.FORMAT_VERSION) {
        throw new StorageException(
            Failure.NEWER_FORMAT,
            "Cannot open %s: its format is version %d, and this program knows versions up to %d; use a newer one"
                .formatted(directory, version, CatalogDatabase.FORMAT_VERSION));
      }
      return false;
    }
    if (application != 0
        || CatalogDatabase.queryLong(connection, "SELECT count(*) FROM sqlite_schema") != 0) {
      throw StoreDirectory.notAStore(
          directory, "its " + CatalogFile.NAME + " belongs to another program");
    }
    return true;
  }

  /** Fails when a store was made by an older program and not opened for writing since. */
  static void checkCurrent(Path directory, Connection connection) throws SQLException {
    long version = CatalogDatabase.pragma(connection, "user_version");
    if (version < CatalogDatabase.FORMAT_VERSION) {
      throw new StorageException(
          Failure.READ_ONLY,
          "Cannot open %s for reading only: its format is version %d; open it for writing once, which makes it version %d"
              .formatted(directory, version, CatalogDatabase.FORMAT_VERSION));
    }
  }

  /** Makes what is missing of a store, so that it can be opened for writing. */
  static void finish(Path directory, CommitLock lock, CatalogOptions options) {
    Path file = directory.resolve(CatalogFile.NAME);
    lock.acquire(options.lockTimeout());
    try (Connection connection =
        CatalogFile.writable(file, options.lockTimeout()).getConnection()) {
      if (check(directory, connection)) {
        if (!options.createIfMissing()) {
          throw StoreDirectory.notAStore(directory, "its " + CatalogFile.NAME + " is empty");
        }
        LastCommit.check(directory, LastCommit.read(directory), 0);
        create(directory, connection);
      } else {
        migrate(connection);
      }
      DurableFiles.createDirectories(directory.resolve(StoreDirectory.DATA));
    } catch (SQLException | IOException e) {
      throw CatalogFailures.of("Cannot open " + directory, e);
    } finally {
      lock.release();
    }
  }

  private static void create(Path directory, Connection connection)
      throws SQLException, IOException {
    CatalogDatabase.execute(connection, "PRAGMA journal_mode = WAL");
    inTransaction(connection, () -> CatalogDatabase.create(connection, directory.toString()));
    FaultPoint.STORE_LAID_OUT.reached();
    DurableFiles.syncDirectory(directory);
  }

  private static void migrate(Connection connection) throws SQLException {
    if (CatalogDatabase.pragma(connection, "user_version") < CatalogDatabase.FORMAT_VERSION) {
      inTransaction(connection, () -> CatalogDatabase.migrate(connection));
    }
  }

  private interface Step {
    void run() throws SQLException;
  }

  private static void inTransaction(Connection connection, Step step) throws SQLException {
    CatalogDatabase.execute(connection, "BEGIN IMMEDIATE");
    try {
      step.run();
      CatalogDatabase.execute(connection, "COMMIT");
    } catch (SQLException e) {
      CatalogDatabase.execute(connection, "ROLLBACK");
      throw e;
    }
  }
}
