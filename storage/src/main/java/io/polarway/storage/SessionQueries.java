package io.polarway.storage;

import io.polarway.storage.CacheKeys.CacheKey;
import io.polarway.storage.cache.ResultCache;
import io.polarway.storage.cache.StatementReader;
import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.SnapshotHold;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.QueryShape;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.engine.FileUse;
import io.polarway.storage.hot.HotMirror;
import io.polarway.storage.pruning.SessionRules;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The queries of one session: each is answered by the cache, or run by the engine on the files that
 * its transaction sees. One thread at a time.
 */
final class SessionQueries {

  private final Catalog catalog;
  private final EngineSession engine;
  private final Supplier<Transaction> transaction;
  private final ResultCache cache;
  private final CacheKeys keys;
  private final HotMirror hotRows;
  private final BoundTables boundTables;
  private long filesRead;

  /**
   * @param transaction gives the session's transaction, and begins one when there is none
   */
  SessionQueries(
      Catalog catalog,
      EngineSession engine,
      ResultCache cache,
      StatementReader statements,
      HotMirror hotRows,
      Supplier<Transaction> transaction) {
    this.catalog = catalog;
    this.transaction = transaction;
    this.engine = engine;
    this.cache = cache;
    this.keys = new CacheKeys(engine, statements, transaction);
    this.hotRows = hotRows;
    this.boundTables = new BoundTables(engine, transaction, () -> planner(List.of()));
  }

  private ScanPlanner planner(List<@Nullable Object> parameters) {
    return new ScanPlanner(
        transaction.get(),
        hotRows,
        parameters,
        SessionRules.of(engine.settings(), engine.hasTemporaryObjects()));
  }

  void setCaching(boolean on) {
    keys.setCaching(on);
  }

  BatchStream query(Query query, List<@Nullable Object> parameters, Duration timeout) {
    filesRead = 0;
    CacheKey key = keys.key(query, parameters);
    if (key.result() == null) {
      cache.bypassed(Objects.requireNonNull(key.bypass()));
      return run(query, parameters, timeout);
    }
    return cache.query(
        key.result(), new QueryPatience(engine, timeout), () -> run(query, parameters, timeout));
  }

  private BatchStream run(Query query, List<@Nullable Object> parameters, Duration timeout) {
    boundTables.refresh();
    checkFiles(query, parameters, timeout);
    ScanPlanner planner = planner(parameters);
    boolean stays = keys.readsTablesOnly(query);
    Query.EngineSql sql = stays ? planner.lastingEngineSql(query) : planner.engineSql(query);
    List<@Nullable Object> values = planner.engineParameters();
    filesRead = planner.filesRead();
    Supplier<BatchStream> start =
        () ->
            stays && sql.tables().isEmpty()
                ? engine.queryAgain(sql.text(), values, timeout)
                : engine.query(sql.text(), sql.tables(), values, timeout);
    SnapshotHold hold = transaction.get().hold();
    return hold == null ? start.get() : HeldStream.of(catalog, hold, start);
  }

  /** How many files the engine was given for the last {@link #query}. */
  long filesRead() {
    return filesRead;
  }

  CacheState cacheState(Query query, List<@Nullable Object> parameters) {
    CacheKey key = keys.key(query, parameters);
    return new CacheState(key.bypass(), key.result() != null && cache.has(key.result()));
  }

  QueryShape describe(Query query, @Nullable List<@Nullable Object> parameters) {
    boundTables.refresh();
    Query.EngineSql sql = withoutRows(query);
    if (parameters == null && engine.fileUse(query.text()) == FileUse.OF_PARAMETERS) {
      return engine.describeParameters(sql.text(), sql.tables());
    }
    checkFiles(query, parameters, Duration.ZERO);
    if (!sql.tables().isEmpty()) {
      // What the data decides, as the columns of a PIVOT, shows with the data only.
      List<@Nullable Object> values = parameters == null ? List.of() : parameters;
      sql = planner(values).engineSql(query);
    }
    return engine.describe(sql.text(), sql.tables(), parameters);
  }

  /** What the engine would run if no table had any rows. */
  private static Query.EngineSql withoutRows(Query query) {
    return query.engineText().with(query.scans().stream().map(ScanPlanner::emptyRelation).toList());
  }

  /** The engine reads the store's files for its tables; a query must not read them by name. */
  private void checkFiles(
      Query query, @Nullable List<@Nullable Object> parameters, Duration timeout) {
    if (engine.fileUse(query.text()) != FileUse.NONE) {
      Query.EngineSql sql = withoutRows(query);
      engine.checkFiles(query.text(), sql.text(), sql.tables(), parameters, timeout);
    }
  }

  QueryPlan plan(Query query, List<@Nullable Object> parameters, Duration timeout) {
    boundTables.refresh();
    checkFiles(query, parameters, timeout);
    ScanPlanner planner = planner(parameters);
    Query.EngineSql sql = planner.engineSql(query);
    return new QueryPlan(
        transaction.get().commitNumber(),
        query.scans().stream().map(planner::plan).toList(),
        planner.shortEngineText(query),
        engine.explain(sql.text(), sql.tables(), parameters, timeout));
  }

  String bindTable(TableDefinition table, @Nullable String taken) {
    return boundTables.bind(table, taken);
  }

  String bindRelation(
      String name, String fullName, Supplier<@Nullable String> sql, @Nullable String taken) {
    return boundTables.bind(name, fullName, sql, taken);
  }

  long changeTemporary(
      String sql, @Nullable String defined, List<@Nullable Object> parameters, Duration timeout) {
    boundTables.refresh();
    return engine.change(sql, defined, parameters, timeout);
  }
}
