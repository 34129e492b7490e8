package io.polarway.tck.seed;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The same question before and after it is cached, and after an insert has changed the answer. */
final class CacheSection {

  private static final String QUESTION =
      Query.BY_SYMBOL.sql().replace("FROM trades", "FROM trades_19");

  private final DemoRun run;
  private final Console console;

  CacheSection(DemoRun run) {
    this.run = run;
    this.console = run.console();
  }

  void show() throws SQLException {
    console.heading("4. Cache: miss, hit, and no stale answer");
    long rows = run.trades().rows();
    TextTable table =
        new TextTable().left("query 1 over trades_19").right("time").right("trades counted");
    try (Connection connection = run.connect()) {
      Stopwatch.nanosOf(connection, "SELECT max(price) FROM trades_19");
      Answer miss = ask(connection);
      Answer hit = askAgain(connection);
      check(miss, rows);
      check(hit, rows);
      insertOne(connection);
      Answer changed = ask(connection);
      Answer hitAgain = askAgain(connection);
      check(changed, rows + 1);
      check(hitAgain, rows + 1);
      run.figures().cached(miss.nanos(), hit.nanos());

      row(table, "asked for the first time (miss)", miss);
      row(table, "asked again (hit), median of " + Stopwatch.REPEATS, hit);
      row(table, "after an insert of one row (miss)", changed);
      row(table, "asked again (hit), median of " + Stopwatch.REPEATS, hitAgain);
    }
    table.print(console.out());
    console.line(
        "  ✓ a hit took %s of the time of a miss, and the insert was seen at once"
            .formatted(Numbers.percent(run.figures().hitShare())));
  }

  private record Answer(long nanos, long trades) {}

  private static Answer ask(Connection connection) throws SQLException {
    long trades = 0;
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUESTION)) {
      while (rows.next()) {
        trades += rows.getLong("trades");
      }
    }
    return new Answer(System.nanoTime() - start, trades);
  }

  /** The answer of several, all of which must be the same, with the median of their times. */
  private static Answer askAgain(Connection connection) throws SQLException {
    double[] nanos = new double[Stopwatch.REPEATS];
    long trades = 0;
    for (int repeat = 0; repeat < nanos.length; repeat++) {
      Answer answer = ask(connection);
      nanos[repeat] = answer.nanos();
      if (repeat > 0 && answer.trades() != trades) {
        throw new DemoFailure("the same question was answered in two ways");
      }
      trades = answer.trades();
    }
    return new Answer((long) Numbers.median(nanos), trades);
  }

  private static void insertOne(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO trades_19 VALUES (TIMESTAMP '2026-02-03 12:00:00', 'BTC/USD', 50000, 1)");
    }
  }

  private static void check(Answer answer, long trades) {
    if (answer.trades() != trades) {
      throw new DemoFailure(
          "the answer counts %d trades where there are %d".formatted(answer.trades(), trades));
    }
  }

  private static void row(TextTable table, String what, Answer answer) {
    table.row(what, Numbers.time(answer.nanos()), Numbers.count(answer.trades()));
  }
}
