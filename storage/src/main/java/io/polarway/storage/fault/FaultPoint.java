package io.polarway.storage.fault;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The steps between which what is on the disk differs, so that tests can make a process fail at
 * each of them. The system property {@value #PROPERTY} names the {@link FaultHandler} that is
 * called; it is read once. Without it a point is a comparison of a constant, which the compiler
 * removes.
 */
public enum FaultPoint {
  /** The system is about to be asked for a lock between processes. */
  LOCK_ASKED,
  /** The tables of a new catalog are committed, and the entry of its file may not be on disk. */
  STORE_LAID_OUT,
  /** A file's content is on disk. */
  FILE_FORCED,
  /** The entries of a directory are on disk. */
  DIRECTORY_FORCED,
  /** The metadata of a commit is written, and not yet forced to disk. */
  METADATA_WRITTEN,
  /** All files of a commit are on disk, their entries included; the catalog knows none of them. */
  FILES_DURABLE,
  /** The catalog's transaction has made all its changes, and is not committed. */
  CATALOG_CHANGED,
  /** The catalog's transaction is committed. */
  CATALOG_COMMITTED,
  /** A commit of the catalog has failed, and it is not yet known whether it took place. */
  OUTCOME_ASKED,
  /** Metadata files that a commit made superfluous are deleted. */
  METADATA_REMOVED,
  /** A checkpoint has written its files, and not committed. */
  CHECKPOINT_WRITTEN,
  /** A compaction has written files, and not committed. */
  COMPACTION_WRITTEN,
  /** A file that no table needs is deleted; more may follow. */
  FILE_DELETED;

  /** Names the class of the handler. */
  public static final String PROPERTY = "io.polarway.fault";

  private static final @Nullable FaultHandler HANDLER = handler();

  private static @Nullable FaultHandler handler() {
    String name = System.getProperty(PROPERTY);
    if (name == null) {
      return null;
    }
    try {
      return Class.forName(name).asSubclass(FaultHandler.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalStateException(
          "The system property " + PROPERTY + " names no handler of faults: " + name, e);
    }
  }

  /** Says that the point is reached. */
  public void reached() {
    if (HANDLER != null) {
      HANDLER.reached(this, null);
    }
  }

  /** Says that the point is reached for a file or directory. */
  public void reached(Path file) {
    if (HANDLER != null) {
      HANDLER.reached(this, file);
    }
  }
}
