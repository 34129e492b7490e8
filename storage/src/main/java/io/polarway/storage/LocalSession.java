package io.polarway.storage;

import io.polarway.storage.cache.BypassReason;
import io.polarway.storage.cache.CacheEntry;
import io.polarway.storage.cache.CacheStatistics;
import io.polarway.storage.cache.Patience;
import io.polarway.storage.cache.ResultCache;
import io.polarway.storage.cache.ResultKey;
import io.polarway.storage.cache.StatementReader;
import io.polarway.storage.cache.StatementTraits;
import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.column.QueryShape;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.engine.ParquetRelation;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.maintenance.CompactedPartition;
import io.polarway.storage.maintenance.VacuumedDirectory;
import io.polarway.storage.pruning.SessionRules;
import io.polarway.storage.statistics.PartitionStatistics;
import io.polarway.storage.statistics.TableStatistics;
import io.polarway.storage.syntax.Reading;
import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A session over a catalog and an engine of this process. */
final class LocalSession implements Session {

  private final Catalog catalog;
  private final TableStatistics statistics;
  private final EngineSession engine;
  private final Maintenance maintenance;
  private final boolean readOnly;
  private final ResultCache cache;
  private final StatementReader statements;
  private boolean caching = true;
  private final Map<String, TableName> boundTables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private Isolation isolation = Isolation.SNAPSHOT;
  private long filesRead;
  private @Nullable Transaction current;

  LocalSession(
      Catalog catalog,
      TableStatistics statistics,
      EngineSession engine,
      ResultCache cache,
      StatementReader statements,
      boolean readOnly) {
    this.cache = cache;
    this.statements = statements;
    this.catalog = catalog;
    this.statistics = statistics;
    this.engine = engine;
    this.maintenance = new Maintenance(catalog, engine);
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
    transaction().startStatement();
  }

  @Override
  public void undoStatement() {
    if (current != null) {
      current.undoDefinitions();
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
    return transaction().findTable(schema, table);
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
    filesRead = 0;
    CacheKey key = cacheKey(query, parameters);
    if (key.result() == null) {
      cache.bypassed(Objects.requireNonNull(key.bypass()));
      return run(query, parameters, timeout);
    }
    return cache.query(key.result(), new Waiting(timeout), () -> run(query, parameters, timeout));
  }

  private BatchStream run(Query query, List<@Nullable Object> parameters, Duration timeout) {
    bindTables();
    ScanPlanner planner = scanPlanner(parameters);
    Query.EngineSql sql = planner.engineSql(query);
    filesRead = planner.filesRead();
    return engine.query(sql.text(), sql.tables(), parameters, timeout);
  }

  @Override
  public long filesRead() {
    return filesRead;
  }

  @Override
  public CacheState cacheState(Query query, List<@Nullable Object> parameters) {
    CacheKey key = cacheKey(query, parameters);
    return new CacheState(key.bypass(), key.result() != null && cache.has(key.result()));
  }

  @Override
  public void setCaching(boolean on) {
    caching = on;
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

  /** What the answer to a query follows from, or why it is not cached. */
  private record CacheKey(@Nullable ResultKey result, @Nullable BypassReason bypass) {}

  private CacheKey cacheKey(Query query, List<@Nullable Object> parameters) {
    if (query.notCached() != null || !caching) {
      return new CacheKey(
          null, query.notCached() == null ? BypassReason.CACHE_OFF : query.notCached());
    }
    if (engine.hasTemporaryObjects()) {
      return new CacheKey(null, BypassReason.SESSION_OBJECTS);
    }
    StatementTraits traits = statements.read(query.text(), engine);
    if (traits.bypass() != null) {
      return new CacheKey(null, traits.bypass());
    }
    List<String> versions = new ArrayList<>(query.scans().size());
    if (!readsOnly(query.scans(), traits.sources())) {
      return new CacheKey(null, BypassReason.OTHER_SOURCES);
    }
    for (TableScan scan : query.scans()) {
      String version = transaction().version(scan.table());
      if (version == null) {
        return new CacheKey(null, BypassReason.OWN_CHANGES);
      }
      versions.add(version);
    }
    String statement = query.blanksShow() ? query.text() : traits.normalized();
    return new CacheKey(new ResultKey(statement, parameters, engine.settings(), versions), null);
  }

  /** Whether each source of a text is one of the tables that were found in it. */
  private static boolean readsOnly(List<TableScan> scans, List<String> sources) {
    if (scans.size() < sources.size()) {
      return false;
    }
    for (String source : sources) {
      boolean found = false;
      for (int i = 0; i < scans.size() && !found; i++) {
        found = scans.get(i).table().name().name().equalsIgnoreCase(source);
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  @Override
  public QueryShape describe(Query query) {
    bindTables();
    List<String> relations = new ArrayList<>(query.scans().size());
    for (TableScan scan : query.scans()) {
      relations.add(ParquetRelation.sql(List.of(), scan.table().columns()));
    }
    Query.EngineSql sql = query.engineText().with(relations);
    if (!sql.tables().isEmpty()) {
      // What the data decides, as the columns of a PIVOT, shows with the data only.
      sql = scanPlanner(List.of()).engineSql(query);
    }
    return engine.describe(sql.text(), sql.tables());
  }

  @Override
  public Reading read(String sql) {
    return engine.read(sql);
  }

  private ScanPlanner scanPlanner(List<@Nullable Object> parameters) {
    return new ScanPlanner(
        transaction(),
        parameters,
        SessionRules.of(engine.settings(), engine.hasTemporaryObjects()));
  }

  @Override
  public QueryPlan plan(Query query, List<@Nullable Object> parameters, Duration timeout) {
    bindTables();
    ScanPlanner planner = scanPlanner(parameters);
    Query.EngineSql sql = planner.engineSql(query);
    return new QueryPlan(
        transaction().commitNumber(),
        query.scans().stream().map(planner::plan).toList(),
        planner.shortEngineText(query),
        engine.explain(sql.text(), sql.tables(), parameters, timeout));
  }

  private String relation(TableDefinition table) {
    return scanPlanner(List.of()).relation(new TableScan(table, List.of()));
  }

  @Override
  public boolean hasTemporary(String name) {
    return engine.hasTemporary(name);
  }

  @Override
  public String bindTable(TableDefinition table, @Nullable String taken) {
    String name = table.name().name();
    boolean isFree =
        !name.equalsIgnoreCase(taken)
            && !engine.hasTemporary(name)
            && table.name().equals(boundTables.getOrDefault(name, table.name()));
    String bound = isFree ? name : table.name().toString();
    boundTables.put(bound, table.name());
    return bound;
  }

  @Override
  public long changeTemporary(
      String sql, @Nullable String defined, List<@Nullable Object> parameters, Duration timeout) {
    bindTables();
    return engine.change(sql, defined, parameters, timeout);
  }

  /** Brings the tables beside the temporary objects up to what this session sees now. */
  private void bindTables() {
    if (boundTables.isEmpty()) {
      return;
    }
    Map<String, String> relations = new HashMap<>();
    boundTables.forEach(
        (bound, name) -> {
          TableDefinition table = transaction().findTable(name.schema(), name.name());
          if (table != null) {
            relations.put(bound, relation(table));
          }
        });
    engine.bindTables(relations);
  }

  @Override
  public void cancel() {
    engine.cancel();
    maintenance.cancel();
  }

  @Override
  public @Nullable QueryProgress progress() {
    return engine.progress();
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
  public void createSchema(String name) {
    writable("create schema " + name).createSchema(name);
  }

  @Override
  public void dropSchema(String name, boolean cascade) {
    writable("drop schema " + name).dropSchema(name, cascade);
  }

  @Override
  public TableDefinition createTable(TableDefinition definition, boolean replace) {
    return writable("create table " + definition.name()).createTable(definition, replace);
  }

  @Override
  public void dropTable(TableName name) {
    writable("drop table " + name).dropTable(name);
  }

  @Override
  public Append append(TableDefinition table) {
    return new TransactionAppend(writable("add rows to " + table.name()), table);
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
      engine.close();
    }
  }

  private Transaction transaction() {
    if (current == null) {
      current = new Transaction(catalog);
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

  /** A query that waits for another session's run of the same. */
  private final class Waiting implements Patience {
    private final Duration timeout;
    private final long startNanos = System.nanoTime();

    Waiting(Duration timeout) {
      this.timeout = timeout;
    }

    @Override
    public void check() {
      if (engine.isCancelled() || Thread.currentThread().isInterrupted()) {
        throw new StorageException(Failure.CANCELLED, "The query was cancelled.");
      }
      if (!timeout.isZero() && System.nanoTime() - startNanos > timeout.toNanos()) {
        throw new StorageException(
            Failure.TIMEOUT,
            "The query took longer than its timeout of %s s."
                .formatted(timeout.toMillis() / 1000.0));
      }
    }
  }

  /** The rows of one statement, on their way into a transaction. */
  private static final class TransactionAppend implements Append {
    private final Transaction transaction;
    private final TableDefinition table;
    private long rows;
    private boolean open = true;

    TransactionAppend(Transaction transaction, TableDefinition table) {
      this.transaction = transaction;
      this.table = table;
    }

    @Override
    public void add(ColumnBatch batch) {
      if (!open) {
        throw new IllegalStateException("the append is finished");
      }
      transaction.add(table, batch);
      rows += batch.size();
    }

    @Override
    public long finish() {
      transaction.finishStatement(table);
      open = false;
      return rows;
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        transaction.undoStatement(table);
      }
    }
  }
}
