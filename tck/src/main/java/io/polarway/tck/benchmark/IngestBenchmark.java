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

/**
 * Measures storing: insert speed with light and with full compression, bytes at rest, and the
 * encoder's processor time, each beside peers or a limit in the same run.
 */
public final class IngestBenchmark {

  private static final int DEFAULT_ROWS = 1_000_000;
  private static final int QUICK_ROWS = 200_000;
  private static final int LARGEST_ROWS = 5_000_000;
  private static final int DEFAULT_ROUNDS = 5;
  private static final int QUICK_ROUNDS = 1;
  private static final int LARGEST_ROUNDS = 100;

  private IngestBenchmark() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    Console console = Console.ofProcess();
    try {
      run(console, List.of(arguments));
    } catch (UsageException e) {
      console.errors().println("bench ingest: " + e.getMessage());
      System.exit(2);
    }
  }

  static void run(Console console, List<String> arguments) throws SQLException, IOException {
    Arguments options =
        new Arguments(
            arguments, Set.of("--rows", "--rounds", "--json", "--directory"), Set.of("--quick"));
    boolean quick = options.has("--quick");
    int asked = options.number("--rows", quick ? QUICK_ROWS : DEFAULT_ROWS, 1_000, LARGEST_ROWS);
    // Whole statements of a hundred rows for the peer that inserts so.
    int rows = asked / 100 * 100;
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
    report.put("rows", rows);
    report.put("rounds", rounds);
    report.put("insert", new InsertFigures(console, directory, rows, rounds).measure());
    report.put("size", new SizeFigures(console, directory, rows).measure());

    report.put("encoder", new EncoderFigures(console, directory, rows, rounds).measure());

    Reports.write(console, options.text("--json"), report);
  }
}
