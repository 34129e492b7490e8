package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Measures small durable transactions, each figure beside peers in the same run. */
public final class CommitBenchmark {

  private static final int DEFAULT_ROWS = 200_000;
  private static final int QUICK_ROWS = 50_000;
  private static final int LARGEST_ROWS = 5_000_000;
  private static final int DEFAULT_TURN_MILLIS = 300;
  private static final int QUICK_TURN_MILLIS = 100;
  private static final int LONGEST_TURN_MILLIS = 60_000;

  private CommitBenchmark() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    BenchmarkRun.main("bench commit", CommitBenchmark::run, arguments);
  }

  static void run(Console console, List<String> arguments) throws SQLException, IOException {
    BenchmarkRun run = BenchmarkRun.begin(console, arguments, Set.of("--rows", "--turn-millis"));
    int rows = run.number("--rows", DEFAULT_ROWS, QUICK_ROWS, 1_000, LARGEST_ROWS);
    int turnMillis =
        run.number("--turn-millis", DEFAULT_TURN_MILLIS, QUICK_TURN_MILLIS, 1, LONGEST_TURN_MILLIS);
    int rounds = run.rounds();
    Duration turn = Duration.ofMillis(turnMillis);
    Path directory = run.directory();
    run.note("rows", rows);
    run.note("rounds", rounds);
    run.note("turnMillis", turnMillis);
    run.section("singleInsert", new SingleInsertFigures(console, directory, rounds, turn)::measure);
    run.section("byKey", new KeyFigures(console, directory, rows, rounds, turn)::measure);
    run.end();
  }
}
