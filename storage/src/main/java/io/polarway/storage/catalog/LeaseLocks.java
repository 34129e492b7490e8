package io.polarway.storage.catalog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the process of a lease lives. Each process has locked one byte of a file as long as
 * it has a lease, and the system frees it when the process dies, however it dies. Which byte
 * follows from the lease's id, so nothing is stored, and in a copy of the store all leases are
 * those of the dead. Thread-safe.
 *
 * <p>The file is opened once in a process: closing any other descriptor of it would free the lock.
 */
final class LeaseLocks implements AutoCloseable {

  private static final String FILE_NAME = "lease.lock";

  private final FileChannel channel;
  private @Nullable FileLock own;

  private LeaseLocks(FileChannel channel) {
    this.channel = channel;
  }

  static LeaseLocks open(Path directory) {
    Path path = directory.resolve(FILE_NAME);
    try {
      return new LeaseLocks(
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot open " + path, e);
    }
  }

  static boolean isFile(String name) {
    return name.equals(FILE_NAME);
  }

  /**
   * A new id, of whose byte this process has the lock from now on; that of its last one is freed.
   */
  synchronized String takeId() throws IOException {
    String id;
    FileLock taken;
    do {
      id = UUID.randomUUID().toString();
      taken = tryLock(id, false);
    } while (taken == null);
    FileLock before = own;
    own = taken;
    if (before != null) {
      before.release();
    }
    return id;
  }

  /** Whether the process that took an id lives, this one or another; true when nobody can tell. */
  synchronized boolean isHeld(String id) {
    try (FileLock free = tryLock(id, true)) {
      return free == null;
    } catch (IOException e) {
      return true;
    }
  }

  private @Nullable FileLock tryLock(String id, boolean shared) throws IOException {
    // Two ids with one byte do no harm: a lease that ended seems to live until nobody renews it.
    int position = id.hashCode() & Integer.MAX_VALUE;
    try {
      return channel.tryLock(position, 1, shared);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
