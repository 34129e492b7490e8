package io.polarway.storage.fault;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a test does when its process comes to a {@link FaultPoint}: ends the process, throws what
 * the system could have thrown there, or takes notes. Has a public constructor without parameters.
 * Called by any thread.
 */
public interface FaultHandler {

  /**
   * A point was reached.
   *
   * @param file the file or directory concerned, where there is one
   */
  void reached(FaultPoint point, @Nullable Path file);
}
