package io.polarway.storage;

import io.polarway.storage.cache.CacheEntry;
import io.polarway.storage.cache.CacheStatistics;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.column.QueryShape;
import io.polarway.storage.maintenance.CompactedPartition;
import io.polarway.storage.maintenance.VacuumedDirectory;
import io.polarway.storage.statistics.PartitionStatistics;
import io.polarway.storage.syntax.Reading;
import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One user's view of a store: a transaction at a time, and the queries in it. A transaction begins
 * by itself with the first statement after the last {@link #commit} or {@link #rollback}.
 *
 * <p>One thread at a time, but for {@link #cancel} and {@link #progress}; the streams it hands out
 * can be cancelled and closed from others, and stay readable after the transaction ended.
 */
public interface Session extends AutoCloseable {

  /** What the transactions that begin from now on see of others. */
  void setIsolation(Isolation isolation);

  /** Begins a statement: takes a snapshot of the store where the isolation asks for a new one. */
  void startStatement();

  /** Marks the state of the transaction, for {@link #undoTo}. */
  int mark();

  /**
   * Makes the transaction what it was at a mark, and goes on with it. Marks that were set later are
   * gone.
   */
  void undoTo(int mark);

  /** Forgets a mark and those that were set later; what was done since stays. */
  void release(int mark);

  /** The names of all schemas, in order. */
  List<String> schemas();

  /** All tables, in order of schema and name. */
  List<TableDefinition> tables();

  /** The table of this name, in any case; null when there is none. */
  @Nullable TableDefinition findTable(String schema, String table);

  /**
   * A table as of a commit.
   *
   * @param commitNumber the number of the commit; null for what the transaction sees now
   */
  @Nullable TableDefinition findTable(String schema, String table, @Nullable Long commitNumber);

  /** The number of the last commit that this session sees and that was made by a time. */
  long commitNumberAt(Instant time);

  /**
   * What the committed files of a table hold, partition by partition; nothing for a table that this
   * session's transaction creates.
   */
  List<PartitionStatistics> partitions(TableDefinition table);

  /**
   * How many rows the committed files of a table hold, by its metadata; 0 for a table that this
   * session's transaction creates.
   */
  long committedRows(TableDefinition table);

  /**
   * What each commit that this session sees did, newest first. A commit to several tables is in it
   * once for each.
   */
  List<CommittedVersion> commits();

  /**
   * Runs a query, or answers it from the cache, where a result is kept that follows from the same
   * text, parameters, settings and versions of tables.
   *
   * @param parameters for its {@code ?}: null, Boolean, Byte, Short, Integer, Long, BigInteger,
   *     BigDecimal, Float, Double, String, byte[], LocalDate, LocalTime, LocalDateTime,
   *     OffsetDateTime, UUID, {@link io.polarway.storage.column.NestedValue}; the largest and
   *     smallest of a class of dates are infinite
   * @param timeout for the whole of it, the reading of the rows included; zero for none
   */
  BatchStream query(Query query, List<@Nullable Object> parameters, Duration timeout);

  /**
   * How many data files the engine was given for the last {@link #query}; 0 for a cached answer.
   */
  long filesRead();

  /** Whether the answer to a query is cached now, or why it never is. */
  CacheState cacheState(Query query, List<@Nullable Object> parameters);

  /** Whether this session's queries use the store's cache; they do at first. */
  void setCaching(boolean on);

  /**
   * Whether commits of few rows keep them in the catalog until a checkpoint; they do at first. It
   * holds for the transactions that begin from now on.
   */
  void setHotRows(boolean on);

  /** What the store's cache has done, for all sessions of this process. */
  CacheStatistics cacheStatistics();

  /** What is in the store's cache. */
  List<CacheEntry> cacheEntries();

  /** Empties the store's cache. */
  void clearCache();

  /**
   * Whether this session has a temporary table or view of this name, in any case. It hides a table
   * of the store.
   */
  boolean hasTemporary(String name);

  /** Whether it has temporary objects of any kind. */
  boolean hasTemporaryObjects();

  /**
   * Makes a table of the store stand beside the temporary objects from now on, as this session sees
   * it at each time, so that statements on them can name it.
   *
   * @param taken a name that is not free; null when all are
   * @return the name under which it stands there
   */
  String bindTable(TableDefinition table, @Nullable String taken);

  /**
   * Makes another relation stand there from now on.
   *
   * @param name under which it stands if that is free
   * @param fullName under which it stands else; tells it from others
   * @param sql what can stand in FROM for it, asked before each statement; null when it is gone. It
   *     runs no query of this session.
   * @param taken as of {@link #bindTable}
   * @return the name under which it stands there
   */
  String bindRelation(
      String name, String fullName, Supplier<@Nullable String> sql, @Nullable String taken);

  /**
   * Runs a statement, in the engine's dialect, that makes, changes or drops temporary tables,
   * views, macros, sequences, types or variables. It takes effect at once and is not undone with
   * the transaction.
   *
   * @param sql names tables of the store as {@link #bindTable} says
   * @param defined the name of the table or view that it makes; null when it makes none
   * @param parameters as of {@link #query}
   * @param timeout zero for none
   * @return how many rows it changed
   */
  long changeTemporary(
      String sql, @Nullable String defined, List<@Nullable Object> parameters, Duration timeout);

  /** How a query runs with these parameters on what this session sees now; it is not run. */
  QueryPlan plan(Query query, List<@Nullable Object> parameters, Duration timeout);

  /** What the engine's own parser finds in a text, without looking into any table. */
  Reading read(String sql);

  /**
   * What a query takes and gives.
   *
   * @param parameters as of {@link #query}; null as long as they have no values
   */
  QueryShape describe(Query query, @Nullable List<@Nullable Object> parameters);

  /**
   * Makes the {@link #query} or {@link #describe} that runs fail with {@code Failure.CANCELLED}, or
   * else the next ones, until a statement is started. From any thread, and without waiting.
   */
  void cancel();

  /** The names of the engine settings that {@link #setOption} can change. */
  List<String> optionNames();

  /**
   * How far the {@link #query} or {@link #optimize} has come that another thread waits for; null
   * when there is none or it cannot tell. From any thread, and without waiting.
   */
  @Nullable QueryProgress progress();

  /**
   * The engine settings that can be changed, such as {@code TimeZone}; value null for the default.
   */
  void setOption(String name, @Nullable String value);

  /** The schema that functions such as {@code current_schema()} tell; at first {@code main}. */
  void useSchema(String name);

  /** Fails when there is a schema of this name already. */
  void createSchema(String name);

  /**
   * Fails when there is no such schema, or when it has tables and they are not to be dropped with
   * it.
   */
  void dropSchema(String name, boolean cascade);

  /**
   * Creates a table.
   *
   * @param definition what it shall be; its field ids and UUID are given out here
   * @param replace whether a table of this name is dropped first
   * @return the definition with field ids and UUID
   */
  TableDefinition createTable(TableDefinition definition, boolean replace);

  /** Fails when there is no such table. */
  void dropTable(TableName name);

  /** The sequences, as this session sees them. */
  Sequences sequences();

  /** Begins to change rows of a table. */
  default RowChange change(TableDefinition table) {
    return change(table, Set.of());
  }

  /**
   * As {@link #change(TableDefinition)}.
   *
   * @param kept the columns in which each new version of a row has the value of the row that it
   *     replaces; keys of such columns alone are not looked for again
   */
  RowChange change(TableDefinition table, Set<String> kept);

  /**
   * Writes committed rows that are kept in the catalog to files. It commits by itself and takes no
   * part in the session's transaction.
   *
   * @param table null for all tables
   */
  void checkpoint(@Nullable TableName table);

  /**
   * Compacts files: per partition into few of the target size, at the table's rest level and in its
   * sort order. What rows there are does not change. It commits by itself, some partitions at a
   * time, and takes no part in the session's transaction.
   *
   * @param table null for all tables
   * @param timeout for all of it; zero for none
   * @return the partitions that were not at rest
   */
  List<CompactedPartition> optimize(@Nullable TableName table, Duration timeout);

  /**
   * Forgets old snapshots and deletes files that nothing needs. It commits by itself and takes no
   * part in the session's transaction.
   *
   * @param table null for all of the store, dropped tables included
   * @param olderThan how long ago a snapshot was replaced, a file written or a table dropped at
   *     least; null for the tables' own properties (by default five days) and for files a day. Less
   *     than the longest transaction or query under way takes makes these fail.
   * @param timeout for all of it; zero for none
   */
  List<VacuumedDirectory> vacuum(
      @Nullable TableName table, @Nullable Duration olderThan, Duration timeout);

  /** Whether the transaction has changes to commit. */
  boolean hasChanges();

  /**
   * Makes the transaction's changes durable and visible to all, all or none of them, and ends it.
   */
  void commit();

  /** Ends the transaction and leaves nothing of it. */
  void rollback();

  /** Rolls back and ends. */
  @Override
  void close();
}
