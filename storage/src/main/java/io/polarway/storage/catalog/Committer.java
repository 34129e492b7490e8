package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.fault.FaultPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes planned commits durable: those of a group in one transaction of the catalog, each with a
 * number of its own. One that fails there leaves no trace in it. Used under the commit lock.
 */
final class Committer {

  private final WritableDatabase database;
  private final SnapshotReader snapshots;

  Committer(WritableDatabase database, SnapshotReader snapshots) {
    this.database = database;
    this.snapshots = snapshots;
  }

  /**
   * Commits what is prepared. Each attempt has succeeded then, or failed, or is to begin again
   * because another engine changed what it was planned for.
   *
   * @param attempts one, or several that change hot rows only
   * @param base the snapshot that all were planned for
   * @throws StorageException {@link Failure#UNKNOWN_OUTCOME} when those that have neither failed
   *     nor are to begin again may have taken place; for any other failure none has
   */
  void commit(List<CommitAttempt> attempts, CatalogSnapshot base) {
    boolean ended = false;
    try {
      KeptStatements writer = database.writer();
      writer.execute("BEGIN IMMEDIATE");
      CatalogTransaction transaction =
          new CatalogTransaction(writer, base, snapshots.headerOf(base));
      for (CommitAttempt attempt : attempts) {
        transaction.add(attempt);
      }
      if (transaction.isEmpty()) {
        writer.execute("ROLLBACK");
      } else {
        transaction.renewChecksum();
        end(writer, transaction);
      }
      ended = true;
      transaction.succeed(snapshots);
      if (!transaction.isEmpty()) {
        database.lastCommit().write(transaction.lastNumber());
      }
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot commit", e);
    } finally {
      if (!ended) {
        database.discardWriter();
      }
    }
  }

  private void end(KeptStatements writer, CatalogTransaction transaction) throws SQLException {
    try {
      FaultPoint.CATALOG_CHANGED.reached();
      writer.execute("COMMIT");
      FaultPoint.CATALOG_COMMITTED.reached();
    } catch (SQLException | RuntimeException e) {
      database.discardWriter();
      settle(transaction, e);
    }
  }

  /** Finds out whether a transaction whose last step failed took place; returns if it did. */
  private void settle(CatalogTransaction transaction, Exception fault) {
    try (Connection fresh = database.freshConnection()) {
      FaultPoint.OUTCOME_ASKED.reached();
      if (transaction.isFound(fresh)) {
        return;
      }
      if (!(fault instanceof SQLException sql && CatalogFailures.isFull(sql))) {
        overwriteLog(fresh);
      }
    } catch (SQLException e) {
      fault.addSuppressed(e);
      throw new StorageException(
          Failure.UNKNOWN_OUTCOME,
          "The commit may or may not have taken place ("
              + fault.getMessage()
              + "); look whether its changes are there before you try again",
          fault);
    }
    throw CatalogFailures.of("Cannot commit", fault);
  }

  /**
   * A commit that could not be forced to disk stands in the log, unseen, and whoever recovers the
   * log would see it. Another one takes its place there.
   */
  private static void overwriteLog(Connection connection) throws SQLException {
    CatalogDatabase.execute(connection, "BEGIN IMMEDIATE");
    CatalogChecksum.renew(new KeptStatements(connection));
    CatalogDatabase.execute(connection, "COMMIT");
  }
}
