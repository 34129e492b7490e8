package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;

/** A query of one day over a table of thousands of days, beside DuckDB on that day's file alone. */
final class PartitionFigures {

  private static final int MOST_RUNS = 100;
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int WARM_UP_RUNS = 5;
  private static final int ROWS_PER_DAY = 12;
  private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
  private static final long SEED = 1;

  private static final String QUERY = "SELECT count(*), avg(price), max(timestamp) FROM %s";

  private final Console console;
  private final Path directory;
  private final int partitions;

  PartitionFigures(Console console, Path directory, int partitions) {
    this.console = console;
    this.directory = directory;
    this.partitions = partitions;
  }

  Map<String, Object> measure() throws SQLException {
    console.heading("One day of %s: one file of as many".formatted(Numbers.count(partitions)));
    Properties uncached = new Properties();
    uncached.setProperty("cache", "off");
    uncached.setProperty("hot", "off");
    try (ScratchDirectory scratch = ScratchDirectory.in(directory);
        Connection polarway =
            DriverManager.getConnection("jdbc:polarway:" + scratch.path() + "/store", uncached);
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      fill(polarway);
      List<Path> files = LoadedDatabases.filesBelow(scratch.path());
      if (files.size() != partitions) {
        throw new IllegalStateException(files.size() + " files of " + partitions + " partitions");
      }
      return report(run(polarway, duckDb, files));
    }
  }

  /** One query, by both. */
  private record Run(long ourNanos, long rawNanos) {}

  private List<Run> run(Connection polarway, Connection duckDb, List<Path> files)
      throws SQLException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      run(polarway, duckDb, files, random.nextInt(partitions));
    }
    List<Run> runs = new ArrayList<>();
    long end = System.nanoTime() + LONGEST.toNanos();
    while (runs.isEmpty() || (runs.size() < MOST_RUNS && System.nanoTime() < end)) {
      runs.add(run(polarway, duckDb, files, random.nextInt(partitions)));
    }
    return runs;
  }

  private static Run run(Connection polarway, Connection duckDb, List<Path> files, int dayNumber)
      throws SQLException {
    LocalDate day = FIRST_DAY.plusDays(dayNumber);
    String file = fileOf(files, day).toString();
    return new Run(
        nanosOf(
            polarway,
            QUERY.formatted(
                "days WHERE timestamp >= TIMESTAMP '%s' AND timestamp < TIMESTAMP '%s'"
                    .formatted(day, day.plusDays(1)))),
        nanosOf(duckDb, QUERY.formatted("read_parquet('" + file + "')")));
  }

  private Map<String, Object> report(List<Run> runs) {
    Samples ours = new Samples(runs.stream().mapToLong(Run::ourNanos).toArray());
    Samples raw = new Samples(runs.stream().mapToLong(Run::rawNanos).toArray());
    double ratio = ours.ratioTo(raw);
    new TextTable()
        .left("")
        .right("median")
        .right("p99")
        .right("Polarway to it")
        .row("Polarway", millis(ours.median()), millis((double) ours.percentile(0.99)), "")
        .row(
            "DuckDB, that day's file",
            millis(raw.median()),
            millis((double) raw.percentile(0.99)),
            Numbers.ratio(ratio))
        .print(console.out());
    return Map.of(
        "partitions",
        partitions,
        "polarwayNanos",
        ours.nanos(),
        "duckDbNanos",
        raw.nanos(),
        "ratio",
        ratio);
  }

  private static String millis(double nanos) {
    return Numbers.fixed(nanos / 1_000_000, 2) + " ms";
  }

  private void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE days (timestamp TIMESTAMP, price DOUBLE) PARTITIONED BY (day(timestamp))");
      statement.execute(
          """
          INSERT INTO days
          SELECT TIMESTAMP '%s' + INTERVAL (i * 24 // %d) HOUR, i FROM range(%d) r(i)\
          """
              .formatted(FIRST_DAY, ROWS_PER_DAY, (long) partitions * ROWS_PER_DAY));
    }
  }

  private static Path fileOf(List<Path> files, LocalDate day) {
    for (Path file : files) {
      if (file.toString().contains("/day=" + day + "/")) {
        return file;
      }
    }
    throw new IllegalStateException("no file of " + day + " among " + files.subList(0, 1));
  }

  private static long nanosOf(Connection connection, String sql) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next() || row.getLong(1) != ROWS_PER_DAY) {
        throw new IllegalStateException("wrong rows of " + sql);
      }
      row.getDouble(2);
      row.getTimestamp(3);
    }
    return System.nanoTime() - start;
  }
}
