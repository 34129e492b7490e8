package io.polarway.tck.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.polarway.tck.console.Arguments;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run of a benchmark: its options, what its sections have measured, and where that goes. */
final class BenchmarkRun {

  private static final Set<String> OPTIONS_OF_ALL = Set.of("--rounds", "--json", "--directory");
  private static final String QUICK = "--quick";
  private static final int DEFAULT_ROUNDS = 5;
  private static final int LARGEST_ROUNDS = 100;

  private final Console console;
  private final Arguments options;
  private final Path directory;
  private final Map<String, Object> report = new LinkedHashMap<>();

  private BenchmarkRun(Console console, Arguments options) {
    this.console = console;
    this.options = options;
    String asked = options.text("--directory");
    this.directory =
        Path.of(asked == null ? System.getProperty("java.io.tmpdir") : asked).toAbsolutePath();
  }

  /** A benchmark. */
  interface Benchmark {
    void run(Console console, List<String> arguments) throws SQLException, IOException;
  }

  /** A part of a benchmark. */
  interface Section {
    /** Prints what it measures, and gives it for the report. */
    Map<String, Object> measure() throws SQLException, IOException;
  }

  /** Runs a benchmark as a process. */
  static void main(String command, Benchmark benchmark, String[] arguments)
      throws SQLException, IOException {
    Console console = Console.ofProcess();
    try {
      benchmark.run(console, List.of(arguments));
    } catch (UsageException e) {
      console.errors().println(command + ": " + e.getMessage());
      System.exit(2);
    }
  }

  /**
   * Begins with the machine.
   *
   * @param furtherOptions those that take a number and that not all benchmarks have
   * @throws UsageException for other arguments
   */
  static BenchmarkRun begin(Console console, List<String> arguments, Set<String> furtherOptions) {
    Set<String> withValue = new HashSet<>(OPTIONS_OF_ALL);
    withValue.addAll(furtherOptions);
    BenchmarkRun run =
        new BenchmarkRun(console, new Arguments(arguments, withValue, Set.of(QUICK)));
    Machine machine = Machine.here(run.directory);
    console.line("Machine: " + machine);
    run.report.put("machine", machine.asMap());
    return run;
  }

  Console console() {
    return console;
  }

  /** Where its scratch directories are made. */
  Path directory() {
    return directory;
  }

  /** How often everything is measured. */
  int rounds() {
    return number("--rounds", DEFAULT_ROUNDS, 1, 1, LARGEST_ROUNDS);
  }

  /**
   * The number given for an option.
   *
   * @param ofQuick what {@code --quick} means where the option is not given
   * @throws UsageException if it is not a number of that range
   */
  int number(String option, int otherwise, int ofQuick, int smallest, int largest) {
    return options.number(option, options.has(QUICK) ? ofQuick : otherwise, smallest, largest);
  }

  /** Puts a fact into the report. */
  void note(String name, Object value) {
    report.put(name, value);
  }

  /** Measures a section, whose figures stand in the report under its name. */
  void section(String name, Section section) throws SQLException, IOException {
    report.put(name, section.measure());
  }

  /** Writes the report as JSON, where a file for it was given. */
  void end() throws IOException {
    String file = options.text("--json");
    if (file != null) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      Files.writeString(Path.of(file), mapper.writeValueAsString(report) + "\n");
      console.line("");
      console.line("written to " + file);
    }
  }
}
