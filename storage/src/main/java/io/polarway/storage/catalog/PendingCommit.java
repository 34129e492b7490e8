package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** A request of a thread that waits in the {@link CommitQueue}, and what came of it. */
final class PendingCommit {

  /** Where it is on its way; under the queue's mutex. */
  enum Place {
    WAITS,
    /** In the group that is being committed. */
    TAKEN,
    /** Its thread is to commit the next group. */
    LEADS,
    DONE
  }

  private final CommitRequest request;

  /** Signalled when it gets to another place. */
  final Condition moved;

  Place place = Place.WAITS;
  private @Nullable Long number;
  private @Nullable StorageException failure;

  PendingCommit(CommitRequest request, Condition moved) {
    this.request = request;
    this.moved = moved;
  }

  CommitRequest request() {
    return request;
  }

  void succeed(long commitNumber) {
    number = commitNumber;
  }

  void fail(StorageException why) {
    failure = why;
  }

  boolean isSettled() {
    return number != null || failure != null;
  }

  boolean isCommitted() {
    return number != null;
  }

  boolean hasUnknownOutcome() {
    StorageException why = failure;
    return why != null && why.failure() == Failure.UNKNOWN_OUTCOME;
  }

  /**
   * The commit's number.
   *
   * @throws StorageException as the request failed, with the caller's stack
   */
  long result() {
    StorageException why = failure;
    if (why != null) {
      throw new StorageException(why.failure(), String.valueOf(why.getMessage()), why);
    }
    Long committed = number;
    if (committed == null) {
      throw new StorageException(
          Failure.UNKNOWN_OUTCOME,
          "The commit may or may not have taken place, because the thread that carried it out"
              + " ended; look whether its changes are there before you try again");
    }
    return committed;
  }
}
