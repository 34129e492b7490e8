package io.polarway.storage.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that leaves storage: what failed, with which value, and what to do, in its
 * message.
 */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Failure failure;

  public StorageException(Failure failure, String message) {
    this(failure, message, null);
  }

  public StorageException(Failure failure, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
