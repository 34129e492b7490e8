package io.polarway.storage.engine;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ScalarType;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

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
      SELECT true, table_name FROM duckdb_tables() WHERE temporary
      UNION ALL
      SELECT true, view_name FROM duckdb_views() WHERE temporary AND NOT internal
      UNION ALL
      SELECT false, function_name FROM duckdb_functions() WHERE database_name = 'temp'
      UNION ALL
      SELECT false, sequence_name FROM duckdb_sequences() WHERE temporary
      UNION ALL
      SELECT false, type_name FROM duckdb_types() WHERE database_name = 'temp' AND NOT internal
      UNION ALL
      SELECT false, name FROM duckdb_variables()
      """;

  private final DuckDb duckDb;
  private final EngineInstance instance;
  private final Cursor cursor;
  private final Map<String, String> boundTables = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private WeakReference<EngineStream> open = new WeakReference<>(null);
  private Set<String> relations = Set.of();
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
    cursor.applySettings(settings);
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

  /** Looks which names there are, after a statement that may have changed them. */
  void readNames() {
    Set<String> found = new HashSet<>();
    boolean others = false;
    ByteBuffer statement = cursor.prepare(NAMES);
    try {
      ByteBuffer result = duckDb.execute(statement, new Object[0]);
      try {
        StringReader names = new StringReader(duckDb, ScalarType.VARCHAR);
        for (ByteBuffer chunk = duckDb.fetchChunk(result);
            chunk != null;
            chunk = duckDb.fetchChunk(result)) {
          try {
            int rows = duckDb.chunkSize(chunk);
            ByteBuffer isRelation = duckDb.vectorData(duckDb.chunkVector(chunk, 0), rows);
            names.read(duckDb.chunkVector(chunk, 1), rows, null);
            for (int i = 0; i < rows; i++) {
              String name = ((BytesColumn) names.column()).getString(i);
              if (isRelation.get(i) == 0) {
                others = true;
              } else if (!boundTables.containsKey(name)) {
                found.add(name.toLowerCase(Locale.ROOT));
              }
            }
          } finally {
            duckDb.destroyChunk(chunk);
          }
        }
        String error = duckDb.resultError(result);
        if (error != null) {
          throw EngineErrors.translate(error);
        }
      } finally {
        duckDb.destroyResult(result);
      }
    } finally {
      duckDb.release(statement);
    }
    relations = Set.copyOf(found);
    hasOthers = others;
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
