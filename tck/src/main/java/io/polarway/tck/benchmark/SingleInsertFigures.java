package io.polarway.tck.benchmark;

import io.polarway.tck.benchmark.DurableDatabase.DurableStatement;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Durable INSERTs of one row in auto-commit mode, by one thread and by four. */
final class SingleInsertFigures {

  private static final int THREADS = 4;

  private final Console console;
  private final Path directory;
  private final int rounds;
  private final Duration turn;

  SingleInsertFigures(Console console, Path directory, int rounds, Duration turn) {
    this.console = console;
    this.directory = directory;
    this.rounds = rounds;
    this.turn = turn;
  }

  Map<String, Object> measure() throws SQLException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("withoutKey", measure("a table without a key", "id BIGINT"));
    report.put("withKey", measure("a table with a primary key", "id BIGINT PRIMARY KEY"));
    return report;
  }

  private Map<String, Object> measure(String what, String idColumn) throws SQLException {
    console.heading("INSERT of one row, auto-commit, into " + what);
    List<Contestant> contestants = new ArrayList<>();
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      try {
        for (DurableDatabase database : DurableDatabase.ALL) {
          contestants.add(new Contestant(database, scratch.path(), idColumn));
        }
        for (int round = -1; round < rounds; round++) {
          for (Contestant contestant : contestants) {
            contestant.takeTurn(round >= 0);
          }
        }
        for (Contestant contestant : contestants) {
          contestant.check();
        }
      } finally {
        for (Contestant contestant : contestants) {
          contestant.close();
        }
      }
    }
    return report(contestants);
  }

  private Map<String, Object> report(List<Contestant> contestants) {
    Contestant ours = contestants.get(0);
    Map<String, Object> report = new LinkedHashMap<>();
    TextTable table =
        new TextTable()
            .left("")
            .right("1 thread: p50")
            .right("p99")
            .right("Polarway to it")
            .right(THREADS + " threads: p50")
            .right("p99")
            .right("rows/s")
            .right("Polarway to it");
    for (Contestant contestant : contestants) {
      double timeRatio = ours.alone.timeRatioTo(contestant.alone);
      double rateRatio = ours.together.rateRatioTo(contestant.together);
      Samples alone = contestant.alone.all();
      Samples together = contestant.together.all();
      table.row(
          contestant.database.name(),
          Numbers.time(alone.percentile(0.5)),
          Numbers.time(alone.percentile(0.99)),
          Numbers.ratio(timeRatio),
          Numbers.time(together.percentile(0.5)),
          Numbers.time(together.percentile(0.99)),
          Numbers.count(Math.round(contestant.together.runsPerSecond())),
          Numbers.ratio(rateRatio));
      report.put(
          contestant.database.name(),
          Map.of(
              "oneThread",
              contestant.alone.figures(),
              "fourThreads",
              contestant.together.figures(),
              "polarwayTimeRatio",
              timeRatio,
              "polarwayRateRatio",
              rateRatio));
    }
    table.print(console.out());
    return report;
  }

  /** A database with its connections, one for each thread. */
  private final class Contestant implements AutoCloseable {
    private final DurableDatabase database;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Turn.Work> inserts = new ArrayList<>();
    private final AtomicLong rows = new AtomicLong();
    private final TurnSamples alone = new TurnSamples();
    private final TurnSamples together = new TurnSamples();

    Contestant(DurableDatabase database, Path scratch, String idColumn) throws SQLException {
      this.database = database;
      for (int i = 0; i < THREADS; i++) {
        connections.add(database.connect(scratch));
      }
      DurableDatabase.execute(
          connections.get(0),
          "CREATE TABLE events (%s, name VARCHAR, amount DOUBLE)".formatted(idColumn));
      for (Connection connection : connections) {
        DurableStatement insert =
            database.prepare(connection, "INSERT INTO events VALUES (?, ?, ?)");
        inserts.add(() -> insert(insert));
      }
    }

    private void insert(DurableStatement insert) throws SQLException {
      long id = rows.incrementAndGet();
      insert.change().setLong(1, id);
      insert.change().setString(2, "event " + id);
      insert.change().setDouble(3, id / 4.0);
      insert.changeOne();
    }

    void takeTurn(boolean counts) throws SQLException {
      Turn one = Turn.of(inserts.get(0), turn, Integer.MAX_VALUE);
      Turn four = Turn.of(inserts, turn);
      if (counts) {
        alone.add(one);
        together.add(four);
      }
    }

    void check() throws SQLException {
      try (Statement statement = connections.get(0).createStatement();
          ResultSet row = statement.executeQuery("SELECT count(*) FROM events")) {
        row.next();
        if (row.getLong(1) != rows.get()) {
          throw new IllegalStateException(
              "%s has %d of %d rows".formatted(database.name(), row.getLong(1), rows.get()));
        }
      }
    }

    @Override
    public void close() throws SQLException {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }
}
