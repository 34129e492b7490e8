package io.polarway.storage;

import io.polarway.storage.cache.CacheOptions;
import io.polarway.storage.upkeep.UpkeepOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a store is opened.
 *
 * @param readOnly refuse every change, and write nothing, not even a missing store
 * @param createIfMissing make a store where there is none
 * @param lockTimeout how long a commit waits for other commits
 * @param engineThreads the engine's threads, 0 for one a core
 * @param engineMemoryBytes the engine's memory, 0 for its own default
 * @param temporaryDirectory where the engine spills, null for the system's temporary directory
 * @param allowedPaths directories and files outside of the store that queries may read
 * @param cache how much it keeps of its results
 * @param upkeep what the process does for the store's upkeep
 */
public record StoreOptions(
    boolean readOnly,
    boolean createIfMissing,
    Duration lockTimeout,
    int engineThreads,
    long engineMemoryBytes,
    @Nullable Path temporaryDirectory,
    List<Path> allowedPaths,
    CacheOptions cache,
    UpkeepOptions upkeep) {

  public StoreOptions {
    allowedPaths = List.copyOf(allowedPaths);
  }

  /** Read and write, created when missing. */
  public static final StoreOptions DEFAULT =
      new StoreOptions(
          false,
          true,
          Duration.ofSeconds(30),
          0,
          0,
          null,
          List.of(),
          CacheOptions.DEFAULT,
          UpkeepOptions.DEFAULT);
}
