package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Operations on two stores with the same rows, one of which came to them by many commits, and the
 * upkeep that goes with them. Rounds alternate between the two.
 */
final class HistoryFigures {

  private static final int FEW_COMMITS = 10;
  private static final int ROWS = 5_000;

  /** What is measured. */
  private enum Operation {
    OPEN("open the store and close it"),
    SELECT("SELECT by key"),
    COUNT("count(*) with a condition"),
    INSERT("INSERT of one row");

    private final String label;

    Operation(String label) {
      this.label = label;
    }
  }

  private final Console console;
  private final Path directory;
  private final int commits;
  private final int rounds;
  private final boolean hot;
  private int nextKey;

  /**
   * @param hot whether the commits keep their rows in the catalog at first
   */
  HistoryFigures(Console console, Path directory, int commits, int rounds, boolean hot) {
    this.console = console;
    this.directory = directory;
    this.commits = commits;
    this.rounds = rounds;
    this.hot = hot;
  }

  Map<String, Object> measure() throws SQLException {
    console.heading(
        "A store with %s commits, %s, and one with %d"
            .formatted(Numbers.count(commits), hot ? "hot" : "hot=off", FEW_COMMITS));
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      return measure(List.of(url(scratch, "few"), url(scratch, "many")));
    }
  }

  private Map<String, Object> measure(List<String> urls) throws SQLException {
    fill(urls.get(0), FEW_COMMITS);
    long start = System.nanoTime();
    fill(urls.get(1), commits);
    console.line("%s to fill it".formatted(Numbers.seconds(System.nanoTime() - start)));
    List<Map<Operation, long[]>> nanos = List.of(samples(), samples());
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < urls.size(); i++) {
        int of = round % 2 == 0 ? i : 1 - i;
        round(urls.get(of), nanos.get(of), round);
      }
    }
    return report(nanos);
  }

  private String url(ScratchDirectory scratch, String name) {
    return "jdbc:polarway:%s?cache=off&hot=%s"
        .formatted(scratch.path().resolve(name), hot ? "on" : "off");
  }

  private Map<Operation, long[]> samples() {
    Map<Operation, long[]> samples = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      samples.put(operation, new long[rounds]);
    }
    return samples;
  }

  private static void fill(String url, int commits) throws SQLException {
    int rows = Math.max(ROWS, commits);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (k INTEGER, v VARCHAR)");
      for (int i = 0; i < commits; i++) {
        long from = (long) rows * i / commits;
        long to = (long) rows * (i + 1) / commits;
        statement.execute(
            "INSERT INTO t SELECT k, 'value ' || k FROM range(%d, %d) AS r(k)".formatted(from, to));
      }
      // Both begin with the same files; what differs is what lies behind them.
      statement.execute("OPTIMIZE t");
    }
  }

  private void round(String url, Map<Operation, long[]> nanos, int round) throws SQLException {
    long start = System.nanoTime();
    DriverManager.getConnection(url).close();
    note(nanos, Operation.OPEN, round, start);
    try (Connection connection = DriverManager.getConnection(url)) {
      // What the first statement of a connection costs is part of opening it.
      select(connection, 0);
      start = System.nanoTime();
      select(connection, 1 + round);
      note(nanos, Operation.SELECT, round, start);
      start = System.nanoTime();
      count(connection);
      note(nanos, Operation.COUNT, round, start);
      insert(connection);
      start = System.nanoTime();
      insert(connection);
      note(nanos, Operation.INSERT, round, start);
    }
  }

  private static void note(
      Map<Operation, long[]> nanos, Operation operation, int round, long startNanos) {
    long[] samples = nanos.get(operation);
    if (round >= 0 && samples != null) {
      samples[round] = System.nanoTime() - startNanos;
    }
  }

  private static void select(Connection connection, int key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT v FROM t WHERE k = ?")) {
      statement.setInt(1, Math.max(0, key));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("no row with key " + key);
        }
      }
    }
  }

  private static void count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM t WHERE v LIKE '%7'")) {
      row.next();
    }
  }

  private void insert(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO t VALUES (%d, 'new')".formatted(-1 - nextKey++));
    }
  }

  private Map<String, Object> report(List<Map<Operation, long[]>> nanos) {
    Map<String, Object> report = new LinkedHashMap<>();
    TextTable table =
        new TextTable()
            .left("")
            .right("%d commits, median".formatted(FEW_COMMITS))
            .right("%s commits, median".formatted(Numbers.count(commits)))
            .right("ratio");
    for (Operation operation : Operation.values()) {
      Samples few = new Samples(nanos.get(0).getOrDefault(operation, new long[0]));
      Samples many = new Samples(nanos.get(1).getOrDefault(operation, new long[0]));
      double ratio = many.ratioTo(few);
      table.row(operation.label, milliseconds(few), milliseconds(many), Numbers.ratio(ratio));
      report.put(
          operation.name(),
          Map.of("fewNanos", few.nanos(), "manyNanos", many.nanos(), "ratio", ratio));
    }
    table.print(console.out());
    return report;
  }

  private static String milliseconds(Samples samples) {
    return Numbers.fixed(samples.median() / 1_000_000, 2) + " ms";
  }
}
