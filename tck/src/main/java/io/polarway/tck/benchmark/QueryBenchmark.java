package io.polarway.tck.benchmark;

import io.polarway.tck.console.Arguments;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.UsageException;
import io.polarway.tck.trades.TradeKind;
import io.polarway.tck.trades.Trades;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final int DEFAULT_ROUNDS = 5;
  private static final int QUICK_ROUNDS = 1;
  private static final int LARGEST_ROUNDS = 100;
  private static final int DEFAULT_RUNS = 20_000;
  private static final int QUICK_RUNS = 5_000;
  private static final int LARGEST_RUNS = 1_000_000;
  private static final int DEFAULT_PARTITIONS = 10_000;
  private static final int QUICK_PARTITIONS = 500;
  private static final long SEED = 1;

  private QueryBenchmark() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    Console console = Console.ofProcess();
    try {
      run(console, List.of(arguments));
    } catch (UsageException e) {
      console.errors().println("bench query: " + e.getMessage());
      System.exit(2);
    }
  }

  static void run(Console console, List<String> arguments) throws SQLException, IOException {
    Arguments options =
        new Arguments(
            arguments,
            Set.of("--rows", "--rounds", "--runs", "--partitions", "--json", "--directory"),
            Set.of("--quick"));
    boolean quick = options.has("--quick");
    int rows = options.number("--rows", quick ? QUICK_ROWS : DEFAULT_ROWS, 1_000, LARGEST_ROWS);
    int rounds =
        options.number("--rounds", quick ? QUICK_ROUNDS : DEFAULT_ROUNDS, 1, LARGEST_ROUNDS);
    int runs = options.number("--runs", quick ? QUICK_RUNS : DEFAULT_RUNS, 1, LARGEST_RUNS);
    int partitions =
        options.number(
            "--partitions", quick ? QUICK_PARTITIONS : DEFAULT_PARTITIONS, 1, DEFAULT_PARTITIONS);
    String directoryText = options.text("--directory");
    Path directory =
        Path.of(directoryText == null ? System.getProperty("java.io.tmpdir") : directoryText)
            .toAbsolutePath();

    Machine machine = Machine.here(directory);
    console.line("Machine: " + machine);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("machine", machine.asMap());
    report.put("rows", rows);
    report.put("rounds", rounds);
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      LoadedDatabases databases = load(scratch, rows);
      report.put("read", new ReadFigures(console, databases, rounds).measure());
      report.put("analytic", new AnalyticFigures(console, databases, rounds).measure());
      report.put("start", new StartFigures(console, databases, rounds).measure());
    }
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      LoadedDatabases databases = load(scratch, Math.min(rows, SMALL_ROWS));
      report.put("repeated", new RepeatedQueryFigures(console, databases, rounds, runs).measure());
    }
    report.put("partitions", new PartitionFigures(console, directory, partitions).measure());
    Reports.write(console, options.text("--json"), report);
  }

  private static LoadedDatabases load(ScratchDirectory scratch, int rows) throws SQLException {
    return LoadedDatabases.load(
        scratch.path(), Trades.generate(TradeKind.FULL_ENTROPY, rows, SEED));
  }
}
