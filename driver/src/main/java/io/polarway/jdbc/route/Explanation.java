package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.SqlParser;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.sql.SqlSyntaxException;
import io.polarway.jdbc.system.SystemSource;
import io.polarway.storage.CacheState;
import io.polarway.storage.Query;
import io.polarway.storage.QueryPlan;
import io.polarway.storage.ScanPlan;
import io.polarway.storage.Session;
import io.polarway.storage.TableScan;
import io.polarway.storage.cache.BypassReason;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.filter.Condition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells how a statement runs and, with ANALYZE, how long each step takes. */
public final class Explanation {

  /** The one column of the answer. */
  public static final List<ResultColumn> COLUMNS =
      List.of(new ResultColumn("plan", ScalarType.VARCHAR));

  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final SystemSource system;
  private final Session session;
  private final List<@Nullable Object> parameters;
  private final Duration timeout;
  private final Consumer<BatchStream> opened;

  /**
   * @param system the connection that asks
   * @param timeout for each query that it takes
   * @param opened is told of the stream that ANALYZE reads, so that it can be cancelled
   */
  public Explanation(
      SystemSource system,
      List<@Nullable Object> parameters,
      Duration timeout,
      Consumer<BatchStream> opened) {
    this.system = system;
    this.session = system.session();
    this.parameters = parameters;
    this.timeout = timeout;
    this.opened = opened;
  }

  /** The rows of the answer: one for each line of text, or one with a JSON document. */
  public List<List<@Nullable Object>> rows(Route.Explain explain) throws SQLException {
    Map<String, Object> document = document(explain);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (explain.json()) {
      rows.add(List.of(ExplanationText.json(document)));
    } else {
      ExplanationText.lines(document).forEach(line -> rows.add(List.of(line)));
    }
    return rows;
  }

  private Map<String, Object> document(Route.Explain explain) throws SQLException {
    Map<String, Object> document = new LinkedHashMap<>();
    Route route = explain.route();
    document.put("route", name(route));
    Query query = query(route);
    if (query != null) {
      if (route instanceof Route.Engine) {
        cache(session.cacheState(query, parameters), document);
      }
      long start = System.nanoTime();
      QueryPlan plan = session.plan(query, parameters, timeout);
      double planMillis = millisSince(start);
      describe(query, plan, document);
      if (explain.analyze() && route instanceof Route.Engine) {
        document.put("times_ms", times(explain.statement(), query, planMillis, document));
      }
      document.put("plan", plan.enginePlan());
    }
    if (explain.analyze() && !(route instanceof Route.Engine)) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "EXPLAIN ANALYZE runs the statement, and runs queries only; leave ANALYZE out for "
              + SqlErrors.shown(explain.statement().text()));
    }
    return document;
  }

  private static String name(Route route) {
    if (route instanceof Route.Engine) {
      return "engine";
    }
    return route instanceof Route.Write ? "write" : "local";
  }

  private static @Nullable Query query(Route route) {
    if (route instanceof Route.Engine engine) {
      return engine.query();
    }
    if (route instanceof Route.ChangeRows change) {
      return change.query();
    }
    return route instanceof Route.CreateTableAs create ? create.query() : null;
  }

  private static void cache(CacheState state, Map<String, Object> document) {
    BypassReason bypass = state.bypass();
    document.put("cache", bypass != null ? "bypass" : state.held() ? "hit" : "miss");
    if (bypass != null) {
      document.put("not_cached_because", bypass.explanation());
    }
  }

  private static void describe(Query query, QueryPlan plan, Map<String, Object> document) {
    List<Object> tables = new ArrayList<>();
    Set<String> notUsed = new LinkedHashSet<>();
    for (TableScan scan : query.scans()) {
      scan.conditions().forEach(condition -> notUsed.add(condition.text()));
    }
    for (ScanPlan scan : plan.scans()) {
      tables.add(table(scan));
      scan.used().forEach(condition -> notUsed.remove(condition.text()));
    }
    document.put("commit", plan.commitNumber());
    document.put("tables", tables);
    document.put("conditions_not_used", List.copyOf(notUsed));
    document.put("sql", plan.engineText());
  }

  private static Map<String, Object> table(ScanPlan scan) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("table", scan.table().toString());
    table.put("files", scan.files());
    table.put("files_of_all", scan.filesOfAll());
    table.put("bytes", scan.bytes());
    table.put("bytes_of_all", scan.bytesOfAll());
    if (scan.filesOfTransaction() > 0) {
      table.put("files_of_transaction", scan.filesOfTransaction());
    }
    table.put("conditions_used", scan.used().stream().map(Condition::text).toList());
    return table;
  }

  /** Runs the query to its end. */
  private Map<String, Object> times(
      SqlStatement statement, Query query, double planMillis, Map<String, Object> document)
      throws SQLException {
    Map<String, Object> times = new LinkedHashMap<>();
    long start = System.nanoTime();
    try {
      SqlParser.parse(statement.text());
    } catch (SqlSyntaxException e) {
      throw new IllegalStateException(e);
    }
    times.put("parse", millisSince(start));
    start = System.nanoTime();
    new Router(system, parameters).route(statement);
    times.put("route", millisSince(start));
    times.put("plan", planMillis);
    start = System.nanoTime();
    long rows = 0;
    try (BatchStream stream = session.query(query, parameters, timeout)) {
      opened.accept(stream);
      ColumnBatch batch = stream.next();
      times.put("first_row", millisSince(start));
      while (batch != null) {
        rows += batch.size();
        batch = stream.next();
      }
    }
    times.put("last_row", millisSince(start));
    document.put("rows", rows);
    return times;
  }

  private static double millisSince(long start) {
    return Math.round((System.nanoTime() - start) / NANOS_PER_MILLISECOND * 1_000) / 1_000.0;
  }
}
