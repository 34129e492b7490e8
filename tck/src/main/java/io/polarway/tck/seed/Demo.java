package io.polarway.tck.seed;

import io.polarway.tck.console.Arguments;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.Progress;
import io.polarway.tck.console.ResultTable;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.console.UsageException;
import io.polarway.tck.trades.TradeChecksum;
import io.polarway.tck.trades.TradeKind;
import io.polarway.tck.trades.Trades;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The storage demo: trades are generated, stored on day partitions, read back and checked, and
 * queried; sizes and times are shown beside what is claimed and what is possible.
 */
public final class Demo {

  private static final int DEFAULT_ROWS = 1_000_000;
  private static final int LARGEST_ROWS = 20_000_000;
  private static final int BATCH_ROWS = 10_000;
  private static final long SEED = 42;
  private static final int REPEATS = 5;
  private static final int SAMPLE_ROWS = 5;

  /** As a spreadsheet estimates a trade: four columns of eight bytes. */
  private static final long ESTIMATED_ROW_BYTES = 32;

  private final Console console;
  private final Path directory;
  private final Trades trades;
  private final DemoFigures figures = new DemoFigures();

  private Demo(Console console, Path directory, Trades trades) {
    this.console = console;
    this.directory = directory;
    this.trades = trades;
  }

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
    Arguments options = new Arguments(arguments, Set.of("--rows", "--store"), Set.of("--keep"));
    int rows = options.number("--rows", DEFAULT_ROWS, 1, LARGEST_ROWS);
    boolean keep = options.has("--keep");
    Path directory = storeDirectory(options.text("--store"));
    try {
      setUp(console, directory);
      Demo demo = new Demo(console, directory, generate(console, rows));
      demo.runSections();
      console.heading("9. Clean-up");
      if (!keep) {
        PartitionFiles.deleteTree(directory);
      }
      console.line((keep ? "  kept: " : "  deleted: ") + directory);
      demo.figures.printClaims(console, rows);
    } finally {
      if (!keep) {
        PartitionFiles.deleteTree(directory);
      }
    }
  }

  private void runSections() throws SQLException {
    try (Connection connection = connect()) {
      console.heading("2. Store: one batch insert, day partitions");
      insert(connection, "trades", 3);
      insert(connection, "trades_19", 19);
      printSizes();
    }
    try (Connection connection = connect()) {
      load(connection);
      query(connection);
    }
    figures.printSummary(console, trades.rows());
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(directory));
  }

  private static String url(Path directory) {
    return "jdbc:polarway:" + directory;
  }

  /** A directory that is the demo's alone, since its end is to delete it. */
  private static Path storeDirectory(@Nullable String asked) {
    try {
      if (asked == null) {
        return Files.createTempDirectory("polarway-demo-").toRealPath();
      }
      Path directory = Path.of(asked).toAbsolutePath().normalize();
      if (Files.exists(directory)) {
        try (Stream<Path> entries = Files.list(directory)) {
          if (entries.findAny().isPresent()) {
            throw new UsageException(
                directory + " is not empty; give --store a directory that is new or empty");
          }
        }
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void setUp(Console console, Path directory) throws SQLException {
    console.heading("Setup");
    try (Connection connection = DriverManager.getConnection(url(directory))) {
      DatabaseMetaData driver = connection.getMetaData();
      console.line("  driver  %s %s".formatted(driver.getDriverName(), driver.getDriverVersion()));
    }
    console.line("  url     " + url(directory));
    console.line(
        "  java    %s, %d cores"
            .formatted(Runtime.version(), Runtime.getRuntime().availableProcessors()));
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

  private void insert(Connection connection, String table, int level) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE %s (
              timestamp TIMESTAMP, symbol VARCHAR, price DOUBLE, volume DOUBLE
          ) PARTITIONED BY (day(timestamp)) WITH ("ingest-level" = %d)\
          """
              .formatted(table, level));
    }
    connection.setAutoCommit(false);
    long start = System.nanoTime();
    try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?)");
        Progress progress = new Progress(console, "insert at zstd level " + level, trades.rows())) {
      for (int row = 0; row < trades.rows(); row++) {
        insert.setObject(1, trades.timestamp(row));
        insert.setString(2, trades.symbol(row));
        insert.setDouble(3, trades.price(row));
        insert.setDouble(4, trades.volume(row));
        insert.addBatch();
        if ((row + 1) % BATCH_ROWS == 0) {
          insert.executeBatch();
          progress.done(row + 1);
        }
      }
      insert.executeBatch();
      connection.commit();
    }
    long nanos = System.nanoTime() - start;
    connection.setAutoCommit(true);
    figures.inserted(level, nanos, PartitionFiles.of(directory, table));
    console.line(
        "  %-9s  zstd level %2d: %s rows in batches of %s, one commit, on disk in %s (%s rows/s)"
            .formatted(
                table,
                level,
                Numbers.count(trades.rows()),
                Numbers.count(BATCH_ROWS),
                Numbers.seconds(nanos),
                Numbers.rowsPerSecond(trades.rows(), nanos)));
  }

  private void printSizes() {
    PartitionFiles files = PartitionFiles.of(directory, "trades_19");
    console.line("");
    console.line("  " + files.directory());
    files.asTable().print(console.out());

    long estimated = ESTIMATED_ROW_BYTES * trades.rows();
    figures.sizes(estimated, trades.rawBytes(), trades.entropyBytes());
    TextTable table =
        new TextTable().left("size of the trades").right("bytes").right("ratio").right("of bound");
    sizeRow(table, "estimated: 32 bytes a row", estimated);
    sizeRow(table, "raw: 8-byte numbers, symbols as text", trades.rawBytes());
    sizeRow(table, "stored at zstd level 3", figures.bytesAtLevel3());
    sizeRow(table, "stored at zstd level 19", figures.bytesAtLevel19());
    sizeRow(table, "entropy bound: no lossless code is smaller", trades.entropyBytes());
    table.print(console.out());
  }

  private void sizeRow(TextTable table, String what, long bytes) {
    table.row(
        what,
        Numbers.count(bytes),
        Numbers.ratio((double) ESTIMATED_ROW_BYTES * trades.rows() / bytes),
        Numbers.ratio((double) bytes / trades.entropyBytes()));
  }

  private void load(Connection connection) throws SQLException {
    console.heading("3. Load: every row through the ResultSet, and checked");
    TradeChecksum written = TradeChecksum.of(trades);
    TradeChecksum read = new TradeChecksum();
    long start = System.nanoTime();
    long nanos;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT timestamp, symbol, price, volume FROM trades");
        Progress progress = new Progress(console, "load", trades.rows())) {
      while (rows.next()) {
        read.add(
            Trades.toMicros(rows.getObject(1, LocalDateTime.class)),
            rows.getString(2),
            rows.getDouble(3),
            rows.getDouble(4));
        if (read.rows() % BATCH_ROWS == 0) {
          progress.done(read.rows());
        }
      }
      nanos = System.nanoTime() - start;
    }
    figures.loaded(nanos);
    console.line(
        "  store opened anew, %s rows in %s (%s rows/s)"
            .formatted(
                Numbers.count(read.rows()),
                Numbers.seconds(nanos),
                Numbers.rowsPerSecond(read.rows(), nanos)));
    TextTable table = new TextTable().left("checksum").right("written").right("read");
    for (Map.Entry<String, Long> sum : written.sums().entrySet()) {
      table.row(sum.getKey(), hex(sum.getValue()), hex(read.sums().get(sum.getKey())));
    }
    table.print(console.out());
    if (written.rows() != read.rows() || !written.sums().equals(read.sums())) {
      throw new DemoFailure("the rows that were read are not the rows that were written");
    }
    console.line("  ✓ count and checksums agree");
  }

  private static String hex(@Nullable Long value) {
    return String.format(Locale.ROOT, "%016x", value);
  }

  private void query(Connection connection) throws SQLException {
    console.heading("5. DuckDB SQL over the partitions");
    for (Query query : Query.values()) {
      console.line("");
      console.line("  " + query.title());
      long firstNanos = timeOf(connection, query);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query.sql())) {
        if (ResultTable.printRounded(console, rows) == 0) {
          throw new DemoFailure(query.title() + " gave no rows");
        }
      }
      double[] repeats = new double[REPEATS];
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        repeats[repeat] = timeOf(connection, query);
      }
      figures.queried(firstNanos);
      console.line(
          "  first run %s, then %s (median of %d)"
              .formatted(
                  Numbers.millis(firstNanos),
                  Numbers.millis((long) Numbers.median(repeats)),
                  REPEATS));
    }
  }

  private static long timeOf(Connection connection, Query query) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query.sql())) {
      while (rows.next()) {
        // Only the time counts here.
      }
    }
    return System.nanoTime() - start;
  }
}
