package io.polarway.tck.benchmark;

import io.polarway.tck.console.Arguments;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares a store with many commits with one that has few, both with the same rows. */
public final class UpkeepBenchmark {

  private static final int DEFAULT_COMMITS = 5_000;
  private static final int QUICK_COMMITS = 200;
  private static final int LARGEST_COMMITS = 1_000_000;
  private static final int DEFAULT_ROUNDS = 15;
  private static final int QUICK_ROUNDS = 3;
  private static final int LARGEST_ROUNDS = 1_000;

  private UpkeepBenchmark() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    Console console = Console.ofProcess();
    try {
      run(console, List.of(arguments));
    } catch (UsageException e) {
      console.errors().println("bench upkeep: " + e.getMessage());
      System.exit(2);
    }
  }

  static void run(Console console, List<String> arguments) throws SQLException, IOException {
    Arguments options =
        new Arguments(
            arguments,
            Set.of("--commits", "--rounds", "--json", "--directory"),
            Set.of("--quick"));
    boolean quick = options.has("--quick");
    int commits =
        options.number(
            "--commits", quick ? QUICK_COMMITS : DEFAULT_COMMITS, 1, LARGEST_COMMITS);
    int rounds =
        options.number("--rounds", quick ? QUICK_ROUNDS : DEFAULT_ROUNDS, 1, LARGEST_ROUNDS);
    String directoryText = options.text("--directory");
    Path directory =
        Path.of(directoryText == null ? System.getProperty("java.io.tmpdir") : directoryText)
            .toAbsolutePath();
    Machine machine = Machine.here(directory);
    console.line("Machine: " + machine);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("machine", machine.asMap());
    report.put("commits", commits);
    report.put("rounds", rounds);
    for (boolean hot : new boolean[] {true, false}) {
      try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
        report.put(
            hot ? "hot" : "files",
            new HistoryFigures(console, scratch.path(), commits, rounds, hot).measure());
      }
    }
    Reports.write(console, options.text("--json"), report);
  }
}
