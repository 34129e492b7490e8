package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All trades read by typed getters, and how soon the first row is there: by the engine, and from
 * Polarway's result cache.
 */
final class ReadFigures {

  private final Console console;
  private final LoadedDatabases databases;
  private final int rounds;

  ReadFigures(Console console, LoadedDatabases databases, int rounds) {
    this.console = console;
    this.databases = databases;
    this.rounds = rounds;
  }

  /** One reading of all rows. */
  private record Reading(long nanos, long firstRowNanos, double sum) {}

  Map<String, Object> measure() throws SQLException {
    console.heading("Read: all trades by typed getters");
    List<Database> contestants =
        List.of(
            databases.polarway(),
            databases.polarwayCached(),
            databases.duckDb(),
            databases.duckDbStreaming(),
            databases.duckDbOnTheSameFiles(),
            databases.sqlite(),
            databases.h2Uncached());
    long[][] times = new long[contestants.size()][rounds];
    long[][] firstRows = new long[contestants.size()][rounds];
    List<Connection> connections = new ArrayList<>();
    try {
      for (Database database : contestants) {
        connections.add(database.connect());
      }
      double expected = Double.NaN;
      for (int round = -1; round < rounds; round++) {
        for (int i = 0; i < contestants.size(); i++) {
          Database database = contestants.get(i);
          Reading reading = read(connections.get(i), database);
          if (database.rows() == databases.trades().rows()) {
            expected = check(database, reading.sum, expected);
          }
          if (round >= 0) {
            times[i][round] = reading.nanos;
            firstRows[i][round] = reading.firstRowNanos;
          }
        }
      }
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
    return report(contestants, times, firstRows);
  }

  private Map<String, Object> report(
      List<Database> contestants, long[][] times, long[][] firstRows) {
    Map<String, Object> report = new LinkedHashMap<>();
    TextTable table =
        new TextTable()
            .left("")
            .right("rows")
            .right("rows/s, median")
            .right("first row")
            .right("Polarway to it");
    Samples ours = new Samples(times[0]);
    for (int i = 0; i < contestants.size(); i++) {
      Database database = contestants.get(i);
      Samples samples = new Samples(times[i]);
      double scale = (double) databases.trades().rows() / database.rows();
      double ratio = scale / ours.ratioTo(samples);
      long rate = Math.round(Numbers.perSecond(database.rows(), Math.round(samples.median())));
      long firstRow = Math.round(new Samples(firstRows[i]).median());
      table.row(
          database.name(),
          Numbers.count(database.rows()),
          Numbers.count(rate),
          Numbers.millis(firstRow),
          Numbers.ratio(ratio));
      report.put(
          database.name(),
          Map.of(
              "rows",
              database.rows(),
              "rowsPerSecond",
              rate,
              "nanos",
              times[i],
              "firstRowNanos",
              firstRows[i],
              "polarwayRatio",
              ratio));
    }
    table.print(console.out());
    return report;
  }

  private static Reading read(Connection connection, Database database) throws SQLException {
    Dialect dialect = database.dialect();
    String sql =
        "SELECT %s, symbol, price, volume FROM trades".formatted(dialect.timestampColumn());
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      long firstRow = 0;
      long count = 0;
      double sum = 0;
      while (row.next()) {
        if (count++ == 0) {
          firstRow = System.nanoTime() - start;
        }
        sum +=
            (dialect.timestamp(row, 1) & 1)
                + row.getString(2).length()
                + row.getDouble(3)
                + row.getDouble(4);
      }
      if (count != database.rows()) {
        throw new IllegalStateException(
            "%s gave %d of %d rows".formatted(database.name(), count, database.rows()));
      }
      return new Reading(System.nanoTime() - start, firstRow, sum);
    }
  }

  /** Sums agree but for the order of their rounding and the lowest bit of each time. */
  private static double check(Database database, double sum, double expected) {
    double tolerance = database.rows();
    if (Math.abs(sum - expected) > tolerance + 1e-9 * Math.abs(expected)) {
      throw new IllegalStateException(
          "%s read a sum of %s instead of %s".formatted(database.name(), sum, expected));
    }
    return Double.isNaN(expected) ? sum : expected;
  }
}
