package io.polarway.tck.process;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Processes that write and read one store at once, beside checkpoints and compactions. What is
 * lost, doubled or torn is an {@link IllegalStateException}.
 */
public final class ProcessRun {

  private static final long EXIT_SECONDS = 120;
  private static final long MAINTENANCE_MILLIS = 700;

  /**
   * What was done.
   *
   * @param transfers those that writers had acknowledged
   * @param snapshots those that readers checked
   */
  public record Summary(long transfers, long snapshots) {}

  private final Path store;
  private final long seed;

  private ProcessRun(Path store, long seed) {
    this.store = store;
    this.seed = seed;
  }

  /** Makes a store, and lets so many processes work on it for so long. */
  public static Summary run(Path store, int writers, int readers, int seconds, long seed)
      throws IOException, InterruptedException, SQLException {
    return new ProcessRun(store, seed).run(writers, readers, seconds);
  }

  private Summary run(int writers, int readers, int seconds)
      throws IOException, InterruptedException, SQLException {
    createTables();
    List<ChildProcess> children = new ArrayList<>();
    try {
      for (int i = 0; i < writers + readers; i++) {
        children.add(start(i < writers ? "write" : "read", i));
      }
      for (ChildProcess child : children) {
        require(child.line().equals("ready"), "a process did not start");
      }
      for (ChildProcess child : children) {
        child.go();
      }
      maintain(seconds);
      for (ChildProcess child : children) {
        child.go();
      }
      List<Long> done = new ArrayList<>();
      for (ChildProcess child : children) {
        done.add(lastLine(child));
      }
      for (ChildProcess child : children) {
        boolean ended = child.process().waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        require(ended && child.process().exitValue() == 0, "a process failed");
      }
      check(done.subList(0, writers));
      return new Summary(sum(done.subList(0, writers)), sum(done.subList(writers, done.size())));
    } finally {
      children.forEach(child -> child.process().destroyForcibly());
    }
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sum();
  }

  private ChildProcess start(String does, int number) throws IOException {
    return ChildProcess.start(
        Transfers.class, does, store.toString(), Integer.toString(number), Long.toString(seed));
  }

  private void createTables() throws SQLException {
    try (Connection connection = connect()) {
      Transfers.createTables(connection);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:polarway:" + store);
  }

  private void maintain(int seconds) throws InterruptedException, SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      while (System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(MAINTENANCE_MILLIS);
        statement.execute("CHECKPOINT journal");
        statement.execute("OPTIMIZE journal");
      }
    }
  }

  /** The lines of a child count from 1. */
  private static long lastLine(ChildProcess child) {
    long last = 0;
    for (String line = child.line(); !line.equals("done"); line = child.line()) {
      require(line.equals(Long.toString(last + 1)), "a process ended early: " + line);
      last++;
    }
    require(last > 0, "a process did nothing");
    return last;
  }

  private void check(List<Long> transfersOfWriters) throws SQLException {
    try (Connection connection = connect()) {
      for (int writer = 0; writer < transfersOfWriters.size(); writer++) {
        String of = " FROM journal WHERE writer = " + writer;
        for (String what : List.of("count(*)", "count(DISTINCT sequence)", "max(sequence)")) {
          long found = Transfers.number(connection, "SELECT " + what + of);
          require(
              found == transfersOfWriters.get(writer),
              "%s of writer %d is %d instead of %d"
                  .formatted(what, writer, found, transfersOfWriters.get(writer)));
        }
      }
      long total =
          Transfers.number(
              connection, "SELECT (SELECT sum(amount) FROM a) + (SELECT sum(amount) FROM b)");
      require(total == Transfers.TOTAL, "the sum of all accounts is " + total);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
