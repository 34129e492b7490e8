package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Carries out the commits of a group: plans each, and makes all of them durable at once. */
final class GroupCommitter {

  private final SnapshotReader snapshots;
  private final Committer committer;
  private final StoreRoots roots;
  private final TableLocations locations;
  private final DurableDirectories durable;
  private final Duration timeout;

  /**
   * @param timeout for how long a commit begins again when other engines get in between
   */
  GroupCommitter(
      SnapshotReader snapshots,
      Committer committer,
      StoreRoots roots,
      TableLocations locations,
      DurableDirectories durable,
      Duration timeout) {
    this.snapshots = snapshots;
    this.committer = committer;
    this.roots = roots;
    this.locations = locations;
    this.durable = durable;
    this.timeout = timeout;
  }

  /** Settles every commit; under the commit lock. */
  void commit(List<PendingCommit> group) {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<PendingCommit> left = group;
    while (!left.isEmpty()) {
      try {
        attempt(left);
      } catch (RuntimeException e) {
        fail(left, CatalogFailures.of("Cannot commit", e));
      }
      left = left.stream().filter(commit -> !commit.isSettled()).toList();
      if (System.nanoTime() - deadline >= 0) {
        fail(
            left,
            new StorageException(
                Failure.LOCK_TIMEOUT,
                "Cannot commit: another engine kept changing the same tables for longer than the lock timeout of %d ms; nothing was changed, try again"
                    .formatted(timeout.toMillis())));
        return;
      }
    }
  }

  private static void fail(List<PendingCommit> commits, StorageException why) {
    for (PendingCommit commit : commits) {
      if (!commit.isSettled()) {
        commit.fail(why);
      }
    }
  }

  private void attempt(List<PendingCommit> group) {
    CatalogSnapshot base = snapshots.current();
    List<CommitAttempt> attempts = new ArrayList<>();
    for (PendingCommit commit : group) {
      CommitAttempt attempt = new CommitAttempt(base, commit, roots, locations);
      if (attempt.prepare(durable)) {
        attempts.add(attempt);
      }
    }
    if (attempts.isEmpty()) {
      return;
    }
    try {
      committer.commit(attempts, base);
    } catch (RuntimeException e) {
      StorageException why = CatalogFailures.of("Cannot commit", e);
      attempts.forEach(attempt -> attempt.fail(why));
    }
    attempts.forEach(attempt -> attempt.finish(snapshots));
  }
}
