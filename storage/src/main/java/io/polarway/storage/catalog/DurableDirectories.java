package io.polarway.storage.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes new files' directory entries durable, all the way up to the store. Thread-safe. */
final class DurableDirectories {

  private final Path root;

  /** Directories whose own entry is known to be on disk. */
  private final Set<Path> known = ConcurrentHashMap.newKeySet();

  DurableDirectories(Path root) {
    this.root = root;
    known.add(root);
  }

  /** Forces the entries of these directories to disk, and those that lead to them. */
  void sync(Collection<Path> directories) throws IOException {
    for (Path directory : directories) {
      DurableFiles.syncDirectory(directory);
      if (directory.startsWith(root)) {
        syncPathTo(directory);
      }
    }
  }

  private void syncPathTo(Path directory) throws IOException {
    Path below = directory;
    while (!known.contains(below)) {
      Path above = below.getParent();
      if (above == null) {
        return;
      }
      DurableFiles.syncDirectory(above);
      known.add(below);
      below = above;
    }
  }
}
