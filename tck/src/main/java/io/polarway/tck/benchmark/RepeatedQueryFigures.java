package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same small query again and again, by Statement and by PreparedStatement: what a dashboard
 * does. Its time goes from the execution to the end of the rows.
 */
final class RepeatedQueryFigures {

  private static final Duration LONGEST_TURN = Duration.ofMillis(700);
  private static final String SYMBOL = "BTC/USD";

  private static final String QUERY =
      "SELECT symbol, count(*), avg(price), sum(volume) FROM trades WHERE symbol = %s GROUP BY"
          + " symbol";

  private final Console console;
  private final LoadedDatabases databases;
  private final int rounds;
  private final int runs;

  /**
   * @param runs the most executions of a turn, which also ends by the clock
   */
  RepeatedQueryFigures(Console console, LoadedDatabases databases, int rounds, int runs) {
    this.console = console;
    this.databases = databases;
    this.rounds = rounds;
    this.runs = runs;
  }

  /** One execution. */
  @FunctionalInterface
  private interface Execution {
    ResultSet run() throws SQLException;
  }

  private record Contestant(String name, Execution execution) {}

  Map<String, Object> measure() throws SQLException {
    console.heading(
        "The same query again: one row of %s trades"
            .formatted(Numbers.count(databases.trades().rows())));
    List<Contestant> contestants = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    try {
      for (Database database :
          List.of(
              databases.polarwayCached(),
              databases.polarway(),
              databases.h2(),
              databases.duckDb(),
              databases.sqlite())) {
        Connection connection = database.connect();
        connections.add(connection);
        Statement statement = connection.createStatement();
        String text = QUERY.formatted("'" + SYMBOL + "'");
        contestants.add(
            new Contestant(database.name() + ", Statement", () -> statement.executeQuery(text)));
        PreparedStatement prepared = connection.prepareStatement(QUERY.formatted("?"));
        contestants.add(
            new Contestant(
                database.name() + ", PreparedStatement",
                () -> {
                  prepared.setString(1, SYMBOL);
                  return prepared.executeQuery();
                }));
      }
      for (Contestant contestant : contestants) {
        turn(contestant);
      }
      long[][] times = new long[contestants.size()][0];
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < times.length; i++) {
          times[i] = concatenated(times[i], turn(contestants.get(i)).runs().nanos());
        }
      }
      return report(contestants, times);
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  /** Executes for a while. */
  private Turn turn(Contestant contestant) throws SQLException {
    return Turn.of(() -> execute(contestant), LONGEST_TURN, runs);
  }

  private static void execute(Contestant contestant) throws SQLException {
    try (ResultSet row = contestant.execution.run()) {
      double sum = 0;
      while (row.next()) {
        sum += row.getString(1).length() + row.getLong(2) + row.getDouble(3) + row.getDouble(4);
      }
      if (!(sum > 0)) {
        throw new IllegalStateException(contestant.name + " gave no row");
      }
    }
  }

  private Map<String, Object> report(List<Contestant> contestants, long[][] times) {
    Map<String, Object> report = new LinkedHashMap<>();
    TextTable table =
        new TextTable().left("").right("runs").right("p50").right("p99").right("p50 to Polarway's");
    double ours = new Samples(times[0]).percentile(0.5);
    for (int i = 0; i < times.length; i++) {
      Samples samples = new Samples(times[i]);
      long p50 = samples.percentile(0.5);
      long p99 = samples.percentile(0.99);
      table.row(
          contestants.get(i).name,
          Numbers.count(times[i].length),
          micros(p50),
          micros(p99),
          Numbers.ratio(p50 / ours));
      report.put(
          contestants.get(i).name,
          Map.of("runs", times[i].length, "p50Nanos", p50, "p99Nanos", p99));
    }
    table.print(console.out());
    return report;
  }

  private static String micros(long nanos) {
    return Numbers.fixed(nanos / 1_000.0, 1) + " µs";
  }

  private static long[] concatenated(long[] first, long[] second) {
    long[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
