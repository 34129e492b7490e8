package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a fault of SQLite, Iceberg or the file system means to a caller. */
final class CatalogFailures {

  private static final int PRIMARY_CODE = 0xFF;

  private CatalogFailures() {}

  /**
   * The exception to throw: what could not be done, and why. A {@link StorageException} is itself.
   */
  static StorageException of(String what, Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException known) {
        return known;
      }
    }
    Failure failure = failure(fault);
    return new StorageException(failure, what + ": " + reason(failure, fault), fault);
  }

  /**
   * As {@link #of}, where what was read is to be understood: what is neither known nor the file
   * system's is damage.
   */
  static StorageException ofContent(String what, Throwable fault) {
    StorageException known = of(what, fault);
    boolean ofFileSystem = false;
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      ofFileSystem |= cause instanceof FileSystemException;
    }
    if (ofFileSystem || (known.failure() != Failure.IO && known.failure() != Failure.INTERNAL)) {
      return known;
    }
    return new StorageException(
        Failure.DAMAGED, what + ": " + reason(Failure.DAMAGED, rootOf(fault)), fault);
  }

  private static Throwable rootOf(Throwable fault) {
    Throwable root = fault;
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  private static Failure failure(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileSystemException file) {
        return failure(file);
      }
      if (cause instanceof SQLException sql) {
        return failure(sql);
      }
      if (cause instanceof NotFoundException) {
        return Failure.DAMAGED;
      }
      if (cause instanceof IOException) {
        return isDiskFull(String.valueOf(cause.getMessage())) ? Failure.DISK_FULL : Failure.IO;
      }
    }
    return Failure.INTERNAL;
  }

  private static Failure failure(FileSystemException fault) {
    String reason = String.valueOf(fault.getReason());
    if (isDiskFull(reason)) {
      return Failure.DISK_FULL;
    }
    boolean refused =
        fault instanceof AccessDeniedException || reason.contains("Read-only file system");
    return refused ? Failure.READ_ONLY : Failure.IO;
  }

  private static boolean isDiskFull(String reason) {
    return reason.contains("No space left") || reason.contains("quota exceeded");
  }

  private static Failure failure(SQLException fault) {
    int code = codeOf(fault) & PRIMARY_CODE;
    if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
      return Failure.LOCK_TIMEOUT;
    }
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return Failure.DISK_FULL;
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_PERM.code) {
      return Failure.READ_ONLY;
    }
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return Failure.NOT_A_STORE;
    }
    // The catalog's statements are right; one that SQLite rejects meets tables that are not.
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_ERROR.code) {
      return Failure.DAMAGED;
    }
    return Failure.IO;
  }

  /** SQLite's extended result code; 0 when there is none. */
  static int codeOf(SQLException fault) {
    return fault instanceof SQLiteException sqlite ? sqlite.getResultCode().code : 0;
  }

  static boolean isBusy(SQLException fault) {
    return (codeOf(fault) & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  /** Whether a disk without space was the cause, so that nothing was written. */
  static boolean isFull(SQLException fault) {
    return (codeOf(fault) & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_FULL.code;
  }

  private static String reason(Failure failure, Throwable fault) {
    String detail = String.valueOf(fault.getMessage());
    return switch (failure) {
      case LOCK_TIMEOUT -> "another program holds the catalog's lock for too long (" + detail + ")";
      case DISK_FULL -> "the disk is full (" + detail + "); nothing that was stored is lost";
      case READ_ONLY -> "it may not be written to (" + detail + "); open it with readOnly=true";
      case DAMAGED -> "the store is damaged (" + detail + "); restore it from a copy";
      default -> detail;
    };
  }
}
