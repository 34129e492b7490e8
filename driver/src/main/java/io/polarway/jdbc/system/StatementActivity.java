package io.polarway.jdbc.system;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A statement that runs or ran. One thread at a time reports on it, any other may look: what was
 * reported before the end is seen with the end.
 */
public final class StatementActivity {

  /** How it was carried out. */
  public enum Route {
    /** Its rows came from the engine. */
    ENGINE,
    /** Its rows came from the result cache. */
    CACHE,
    /** It changed the store. */
    WRITE,
    /** It called a procedure. */
    CALL,
    /** It changed the connection or its transaction, or told how another statement would run. */
    LOCAL
  }

  /** Of longer texts, which are rows in INSERTs, the beginning is kept. */
  private static final int LONGEST_KEPT_CHARS = 10_000;

  private static final long RUNNING = -1;

  private final long number;
  private final long sessionId;
  private final String sql;
  private final long startedAtMillis = System.currentTimeMillis();
  private final long startedNanos = System.nanoTime();
  private @Nullable Route route;
  private long rows;
  private @Nullable Long files;
  private @Nullable String sqlState;
  private @Nullable String error;
  private volatile long nanos = RUNNING;

  StatementActivity(long number, long sessionId, String sql) {
    this.number = number;
    this.sessionId = sessionId;
    this.sql = sql.length() <= LONGEST_KEPT_CHARS ? sql : sql.substring(0, LONGEST_KEPT_CHARS);
  }

  /** It goes this way. */
  public void takes(Route way) {
    route = way;
  }

  /** It reads this many data files. */
  public void reads(long dataFiles) {
    files = dataFiles;
  }

  /** It has given or changed this many more rows. */
  public void adds(long moreRows) {
    rows += moreRows;
  }

  /** It has ended well. */
  public void ended() {
    if (nanos == RUNNING) {
      nanos = System.nanoTime() - startedNanos;
    }
  }

  /** It has failed. */
  public void failed(SQLException failure) {
    if (nanos == RUNNING) {
      sqlState = failure.getSQLState();
      error = failure.getMessage();
      ended();
    }
  }

  long number() {
    return number;
  }

  long sessionId() {
    return sessionId;
  }

  String sql() {
    return sql;
  }

  long startedAtMillis() {
    return startedAtMillis;
  }

  boolean isRunning() {
    return nanos == RUNNING;
  }

  /** How long it has taken, the reading of its rows included. */
  long nanos() {
    long taken = nanos;
    return taken == RUNNING ? System.nanoTime() - startedNanos : taken;
  }

  @Nullable Route route() {
    return route;
  }

  long rows() {
    return rows;
  }

  @Nullable Long files() {
    return files;
  }

  @Nullable String sqlState() {
    return sqlState;
  }

  @Nullable String error() {
    return error;
  }
}
