package io.polarway.tck.benchmark;

import io.polarway.tck.benchmark.KeyContestant.Operation;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * SELECT, UPDATE and DELETE of one row by primary key, each a durable transaction of its own, with
 * another key each time. Polarway comes twice: the rows stand in files, or they are hot.
 */
final class KeyFigures {

  private static final long SEED = 1;

  /** The most that a commit leaves hot. */
  private static final int HOT_ROWS = 1_000;

  private static final String CREATE_TABLE =
      "CREATE TABLE accounts (id BIGINT PRIMARY KEY, name VARCHAR, balance DOUBLE)";

  private final Console console;
  private final Path directory;
  private final int rows;
  private final int rounds;
  private final Duration turn;
  private final List<Connection> connections = new ArrayList<>();

  KeyFigures(Console console, Path directory, int rows, int rounds, Duration turn) {
    this.console = console;
    this.directory = directory;
    this.rows = rows;
    this.rounds = rounds;
    this.turn = turn;
  }

  Map<String, Object> measure() throws SQLException {
    console.heading(
        "By primary key in %s rows, auto-commit, one thread: p50".formatted(Numbers.count(rows)));
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      try {
        List<KeyContestant> contestants = contestants(scratch.path());
        for (Operation operation : Operation.values()) {
          measure(operation, contestants);
        }
        return report(contestants);
      } finally {
        for (Connection connection : connections) {
          connection.close();
        }
      }
    }
  }

  private List<KeyContestant> contestants(Path scratch) throws SQLException {
    List<KeyContestant> contestants = new ArrayList<>();
    for (DurableDatabase database : DurableDatabase.ALL) {
      Connection connection = opened(database.connect(scratch));
      load(connection, database.equals(DurableDatabase.DUCKDB));
      if (database.equals(DurableDatabase.POLARWAY)) {
        contestants.add(KeyContestant.of("Polarway, in files", database, connection, keys()));
        Keys hot = Keys.ofNewRows(connection, rows, HOT_ROWS);
        contestants.add(KeyContestant.of("Polarway, hot", database, connection, hot));
        contestants.add(duckDbOnFilesBelow(scratch));
      } else {
        contestants.add(KeyContestant.of(database.name(), database, connection, keys()));
      }
    }
    return contestants;
  }

  private Connection opened(Connection connection) {
    connections.add(connection);
    return connection;
  }

  private Keys keys() {
    return Keys.upTo(rows, new SplittableRandom(SEED));
  }

  private void load(Connection connection, boolean byQuery) throws SQLException {
    DurableDatabase.execute(connection, CREATE_TABLE);
    if (byQuery) {
      DurableDatabase.execute(
          connection,
          "INSERT INTO accounts SELECT range, 'account ' || range, range / 4 FROM range(%d)"
              .formatted(rows));
    } else {
      Keys.insert(connection, 0, rows);
    }
  }

  private KeyContestant duckDbOnFilesBelow(Path scratch) throws SQLException {
    String files =
        LoadedDatabases.filesBelow(scratch).stream()
            .map(file -> "'" + file + "'")
            .collect(Collectors.joining(", ", "read_parquet([", "])"));
    Connection duckDb = opened(DriverManager.getConnection("jdbc:duckdb:"));
    return KeyContestant.reader("DuckDB, the same Parquet", duckDb, files, keys());
  }

  private void measure(Operation operation, List<KeyContestant> contestants) throws SQLException {
    int mostRuns = rows / Operation.values().length / (rounds + 1);
    for (int round = -1; round < rounds; round++) {
      for (KeyContestant contestant : contestants) {
        if (contestant.takesPartIn(operation)) {
          Turn taken = contestant.takeTurn(operation, turn, mostRuns);
          if (round >= 0) {
            contestant.samples(operation).add(taken);
          }
        }
      }
    }
  }

  private Map<String, Object> report(List<KeyContestant> contestants) {
    KeyContestant inFiles = contestants.get(0);
    KeyContestant hot = contestants.get(1);
    Map<String, Object> report = new LinkedHashMap<>();
    TextTable table = new TextTable().left("");
    for (Operation operation : Operation.values()) {
      table.right(operation.name()).right("in files to it").right("hot to it");
    }
    for (KeyContestant contestant : contestants) {
      List<String> cells = new ArrayList<>(List.of(contestant.name()));
      Map<String, Object> figures = new LinkedHashMap<>();
      for (Operation operation : Operation.values()) {
        if (!contestant.takesPartIn(operation)) {
          cells.addAll(List.of("", "", ""));
          continue;
        }
        TurnSamples samples = contestant.samples(operation);
        double inFilesRatio = inFiles.samples(operation).timeRatioTo(samples);
        double hotRatio = hot.samples(operation).timeRatioTo(samples);
        cells.add(Numbers.time(samples.all().percentile(0.5)));
        cells.add(Numbers.ratio(inFilesRatio));
        cells.add(Numbers.ratio(hotRatio));
        Map<String, Object> ofOperation = samples.figures();
        ofOperation.put("polarwayInFilesRatio", inFilesRatio);
        ofOperation.put("polarwayHotRatio", hotRatio);
        figures.put(operation.name(), ofOperation);
      }
      table.row(cells);
      report.put(contestant.name(), figures);
    }
    table.print(console.out());
    return report;
  }
}
