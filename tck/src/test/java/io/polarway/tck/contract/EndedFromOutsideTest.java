package io.polarway.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Work that would go on for ever is ended from outside: by cancel, timeout, interrupt, close and
 * abort, while a statement executes, its rows are read, or it writes. The call ends with an
 * SQLException, nothing of a change is left, and the connection and even the statement live on,
 * unless they are what was closed. How long each took is printed; that it ends is what is asserted.
 */
class EndedFromOutsideTest {

  private static final String ENDLESS_QUERY =
      "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b";
  private static final String ENDLESS_ROWS = "SELECT range FROM range(100000000000)";
  private static final String ENDLESS_INSERT =
      "INSERT INTO t SELECT (range % 1000)::INTEGER FROM range(100000000000)";
  private static final String ENDLESS_RECURSION =
      "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r";
  private static final int BATCHED_ROWS = 100_000;

  @TempDir private static Path directory;

  /** What another thread does, on this connection, until it is stopped. */
  private interface Work {
    void run(Statement statement, CountDownLatch begun) throws SQLException;
  }

  /** What stops it. */
  private interface Stop {
    void stop(Connection connection, Statement statement, Thread worker) throws SQLException;
  }

  private static void execute(Statement statement, CountDownLatch begun, String sql)
      throws SQLException {
    begun.countDown();
    statement.execute(sql);
  }

  private static void read(Statement statement, CountDownLatch begun) throws SQLException {
    try (ResultSet rows = statement.executeQuery(ENDLESS_ROWS)) {
      long sum = 0;
      while (rows.next()) {
        sum += rows.getLong(1);
        begun.countDown();
      }
      throw new AssertionError("all rows were read, their sum is " + sum);
    }
  }

  /** Batches of changes, each of which takes a while, one after another. */
  private static void batch(Statement statement, CountDownLatch begun) throws SQLException {
    for (int i = 0; i < BATCHED_ROWS; i++) {
      statement.addBatch("UPDATE kept SET i = i + 1");
    }
    begun.countDown();
    statement.executeBatch();
  }

  private static Map<String, Work> works() {
    Map<String, Work> works = new LinkedHashMap<>();
    works.put("a query", (statement, begun) -> execute(statement, begun, ENDLESS_QUERY));
    works.put("a recursion", (statement, begun) -> execute(statement, begun, ENDLESS_RECURSION));
    works.put("reading rows", EndedFromOutsideTest::read);
    works.put("an INSERT", (statement, begun) -> execute(statement, begun, ENDLESS_INSERT));
    works.put("a batch", EndedFromOutsideTest::batch);
    return works;
  }

  private static Map<String, Stop> stops() {
    Map<String, Stop> stops = new LinkedHashMap<>();
    stops.put("cancel", (connection, statement, worker) -> statement.cancel());
    stops.put("interrupt", (connection, statement, worker) -> worker.interrupt());
    stops.put("timeout", (connection, statement, worker) -> {});
    stops.put("close of the statement", (connection, statement, worker) -> statement.close());
    stops.put("close of the connection", (connection, statement, worker) -> connection.close());
    stops.put("abort", (connection, statement, worker) -> connection.abort(Runnable::run));
    return stops;
  }

  private static String url() {
    return "jdbc:polarway:" + directory.resolve("store");
  }

  @TestFactory
  @Timeout(300)
  Stream<DynamicTest> workEndsAndTheConnectionLivesOn() {
    return works().entrySet().stream()
        .flatMap(
            work ->
                stops().entrySet().stream()
                    .map(
                        stop ->
                            DynamicTest.dynamicTest(
                                stop.getKey() + " of " + work.getKey(),
                                () -> run(work.getValue(), stop.getKey(), stop.getValue()))));
  }

  private static void run(Work work, String name, Stop stop) throws Exception {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE TABLE t (i INTEGER)");
      statement.execute("CREATE OR REPLACE TABLE kept (i INTEGER)");
      statement.execute("INSERT INTO kept VALUES (1)");
      if (name.equals("timeout")) {
        statement.setQueryTimeout(1);
      }
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<@Nullable Throwable> ended = new CompletableFuture<>();
      Thread worker =
          new Thread(
              () -> {
                try {
                  work.run(statement, begun);
                  ended.complete(null);
                } catch (Throwable e) {
                  ended.complete(e);
                }
              });
      worker.start();
      begun.await();
      Thread.sleep(100);
      long start = System.nanoTime();
      stop.stop(connection, statement, worker);
      Throwable failure = ended.get(60, TimeUnit.SECONDS);
      System.out.printf("%s: %d ms, %s%n", name, (System.nanoTime() - start) / 1_000_000, failure);
      worker.join();
      assertThat(failure).isInstanceOf(SQLException.class);
      assertThat(((SQLException) failure).getSQLState()).hasSize(5);
      check(connection, statement, name);
    }
  }

  private static void check(Connection connection, Statement statement, String name)
      throws SQLException {
    boolean connectionClosed = name.equals("close of the connection") || name.equals("abort");
    assertThat(connection.isClosed()).isEqualTo(connectionClosed);
    assertThat(statement.isClosed())
        .isEqualTo(connectionClosed || name.equals("close of the statement"));
    if (!statement.isClosed()) {
      statement.setQueryTimeout(0);
      statement.clearBatch();
      try (ResultSet row = statement.executeQuery("SELECT 42")) {
        assertThat(row.next()).isTrue();
      }
    }
    try (Connection other = connectionClosed ? DriverManager.getConnection(url()) : null;
        PreparedStatement count =
            (other == null ? connection : other).prepareStatement("SELECT count(*) FROM t");
        ResultSet row = count.executeQuery()) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(1)).isZero();
    }
  }
}
