package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The stores that this process has open. POSIX drops a file's locks when the process closes any
 * descriptor of it, so the SQLite library of a second class loader would drop the locks of the
 * first one's: a store belongs to one class loader at a time. System properties are what class
 * loaders share, so each open store is a property there, whose value names the owner.
 */
final class OpenStores {

  private static final String PROPERTY = "io.polarway.open-store.";
  private static final String OWNER = UUID.randomUUID().toString();
  private static final Map<String, OpenStore> STORES = new HashMap<>();

  private OpenStores() {}

  /**
   * One more user of a store; {@link OpenStore#release} is due for each.
   *
   * @param directory its real path
   */
  static OpenStore open(Path directory) {
    String key = key(directory);
    synchronized (STORES) {
      OpenStore store = STORES.get(key);
      if (store == null) {
        Object owner = System.getProperties().putIfAbsent(PROPERTY + key, OWNER);
        if (owner != null && !owner.equals(OWNER)) {
          throw new StorageException(
              Failure.STORE_IN_USE,
              "Cannot open "
                  + directory
                  + ": another class loader of this process has it open; load the driver once, in a"
                  + " class loader that all its users share");
        }
        store = new OpenStore(key, directory);
        STORES.put(key, store);
      }
      store.users++;
      return store;
    }
  }

  private static String key(Path directory) {
    try {
      Object fileKey = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
      return fileKey == null ? directory.toString() : fileKey.toString();
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot open " + directory, e);
    }
  }

  /** What all users of a store in this process share. */
  static final class OpenStore {

    private final String key;
    private final Path directory;

    /**
     * Held while the catalog's file is opened or closed, and while it is read without locks, which
     * is only allowed as long as nobody here has it open with them.
     */
    final ReentrantLock fileGuard = new ReentrantLock();

    /** How many have the file open with locks; under {@link #fileGuard}. */
    private int lockingUsers;

    /** Shared by all who have the file open with locks, and open as long as they are. */
    private @Nullable WalIndex walIndex;

    private int users;
    private @Nullable CommitLock commitLock;

    /** What all users of the store in this process read of it. */
    final Set<SnapshotHold> holds = ConcurrentHashMap.newKeySet();

    /** The process's lease, as long as somebody has the file open with locks. */
    private volatile @Nullable Lease lease;

    private OpenStore(String key, Path directory) {
      this.key = key;
      this.directory = directory;
    }

    boolean hasLockingUsers() {
      return lockingUsers > 0;
    }

    /** One more has the file open with locks. */
    void addLockingUser() {
      lockingUsers++;
    }

    /** One who had the file open with locks has closed it. */
    void removeLockingUser() {
      lockingUsers--;
      Lease held = lease;
      if (lockingUsers == 0 && held != null) {
        lease = null;
        held.close();
      }
      WalIndex index = walIndex;
      if (lockingUsers == 0 && index != null) {
        walIndex = null;
        index.close();
      }
    }

    /** The process's lease, for one who has the file open with locks. */
    Lease openLease(Duration lockTimeout) throws SQLException {
      Lease held = lease;
      if (held == null) {
        held = Lease.open(directory, lockTimeout);
        lease = held;
      }
      return held;
    }

    /** The oldest commit that the process's lease holds; 0 when it has none. */
    long leased() {
      Lease held = lease;
      return held == null ? 0 : held.oldest();
    }

    /** The oldest commit whose snapshot somebody here reads, at most the newest one. */
    long oldestHeld(long newest) {
      long oldest = newest;
      for (SnapshotHold hold : holds) {
        oldest = Math.min(oldest, hold.number());
      }
      return oldest;
    }

    /**
     * The index of the write-ahead log, for one who has the file open with locks; null when it
     * cannot be had.
     */
    @Nullable WalIndex walIndex(Path database) {
      WalIndex index = walIndex;
      if (index == null) {
        index = WalIndex.open(database);
        walIndex = index;
      }
      return index;
    }

    /** The lock that orders commits; its file is opened once and closed with the last user. */
    CommitLock commitLock() {
      synchronized (STORES) {
        CommitLock lock = commitLock;
        if (lock == null) {
          lock = CommitLock.open(directory);
          commitLock = lock;
        }
        return lock;
      }
    }

    void release() {
      synchronized (STORES) {
        users--;
        if (users == 0) {
          STORES.remove(key);
          CommitLock lock = commitLock;
          if (lock != null) {
            lock.close();
          }
          System.getProperties().remove(PROPERTY + key, OWNER);
        }
      }
    }
  }
}
