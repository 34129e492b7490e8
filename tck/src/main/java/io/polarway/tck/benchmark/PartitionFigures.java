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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;

/** A query of one day over a table of thousands of days, beside DuckDB on that day's file alone. */
final class PartitionFigures {

  private static final int RUNS = 100;
  private static final int WARM_UP_RUNS = 20;
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
    long[] ours = new long[RUNS];
    long[] raw = new long[RUNS];
    try (ScratchDirectory scratch = ScratchDirectory.in(directory);
        Connection polarway =
            DriverManager.getConnection("jdbc:polarway:" + scratch.path() + "/store", uncached);
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      fill(polarway);
      List<Path> files = LoadedDatabases.filesBelow(scratch.path());
      if (files.size() != partitions) {
        throw new IllegalStateException(files.size() + " files of " + partitions + " partitions");
      }
      SplittableRandom random = new SplittableRandom(SEED);
      for (int run = -WARM_UP_RUNS; run < RUNS; run++) {
        int number = random.nextInt(partitions);
        LocalDate day = FIRST_DAY.plusDays(number);
        long ourTime =
            run(
                polarway,
                QUERY.formatted(
                    "days WHERE timestamp >= TIMESTAMP '%s' AND timestamp < TIMESTAMP '%s'"
                        .formatted(day, day.plusDays(1))));
        long rawTime =
            run(duckDb, QUERY.formatted("read_parquet('%s')".formatted(fileOf(files, day))));
        if (run >= 0) {
          ours[run] = ourTime;
          raw[run] = rawTime;
        }
      }
    }
    return report(new Samples(ours), new Samples(raw));
  }

  private Map<String, Object> report(Samples ours, Samples raw) {
    double ratio = ours.ratioTo(raw);
    new TextTable()
        .left("")
        .right("median")
        .right("p99")
        .right("Polarway to it")
        .row("Polarway", millis(ours.median()), millis(ours.percentile(0.99)), "")
        .row(
            "DuckDB, that day's file",
            millis(raw.median()),
            millis(raw.percentile(0.99)),
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
      if (file.getParent().endsWith("day=" + day)) {
        return file;
      }
    }
    throw new IllegalStateException("no file of " + day + " among " + files.subList(0, 1));
  }

  private static long run(Connection connection, String sql) throws SQLException {
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
