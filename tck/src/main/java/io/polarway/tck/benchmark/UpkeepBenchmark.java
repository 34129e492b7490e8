package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Compares a store with many commits with one that has few, both with the same rows. */
public final class UpkeepBenchmark {

  private static final int DEFAULT_COMMITS = 5_000;
  private static final int QUICK_COMMITS = 200;
  private static final int LARGEST_COMMITS = 1_000_000;

  private UpkeepBenchmark() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    BenchmarkRun.main("bench upkeep", UpkeepBenchmark::run, arguments);
  }

  static void run(Console console, List<String> arguments) throws SQLException, IOException {
    BenchmarkRun run = BenchmarkRun.begin(console, arguments, Set.of("--commits"));
    int commits = run.number("--commits", DEFAULT_COMMITS, QUICK_COMMITS, 1, LARGEST_COMMITS);
    int rounds = run.rounds();
    Path directory = run.directory();
    run.note("commits", commits);
    run.note("rounds", rounds);
    run.section("hot", new HistoryFigures(console, directory, commits, rounds, true)::measure);
    run.section("files", new HistoryFigures(console, directory, commits, rounds, false)::measure);
    run.end();
  }
}
