package io.polarway.tck.console;

import java.io.Serial;

/** The command line cannot be understood; the message says why, for the user. */
public final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
