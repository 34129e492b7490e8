package io.polarway.tck.maintenance;

import static io.polarway.tck.maintenance.Sql.execute;
import static io.polarway.tck.maintenance.Sql.number;
import static io.polarway.tck.maintenance.Sql.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.tck.store.DuckDbView;
import io.polarway.tck.store.IcebergView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OPTIMIZE and VACUUM in two processes, while threads insert and read. */
class BesideOthersTest {

  private static final long WORK_SECONDS = 4;
  private static final int PAIRS = 50;

  @TempDir private Path directory;
  private final AtomicLong inserted = new AtomicLong();

  @Test
  void nothingIsLostOrDoubled() throws Exception {
    Path store = directory.resolve("store");
    String url = "jdbc:polarway:" + store;
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(
          connection,
          "CREATE TABLE events (id BIGINT, part INTEGER, amount BIGINT)"
              + " PARTITIONED BY (part) SORTED BY (id DESC) WITH (\"rest-level\" = 6)");
    }
    Path output = directory.resolve("output");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BesideOthersTest.class.getName(),
                url)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    ExecutorService executor = Executors.newCachedThreadPool();
    try {
      List<Future<Long>> running = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        long first = thread * 1_000_000_000L;
        running.add(executor.submit(() -> insert(url, first)));
        running.add(executor.submit(() -> read(url)));
      }
      running.add(executor.submit(() -> maintain(url)));
      for (Future<Long> each : running) {
        assertThat(each.get()).isPositive();
      }
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(other.exitValue()).as(Files.readString(output)).isZero();
    } finally {
      executor.shutdownNow();
      other.destroyForcibly();
    }

    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, "OPTIMIZE events");
      execute(connection, "CALL polarway.vacuum(older_than => INTERVAL '0 seconds')");
      String expected = "%d|%d|0".formatted(inserted.get(), inserted.get());
      String query = "SELECT count(*), count(DISTINCT id), sum(amount) FROM events";
      assertThat(rows(connection, query)).containsExactly(expected);
      List<Path> files = IcebergView.filesOf(store, "main", "events");
      assertThat(files).hasSize(3);
      try (Connection duckDb = DuckDbView.open()) {
        DuckDbView.createView(duckDb, "events", files);
        assertThat(rows(duckDb, query)).containsExactly(expected);
      }
    }
  }

  /** The other process: maintains the store of the URL. */
  public static void main(String[] arguments) throws Exception {
    maintain(arguments[0]);
  }

  private static long maintain(String url) throws Exception {
    return repeat(
        url,
        connection -> {
          execute(connection, "OPTIMIZE events");
          execute(connection, "CALL polarway.vacuum(older_than => INTERVAL '10 minutes')");
        });
  }

  /** Inserts pairs of rows that add up to zero. */
  private long insert(String url, long first) throws Exception {
    AtomicLong next = new AtomicLong(first);
    return repeat(
        url,
        connection -> {
          long from = next.getAndAdd(2 * PAIRS);
          execute(
              connection,
              "INSERT INTO events SELECT i, i %% 3, CASE WHEN i %% 2 = 0 THEN i ELSE 1 - i END FROM range(%d, %d) AS r(i)"
                  .formatted(from, from + 2 * PAIRS));
          inserted.addAndGet(2 * PAIRS);
        });
  }

  private long read(String url) throws Exception {
    AtomicLong seen = new AtomicLong();
    return repeat(
        url,
        connection -> {
          long least = inserted.get();
          assertThat(number(connection, "SELECT coalesce(sum(amount), 0)::BIGINT FROM events"))
              .isZero();
          long count = number(connection, "SELECT count(*) FROM events");
          assertThat(count % (2 * PAIRS)).isZero();
          assertThat(count).isGreaterThanOrEqualTo(Math.max(least, seen.get()));
          seen.set(count);
        });
  }

  /** A piece of work. */
  @FunctionalInterface
  private interface Step {
    void run(Connection connection) throws SQLException;
  }

  /** Does it again and again for a while, and tells how often. */
  private static long repeat(String url, Step step) throws Exception {
    Callable<Long> loop =
        () -> {
          long times = 0;
          long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WORK_SECONDS);
          try (Connection connection = DriverManager.getConnection(url)) {
            do {
              step.run(connection);
              times++;
            } while (System.nanoTime() - end < 0);
          }
          return times;
        };
    return loop.call();
  }
}
