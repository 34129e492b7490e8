package io.polarway.storage;

import io.polarway.storage.cache.CacheEntry;
import io.polarway.storage.cache.CacheStatistics;
import io.polarway.storage.cache.ResultCache;
import io.polarway.storage.cache.StatementReader;
import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.column.QueryShape;
import io.polarway.storage.constraint.ConstraintCheck;
import io.polarway.storage.constraint.HotKeys;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.hot.HotMirror;
import io.polarway.storage.maintenance.CompactedPartition;
import io.polarway.storage.maintenance.VacuumedDirectory;
import io.polarway.storage.sequence.SequenceValues;
import io.polarway.storage.statistics.PartitionStatistics;
import io.polarway.storage.statistics.TableStatistics;
import io.polarway.storage.syntax.Reading;
import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session over a catalog and an engine of this process. */
final class LocalSession implements Session {

  private final Catalog catalog;
  private final TableStatistics statistics;
  private final EngineSession engine;
  private final Maintenance maintenance;
  private final ConstraintCheck constraints;
  private final SessionSequences sequences;
  private final boolean readOnly;
  private final ResultCache cache;
  private final SessionQueries queries;
  private Isolation isolation = Isolation.SNAPSHOT;
  private boolean hotRows = true;
  private @Nullable Transaction current;

  LocalSession(
      Catalog catalog,
      TableStatistics statistics,
      EngineSession engine,
      ResultCache cache,
      StatementReader statements,
      HotMirror hotMirror,
      HotKeys hotKeys,
      SequenceValues sequenceValues,
      boolean readOnly) {
    this.cache = cache;
    this.catalog = catalog;
    this.statistics = statistics;
    this.engine = engine;
    this.queries =
        new SessionQueries(catalog, engine, cache, statements, hotMirror, this::transaction);
    this.maintenance = new Maintenance(catalog, engine, hotMirror);
    this.constraints = new ConstraintCheck(engine, hotMirror, hotKeys);
    this.sequences = new SessionSequences(sequenceValues, this::transaction, this::writable);
    this.readOnly = readOnly;
  }

  @Override
  public void setIsolation(Isolation newIsolation) {
    isolation = newIsolation;
  }

  @Override
  public void startStatement() {
    engine.startStatement();
    maintenance.startStatement();
    if (current != null && isolation == Isolation.READ_COMMITTED) {
      current.refresh();
    }
  }

  @Override
  public int mark() {
    return transaction().mark();
  }

  @Override
  public void undoTo(int mark) {
    transaction().undoTo(mark);
  }

  @Override
  public void release(int mark) {
    if (current != null) {
      current.release(mark);
    }
  }

  @Override
  public List<String> schemas() {
    return transaction().schemas();
  }

  @Override
  public List<TableDefinition> tables() {
    return transaction().tables();
  }

  @Override
  public @Nullable TableDefinition findTable(String schema, String table) {
    return findTable(schema, table, null);
  }

  @Override
  public @Nullable TableDefinition findTable(
      String schema, String table, @Nullable Long commitNumber) {
    return commitNumber == null
        ? transaction().findTable(schema, table)
        : transaction().findTable(schema, table, commitNumber);
  }

  @Override
  public long commitNumberAt(Instant time) {
    return catalog.commitNumberAt(time, transaction().commitNumber());
  }

  @Override
  public List<PartitionStatistics> partitions(TableDefinition table) {
    TableSnapshot committed = transaction().committed(table);
    return committed == null ? List.of() : statistics.partitions(committed);
  }

  @Override
  public long committedRows(TableDefinition table) {
    TableSnapshot committed = transaction().committed(table);
    return committed == null ? 0 : committed.rows();
  }

  @Override
  public List<CommittedVersion> commits() {
    return catalog.commits(transaction().commitNumber());
  }

  @Override
  public BatchStream query(Query query, List<@Nullable Object> parameters, Duration timeout) {
    return queries.query(query, parameters, timeout);
  }

  @Override
  public long filesRead() {
    return queries.filesRead();
  }

  @Override
  public CacheState cacheState(Query query, List<@Nullable Object> parameters) {
    return queries.cacheState(query, parameters);
  }

  @Override
  public void setCaching(boolean on) {
    queries.setCaching(on);
  }

  @Override
  public void setHotRows(boolean on) {
    hotRows = on;
  }

  @Override
  public CacheStatistics cacheStatistics() {
    return cache.statistics();
  }

  @Override
  public List<CacheEntry> cacheEntries() {
    return cache.entries();
  }

  @Override
  public void clearCache() {
    cache.clear();
  }

  @Override
  public QueryShape describe(Query query, @Nullable List<@Nullable Object> parameters) {
    return queries.describe(query, parameters);
  }

  @Override
  public Reading read(String sql) {
    return engine.read(sql);
  }

  @Override
  public QueryPlan plan(Query query, List<@Nullable Object> parameters, Duration timeout) {
    return queries.plan(query, parameters, timeout);
  }

  @Override
  public boolean hasTemporary(String name) {
    return engine.hasTemporary(name);
  }

  @Override
  public boolean hasTemporaryObjects() {
    return engine.hasTemporaryObjects();
  }

  @Override
  public String bindTable(TableDefinition table, @Nullable String taken) {
    return queries.bindTable(table, taken);
  }

  @Override
  public String bindRelation(
      String name, String fullName, Supplier<@Nullable String> sql, @Nullable String taken) {
    return queries.bindRelation(name, fullName, sql, taken);
  }

  @Override
  public long changeTemporary(
      String sql, @Nullable String defined, List<@Nullable Object> parameters, Duration timeout) {
    return queries.changeTemporary(sql, defined, parameters, timeout);
  }

  @Override
  public void cancel() {
    engine.cancel();
    maintenance.cancel();
  }

  @Override
  public @Nullable QueryProgress progress() {
    QueryProgress ofMaintenance = maintenance.progress();
    return ofMaintenance == null ? engine.progress() : ofMaintenance;
  }

  @Override
  public List<String> optionNames() {
    return EngineSession.settingNames();
  }

  @Override
  public void setOption(String name, @Nullable String value) {
    engine.set(name, value);
  }

  @Override
  public void useSchema(String name) {
    engine.useSchema(name);
  }

  @Override
  public void createSchema(String name) {
    writable("create schema " + name).createSchema(name);
  }

  @Override
  public void dropSchema(String name, boolean cascade) {
    writable("drop schema " + name).dropSchema(name, cascade);
  }

  @Override
  public TableDefinition createTable(TableDefinition definition, boolean replace) {
    Transaction transaction = writable("create table " + definition.name());
    constraints.validate(definition);
    return transaction.createTable(definition, replace);
  }

  @Override
  public void dropTable(TableName name) {
    writable("drop table " + name).dropTable(name);
  }

  @Override
  public Sequences sequences() {
    return sequences;
  }

  @Override
  public RowChange change(TableDefinition table, Set<String> kept) {
    return new TransactionChange(writable("change table " + table.name()), table, kept);
  }

  @Override
  public void checkpoint(@Nullable TableName table) {
    maintenance.checkpoint(table);
  }

  @Override
  public List<CompactedPartition> optimize(@Nullable TableName table, Duration timeout) {
    return maintenance.optimize(table, timeout);
  }

  @Override
  public List<VacuumedDirectory> vacuum(
      @Nullable TableName table, @Nullable Duration olderThan, Duration timeout) {
    return maintenance.vacuum(table, olderThan, timeout);
  }

  @Override
  public boolean hasChanges() {
    return current != null && current.hasChanges();
  }

  @Override
  public void commit() {
    Transaction committed = current;
    current = null;
    if (committed != null) {
      committed.commit(isolation == Isolation.SERIALIZABLE);
    }
  }

  @Override
  public void rollback() {
    Transaction rolledBack = current;
    current = null;
    if (rolledBack != null) {
      rolledBack.rollback();
    }
  }

  @Override
  public void close() {
    try {
      rollback();
    } finally {
      sequences.close();
      engine.close();
    }
  }

  private Transaction transaction() {
    if (current == null) {
      current = new Transaction(catalog, constraints, hotRows);
    }
    return current;
  }

  private Transaction writable(String action) {
    if (readOnly) {
      throw new StorageException(
          Failure.READ_ONLY,
          "Cannot %s: the store was opened with readOnly=true".formatted(action));
    }
    return transaction();
  }
}
