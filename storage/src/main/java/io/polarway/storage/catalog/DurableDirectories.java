package io.polarway.storage.catalog;

import io.polarway.storage.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
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
    Set<Path> all = new LinkedHashSet<>(directories);
    Set<Path> led = new LinkedHashSet<>();
    for (Path directory : directories) {
      if (directory.startsWith(root)) {
        addPathTo(directory, all, led);
      }
    }
    DurableFiles.syncDirectories(all);
    known.addAll(led);
  }

  private void addPathTo(Path directory, Set<Path> all, Set<Path> led) {
    Path below = directory;
    while (!known.contains(below) && led.add(below)) {
      Path above = below.getParent();
      if (above == null) {
        return;
      }
      all.add(above);
      below = above;
    }
  }
}
