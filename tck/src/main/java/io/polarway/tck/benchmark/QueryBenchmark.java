package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import io.polarway.tck.trades.TradeKind;
import io.polarway.tck.trades.Trades;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Measures reading: all rows with and without the result cache, a small query repeated, analytical
 * queries, one partition of many, and the start of a process, each beside peers in the same run.
 */
public final class QueryBenchmark {

  private static final int DEFAULT_ROWS = 1_000_000;
  private static final int QUICK_ROWS = 100_000;
  private static final int LARGEST_ROWS = 5_000_000;
  private static final int SMALL_ROWS = 10_000;
  private static final int DEFAULT_RUNS = 20_000;
  private static final int QUICK_RUNS = 5_000;
  private static final int LARGEST_RUNS = 1_000_000;
  private static final int DEFAULT_PARTITIONS = 10_000;
  private static final int QUICK_PARTITIONS = 500;
  private static final long SEED = 1;

  private QueryBenchmark() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    BenchmarkRun.main("bench query", QueryBenchmark::run, arguments);
  }

  static void run(Console console, List<String> arguments) throws SQLException, IOException {
    BenchmarkRun run =
        BenchmarkRun.begin(console, arguments, Set.of("--rows", "--runs", "--partitions"));
    int rows = run.number("--rows", DEFAULT_ROWS, QUICK_ROWS, 1_000, LARGEST_ROWS);
    int rounds = run.rounds();
    int runs = run.number("--runs", DEFAULT_RUNS, QUICK_RUNS, 1, LARGEST_RUNS);
    int partitions =
        run.number("--partitions", DEFAULT_PARTITIONS, QUICK_PARTITIONS, 1, DEFAULT_PARTITIONS);
    Path directory = run.directory();
    run.note("rows", rows);
    run.note("rounds", rounds);
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      LoadedDatabases databases = load(scratch, rows);
      run.section("read", new ReadFigures(console, databases, rounds)::measure);
      run.section("analytic", new AnalyticFigures(console, databases, rounds)::measure);
      run.section("start", new StartFigures(console, databases, rounds)::measure);
    }
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      LoadedDatabases databases = load(scratch, Math.min(rows, SMALL_ROWS));
      run.section("repeated", new RepeatedQueryFigures(console, databases, rounds, runs)::measure);
    }
    run.section("partitions", new PartitionFigures(console, directory, partitions)::measure);
    run.end();
  }

  private static LoadedDatabases load(ScratchDirectory scratch, int rows) throws SQLException {
    return LoadedDatabases.load(
        scratch.path(), Trades.generate(TradeKind.FULL_ENTROPY, rows, SEED));
  }
}
