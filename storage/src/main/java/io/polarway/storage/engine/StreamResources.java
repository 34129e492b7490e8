package io.polarway.storage.engine;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The native objects behind one statement: its cursor, the prepared statement, the result and the
 * chunk that was read last. Freed once, by whoever comes first: the end of the rows, a close, or
 * the {@link java.lang.ref.Cleaner} of a stream that nobody closed.
 */
final class StreamResources implements Runnable {

  private final DuckDb duckDb;
  private final EngineInstance instance;
  private final Cursor cursor;
  private final CursorOwner owner;
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Preparation preparation;
  private boolean staysPrepared;
  private @Nullable ByteBuffer result;
  private @Nullable ByteBuffer chunk;
  private boolean ownTables;
  private boolean freed;

  StreamResources(DuckDb duckDb, EngineInstance instance, Cursor cursor, CursorOwner owner) {
    this.duckDb = duckDb;
    this.instance = instance;
    this.cursor = cursor;
    this.owner = owner;
  }

  EngineInstance instance() {
    return instance;
  }

  Cursor cursor() {
    return cursor;
  }

  /**
   * Gives the statement tables of its own; the cursor serves no other one then.
   *
   * @param tables names and the relations that stand behind them, as SQL for FROM
   */
  void bind(Map<String, String> tables) {
    ownTables |= !tables.isEmpty();
    tables.forEach(
        (name, relation) ->
            cursor.run("CREATE TEMP VIEW " + SqlText.identifier(name) + " AS FROM " + relation));
  }

  /** Prepares a statement; the one before and its result are freed. */
  DuckDb.StatementMeta prepare(String sql) {
    dropResult();
    releaseStatement();
    staysPrepared = false;
    preparation = cursor.prepareQuery(sql);
    return preparation.meta();
  }

  /**
   * Prepares a query that means the same each time, unless it still is from the last time; it stays
   * prepared with the cursor.
   */
  DuckDb.StatementMeta prepareToStay(String sql) {
    Preparation kept = cursor.preparations().take(sql);
    preparation = kept != null ? kept : cursor.prepareQuery(sql);
    staysPrepared = true;
    return preparation.meta();
  }

  /** Runs the prepared statement up to its first rows. */
  void execute(@Nullable Object[] parameters) {
    Preparation prepared = preparation;
    result =
        duckDb.execute(required(prepared == null ? null : prepared.nativeStatement()), parameters);
    String error = error();
    if (error != null) {
      throw EngineErrors.translate(error);
    }
  }

  /** The next rows, which live until the following call; null when there are none. */
  @Nullable ByteBuffer fetch() {
    do {
      destroyChunk();
      chunk = duckDb.fetchChunk(required(result));
    } while (chunk != null && duckDb.chunkSize(chunk) == 0);
    return chunk;
  }

  /** The result of the last {@link #execute}. */
  ByteBuffer result() {
    return required(result);
  }

  /** Why there are no more rows; null when all were read. */
  @Nullable String error() {
    return duckDb.resultError(required(result));
  }

  /** Frees all, and keeps the cursor out of the pool: what it last did is unknown. */
  @Override
  public void run() {
    free(false);
  }

  /**
   * Frees all.
   *
   * @param reusable whether the cursor can serve another statement
   */
  void free(boolean reusable) {
    lock.lock();
    try {
      if (freed) {
        return;
      }
      freed = true;
      if (chunk != null) {
        // The engine may be working on further rows, and would be waited for.
        cursor.interrupt();
      }
      dropResult();
      boolean serves = reusable && !ownTables;
      if (preparation != null && staysPrepared && serves) {
        cursor.preparations().keep(preparation);
        preparation = null;
      }
      releaseStatement();
      owner.giveBack(cursor, serves);
    } finally {
      lock.unlock();
    }
  }

  /** Frees the result, without which the connection prepares nothing. */
  void dropResult() {
    destroyChunk();
    if (result != null) {
      duckDb.destroyResult(result);
      result = null;
    }
  }

  private void destroyChunk() {
    if (chunk != null) {
      duckDb.destroyChunk(chunk);
      chunk = null;
    }
  }

  private void releaseStatement() {
    if (preparation != null) {
      duckDb.release(preparation.nativeStatement());
      preparation = null;
    }
  }

  private static ByteBuffer required(@Nullable ByteBuffer nativeObject) {
    if (nativeObject == null) {
      throw new IllegalStateException("the native object is freed or was never made");
    }
    return nativeObject;
  }
}
