package io.polarway.tck.seed;

import java.io.Serial;

/** The store did not do what the demo shows it to do. */
final class DemoFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  DemoFailure(String message) {
    super(message);
  }
}
