package io.polarway.storage.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * How the engine of a store is started.
 *
 * @param dataDirectory the directory of the store's data files, which queries may read; it exists
 * @param allowedPaths other directories and files that queries may read
 * @param temporaryDirectory where the engine spills what does not fit into its memory
 * @param threads 0 for one a core
 * @param memoryLimitBytes 0 for the engine's own default
 */
public record EngineOptions(
    Path dataDirectory,
    List<Path> allowedPaths,
    Path temporaryDirectory,
    int threads,
    long memoryLimitBytes) {

  private static final long SMALL_MEMORY_BYTES = 256L << 20;

  public EngineOptions {
    allowedPaths = List.copyOf(allowedPaths);
  }

  /** The same for an instance that only prepares statements. */
  EngineOptions small() {
    return new EngineOptions(
        dataDirectory, allowedPaths, temporaryDirectory, 1, SMALL_MEMORY_BYTES);
  }
}
