package io.polarway.storage.catalog;

import io.polarway.storage.fault.FaultPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Deletes files that no table needs. Whether one does is looked up under the commit lock, so that
 * no commit of this program adds a file that is just being deleted.
 */
final class FileSweep {

  /** Commits wait while so many files are deleted. */
  private static final int FILES_AT_ONCE = 1_000;

  private final WritableDatabase database;
  private final CommitLock lock;
  private final Duration lockTimeout;
  private final FileReferences references;
  private final long formerSinceMicros;

  /**
   * @param formerSince versions that were current after this moment count, too
   */
  FileSweep(
      WritableDatabase database,
      CommitLock lock,
      Duration lockTimeout,
      FileReferences references,
      Instant formerSince) {
    this.database = database;
    this.lock = lock;
    this.lockTimeout = lockTimeout;
    this.references = references;
    this.formerSinceMicros = ChronoUnit.MICROS.between(Instant.EPOCH, formerSince);
  }

  /** Deletes those of the files that nothing refers to, and gives them. */
  List<Path> delete(List<Path> files) {
    Set<Path> needed = needed();
    List<Path> candidates = files.stream().filter(file -> !needed.contains(file)).toList();
    List<Path> deleted = new ArrayList<>();
    for (int from = 0; from < candidates.size(); from += FILES_AT_ONCE) {
      List<Path> some = candidates.subList(from, Math.min(candidates.size(), from + FILES_AT_ONCE));
      lock.acquire(lockTimeout);
      try {
        Set<Path> neededNow = needed();
        for (Path file : some) {
          if (!neededNow.contains(file) && Files.deleteIfExists(file)) {
            deleted.add(file);
            FaultPoint.FILE_DELETED.reached(file);
          }
        }
      } catch (IOException e) {
        throw CatalogFailures.of("Cannot delete a file that no table needs", e);
      } finally {
        lock.release();
      }
    }
    return deleted;
  }

  private Set<Path> needed() {
    try (Connection connection = database.connection()) {
      return references.of(CatalogDatabase.liveVersions(connection, formerSinceMicros));
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot read the catalog", e);
    }
  }
}
