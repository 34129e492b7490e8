package io.polarway.storage.disk;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Locale;

/** What a failure of the file system means to a caller. */
public final class FileFailures {

  private FileFailures() {}

  /**
   * The exception to throw.
   *
   * @param action what could not be done, such as "write data file /a/b"
   */
  public static StorageException of(String action, IOException cause) {
    if (cause instanceof ClosedByInterruptException) {
      return new StorageException(
          Failure.CANCELLED, "Could not " + action + ": the thread was interrupted.", cause);
    }
    String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (reason.contains("no space left") || reason.contains("quota exceeded")) {
      return new StorageException(
          Failure.DISK_FULL,
          "Cannot " + action + ": the disk is full. Free some space and try again.",
          cause);
    }
    return new StorageException(Failure.IO, "Cannot " + action + ": " + cause, cause);
  }
}
