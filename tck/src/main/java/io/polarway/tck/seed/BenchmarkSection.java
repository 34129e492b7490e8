package io.polarway.tck.seed;

import io.polarway.tck.console.Console;
import java.sql.Connection;
import java.sql.SQLException;

/** The seed's table of operations, and how long they took. */
final class BenchmarkSection {

  private static final String ALL_ROWS = "SELECT timestamp, symbol, price, volume FROM trades";
  private static final String COUNT = "SELECT COUNT(*) FROM trades";
  private static final String AGGREGATION =
      "SELECT symbol, AVG(price), STDDEV(price), COUNT(*) FROM trades GROUP BY symbol";

  private final DemoRun run;
  private final Console console;

  BenchmarkSection(DemoRun run) {
    this.run = run;
    this.console = run.console();
  }

  void show() throws SQLException {
    console.heading("7. Performance");
    DemoFigures figures = run.figures();
    try (Connection uncached = run.connectUncached();
        Connection cached = run.connect()) {
      figures.operation("Read (not cached)", Stopwatch.medianNanosOf(uncached, ALL_ROWS));
      Stopwatch.nanosOf(cached, ALL_ROWS);
      figures.operation("Read (cached)", Stopwatch.medianNanosOf(cached, ALL_ROWS));
      figures.operation("Query (simple COUNT)", Stopwatch.medianNanosOf(uncached, COUNT));
      figures.operation("Query (aggregation)", Stopwatch.medianNanosOf(uncached, AGGREGATION));
      Stopwatch.nanosOf(cached, AGGREGATION);
      figures.operation(
          "Query (aggregation, cached)", Stopwatch.medianNanosOf(cached, AGGREGATION));
    }
    figures.operations().print(console.out());
  }
}
