package io.polarway.tck.seed;

import io.polarway.tck.console.Arguments;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.console.UsageException;
import io.polarway.tck.trades.TradeKind;
import io.polarway.tck.trades.Trades;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The storage demo: trades are generated, stored on day partitions, compacted, read back and
 * checked, queried with and without the cache; sizes and times are shown beside what is claimed and
 * what is possible, and written to a report.
 */
public final class Demo {

  private static final int DEFAULT_ROWS = 1_000_000;
  private static final int LARGEST_ROWS = 20_000_000;
  private static final long SEED = 42;
  private static final int SAMPLE_ROWS = 5;

  private Demo() {}

  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    try {
      run(console, List.of(arguments));
    } catch (UsageException e) {
      console.errors().println("demo: " + e.getMessage());
      System.exit(2);
    } catch (SQLException e) {
      console.errors().printf("demo: %s (SQLState %s)%n", e.getMessage(), e.getSQLState());
      System.exit(1);
    } catch (DemoFailure e) {
      console.errors().println("demo: " + e.getMessage());
      System.exit(1);
    }
  }

  /** Runs the whole demo with the arguments of the command line. */
  public static void run(Console console, List<String> arguments) throws SQLException {
    Arguments options =
        new Arguments(arguments, Set.of("--rows", "--store", "--report"), Set.of("--keep"));
    int rows = options.number("--rows", DEFAULT_ROWS, 1, LARGEST_ROWS);
    boolean keep = options.has("--keep");
    Path store = storeDirectory(options.text("--store"));
    Path exports = temporaryDirectory("polarway-demo-files-");
    Path report = reportFile(options.text("--report"));
    try {
      String environment = setUp(console, store);
      Trades trades = generate(console, rows);
      DemoRun run = new DemoRun(console, store, exports, trades, new DemoFigures(trades));
      showSections(run);
      cleanUp(run, keep);
      console.heading("Claimed, measured, possible");
      run.figures().claims().print(console.out());
      console.line("  The bound is the entropy of these trades: no lossless code is smaller.");
      DemoReport.of(run.figures(), environment).write(report);
      console.line("");
      console.line("Report with charts: " + report);
    } catch (IOException e) {
      throw new DemoFailure("the report cannot be written to %s: %s".formatted(report, e));
    } finally {
      if (!keep) {
        PartitionFiles.deleteTree(store);
        PartitionFiles.deleteTree(exports);
      }
    }
  }

  private static void showSections(DemoRun run) throws SQLException {
    new StoreSection(run).show();
    new LoadSection(run).show();
    new CacheSection(run).show();
    new QuerySection(run).show();
    new WildcardSection(run).show();
    new BenchmarkSection(run).show();
    new StorageSection(run).show();
  }

  private static void cleanUp(DemoRun run, boolean keep) {
    Console console = run.console();
    console.heading("9. Clean-up");
    for (Path directory : List.of(run.store(), run.exports())) {
      if (!keep) {
        PartitionFiles.deleteTree(directory);
      }
      console.line((keep ? "  kept: " : "  deleted: ") + directory);
    }
  }

  /** A directory that is the demo's alone, since its end is to delete it. */
  private static Path storeDirectory(@Nullable String asked) {
    if (asked == null) {
      return temporaryDirectory("polarway-demo-");
    }
    Path directory = Path.of(asked).toAbsolutePath().normalize();
    if (Files.exists(directory)) {
      try (Stream<Path> entries = Files.list(directory)) {
        if (entries.findAny().isPresent()) {
          throw new UsageException(
              directory + " is not empty; give --store a directory that is new or empty");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return directory;
  }

  private static Path temporaryDirectory(String prefix) {
    try {
      return Files.createTempDirectory(prefix).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path reportFile(@Nullable String asked) {
    try {
      return asked == null
          ? Files.createTempFile("polarway-demo-", ".html").toRealPath()
          : Path.of(asked).toAbsolutePath().normalize();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the store, and says what the run is made with. */
  private static String setUp(Console console, Path store) throws SQLException {
    console.heading("Setup");
    String driverName;
    try (Connection connection = DriverManager.getConnection(DemoRun.url(store))) {
      DatabaseMetaData driver = connection.getMetaData();
      driverName = driver.getDriverName() + " " + driver.getDriverVersion();
    }
    String java =
        "%s, %d cores".formatted(Runtime.version(), Runtime.getRuntime().availableProcessors());
    console.line("  driver  " + driverName);
    console.line("  url     " + DemoRun.url(store));
    console.line("  java    " + java);
    return "%s on Java %s.".formatted(driverName, java);
  }

  private static Trades generate(Console console, int rows) {
    console.heading("1. Generate trades");
    long start = System.nanoTime();
    Trades trades = Trades.generate(TradeKind.TICKS, rows, SEED);
    console.line(
        "  %s trades of %d days from %s, seed %d, in %s"
            .formatted(
                Numbers.count(rows),
                Trades.DAYS,
                Trades.FIRST_DAY,
                SEED,
                Numbers.seconds(System.nanoTime() - start)));
    TextTable sample =
        new TextTable().left("timestamp").left("symbol").right("price").right("volume");
    for (int row = 0; row < Math.min(SAMPLE_ROWS, rows); row++) {
      sample.row(
          trades.timestamp(row).toString(),
          trades.symbol(row),
          Numbers.fixed(trades.price(row), 2),
          Numbers.fixed(trades.volume(row), 2));
    }
    sample.print(console.out());
    return trades;
  }
}
