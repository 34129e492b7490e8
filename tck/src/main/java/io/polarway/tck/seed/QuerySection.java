package io.polarway.tck.seed;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.ResultTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The seed's analytical queries, run by the engine and answered from the cache. */
final class QuerySection {

  private final DemoRun run;
  private final Console console;

  QuerySection(DemoRun run) {
    this.run = run;
    this.console = run.console();
  }

  void show() throws SQLException {
    console.heading("5. DuckDB SQL over the partitions");
    try (Connection uncached = run.connectUncached();
        Connection cached = run.connect()) {
      for (Query query : Query.values()) {
        show(query, uncached, cached);
      }
    }
  }

  private void show(Query query, Connection uncached, Connection cached) throws SQLException {
    console.line("");
    console.line("  " + query.title());
    long firstNanos = Stopwatch.nanosOf(uncached, query.sql());
    try (Statement statement = cached.createStatement();
        ResultSet rows = statement.executeQuery(query.sql())) {
      if (ResultTable.printRounded(console, rows) == 0) {
        throw new DemoFailure(query.title() + " gave no rows");
      }
    }
    long engineNanos = Stopwatch.medianNanosOf(uncached, query.sql());
    long cachedNanos = Stopwatch.medianNanosOf(cached, query.sql());
    run.figures().queried(query, firstNanos, engineNanos, cachedNanos);
    console.line(
        "  first run %s, then %s, from the cache %s (medians of %d)"
            .formatted(
                Numbers.millis(firstNanos),
                Numbers.millis(engineNanos),
                Numbers.time(cachedNanos),
                Stopwatch.REPEATS));
  }
}
