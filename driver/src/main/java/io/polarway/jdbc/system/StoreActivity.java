package io.polarway.jdbc.system;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the connections of this process to one store do, and the statements that they ran last. Any
 * number of threads; taking note of a statement takes no lock and allocates one small object.
 */
public final class StoreActivity {

  /** The statements that are known; a new one takes the place of the oldest. A power of two. */
  private static final int KEPT_STATEMENTS = 1 << 10;

  private static final Cache<Path, StoreActivity> OF_STORES =
      Caffeine.newBuilder().weakValues().build();

  private static final AtomicLong SESSIONS = new AtomicLong();

  private final AtomicReferenceArray<StatementActivity> statements =
      new AtomicReferenceArray<>(KEPT_STATEMENTS);
  private final AtomicLong begun = new AtomicLong();

  /** Weak, so that a connection that nobody closed disappears. */
  private final Map<SessionActivity, Boolean> sessions =
      Collections.synchronizedMap(new WeakHashMap<>());

  private StoreActivity() {}

  /** The activity at the store in a directory, by its real path. */
  public static StoreActivity of(Path directory) {
    return OF_STORES.get(directory, unused -> new StoreActivity());
  }

  /** A connection was opened. */
  public SessionActivity opened(String user, String schema) {
    SessionActivity session = new SessionActivity(SESSIONS.incrementAndGet(), user, schema);
    sessions.put(session, Boolean.TRUE);
    return session;
  }

  /** A connection was closed. */
  public void closed(SessionActivity session) {
    sessions.remove(session);
  }

  /** A statement begins. */
  public StatementActivity begin(SessionActivity session, String sql) {
    long number = begun.incrementAndGet();
    StatementActivity statement = new StatementActivity(number, session.id(), sql);
    statements.lazySet((int) (number & (KEPT_STATEMENTS - 1)), statement);
    session.began(statement);
    return statement;
  }

  /** The connections that are open, in the order in which they were opened. */
  List<SessionActivity> sessions() {
    List<SessionActivity> open;
    synchronized (sessions) {
      open = new ArrayList<>(sessions.keySet());
    }
    open.sort(Comparator.comparingLong(SessionActivity::id));
    return open;
  }

  /** The last statements, newest first. */
  List<StatementActivity> statements() {
    List<StatementActivity> known = new ArrayList<>();
    for (int i = 0; i < KEPT_STATEMENTS; i++) {
      StatementActivity statement = statements.get(i);
      if (statement != null) {
        known.add(statement);
      }
    }
    known.sort(Comparator.comparingLong(StatementActivity::number).reversed());
    return known;
  }
}
