package io.polarway.storage.engine;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the engine that one session keeps, because temporary tables, views, macros and
 * variables live in it. It serves one open result at a time: what the one before has left is moved
 * to a cursor of its own first.
 *
 * <p>Tables of the store stand in it as views, which those temporary objects can name. One thread
 * at a time, but for {@link #giveBack}.
 */
final class HomeConnection implements CursorOwner {

  /** Names that a query can read from, and then names of anything else. */
  private static final String NAMES =
      """
      SELECT 'relation', table_name FROM duckdb_tables() WHERE temporary
      UNION ALL
      SELECT 'relation', view_name FROM duckdb_views() WHERE temporary AND NOT internal
      UNION ALL
      SELECT 'macro', function_name FROM duckdb_functions() WHERE database_name = 'temp'
      UNION ALL
      SELECT 'other', sequence_name FROM duckdb_sequences() WHERE temporary
      UNION ALL
      SELECT 'other', type_name FROM duckdb_types() WHERE database_name = 'temp' AND NOT internal
      UNION ALL
      SELECT 'other', name FROM duckdb_variables()
      """;

  private final DuckDb duckDb;
  private final EngineInstance instance;
  private final Cursor cursor;
  private final Map<String, String> boundTables = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private WeakReference<EngineStream> open = new WeakReference<>(null);
  private Set<String> relations = Set.of();
  private Set<String> macros = Set.of();
  private final SessionObjects objects = new SessionObjects();
  private boolean hasOthers;
  private boolean lent;
  private boolean closed;

  HomeConnection(DuckDb duckDb, EngineInstance instance, Map<String, String> settings) {
    this.duckDb = duckDb;
    this.instance = instance;
    this.cursor = instance.borrow(settings);
  }

  EngineInstance instance() {
    return instance;
  }

  /** Whether there is anything in it that statements could need. */
  boolean isInUse() {
    return hasOthers || !relations.isEmpty();
  }

  /** Whether there is a temporary table or view of this name, in any case. */
  boolean hasRelation(String name) {
    return relations.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The connection, with these settings and no result open on it. */
  Cursor lend(Map<String, String> settings) {
    EngineStream stream = open.get();
    if (stream != null) {
      stream.moveOff(instance, settings);
      open.clear();
    }
    instance.apply(settings, cursor);
    lock.lock();
    try {
      lent = true;
    } finally {
      lock.unlock();
    }
    return cursor;
  }

  /** Takes note of the result that is open on the connection now. */
  void opened(EngineStream stream) {
    open = new WeakReference<>(stream);
  }

  /**
   * Makes exactly these tables stand in it, but for names that temporary objects have.
   *
   * @param relationByName SQL that can stand in FROM
   */
  void bindTables(Map<String, String> relationByName) {
    for (String name : Set.copyOf(boundTables.keySet())) {
      if (!relationByName.containsKey(name)) {
        unbind(name);
      }
    }
    bindAlso(relationByName);
  }

  /** Makes no table stand in it under this name, until tables are bound again. */
  void unbind(String name) {
    for (String bound : Set.copyOf(boundTables.keySet())) {
      if (bound.equalsIgnoreCase(name)) {
        cursor.run("DROP VIEW IF EXISTS temp.main." + SqlText.identifier(bound));
        boundTables.remove(bound);
      }
    }
  }

  /** Makes these tables stand in it, too. */
  void bindAlso(Map<String, String> relationByName) {
    relationByName.forEach(
        (name, relation) -> {
          if (!relation.equals(boundTables.get(name)) && !hasRelation(name)) {
            cursor.run(
                "CREATE OR REPLACE TEMP VIEW %s AS FROM %s AS bound"
                    .formatted(SqlText.identifier(name), relation));
            boundTables.put(name, relation);
          }
        });
  }

  private void readNames() {
    Set<String> foundRelations = new HashSet<>();
    Set<String> foundMacros = new HashSet<>();
    boolean others = false;
    for (List<@Nullable String> row : TextRows.read(duckDb, cursor, NAMES, 2)) {
      String name = Objects.requireNonNull(row.get(1));
      if (!"relation".equals(row.get(0))) {
        others = true;
        if ("macro".equals(row.get(0))) {
          foundMacros.add(name.toLowerCase(Locale.ROOT));
        }
      } else if (!boundTables.containsKey(name)) {
        foundRelations.add(name.toLowerCase(Locale.ROOT));
      }
    }
    relations = Set.copyOf(foundRelations);
    macros = Set.copyOf(foundMacros);
    hasOthers = others;
  }

  /** The names of its macros, in lower case. */
  Set<String> macros() {
    return macros;
  }

  /** Looks what there is, after a statement that may have changed it. */
  void changed(String statement) {
    objects.changed(statement);
    readNames();
  }

  /**
   * What makes elsewhere what stands here, tables without their rows.
   *
   * @param without the tables of the store that stand there already
   */
  SessionObjects.Copy copy(Set<String> without) {
    return objects.copy(duckDb, cursor, boundTables.keySet(), without);
  }

  @Override
  public void giveBack(Cursor lentCursor, boolean reusable) {
    giveBack();
  }

  /** Ends what {@link #lend} began, where no statement does. */
  void giveBack() {
    lock.lock();
    try {
      lent = false;
      if (closed) {
        instance.giveBack(cursor, false);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends it, or lets the result that is open on it end it. */
  void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        if (!lent) {
          instance.giveBack(cursor, false);
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
