package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Measures storing: insert speed with light and with full compression, bytes at rest, and the
 * encoder's processor time, each beside peers or a limit in the same run.
 */
public final class IngestBenchmark {

  private static final int DEFAULT_ROWS = 1_000_000;
  private static final int QUICK_ROWS = 200_000;
  private static final int LARGEST_ROWS = 5_000_000;

  private IngestBenchmark() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    BenchmarkRun.main("bench ingest", IngestBenchmark::run, arguments);
  }

  static void run(Console console, List<String> arguments) throws SQLException, IOException {
    BenchmarkRun run = BenchmarkRun.begin(console, arguments, Set.of("--rows"));
    // Whole statements of a hundred rows for the peer that inserts so.
    int rows = run.number("--rows", DEFAULT_ROWS, QUICK_ROWS, 1_000, LARGEST_ROWS) / 100 * 100;
    int rounds = run.rounds();
    Path directory = run.directory();
    run.note("rows", rows);
    run.note("rounds", rounds);
    run.section("insert", new InsertFigures(console, directory, rows, rounds)::measure);
    run.section("size", new SizeFigures(console, directory, rows)::measure);
    run.section("encoder", new EncoderFigures(console, directory, rows, rounds)::measure);
    run.end();
  }
}
