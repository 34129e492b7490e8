package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys under random statements, against a model; and under several connections at once. */
final class RandomKeysTest {

  private static final int ROUNDS = 120;
  private static final int LARGEST = 60;

  private final Random random;

  RandomKeysTest() {
    long seed = System.nanoTime();
    System.out.println("RandomKeysTest: seed " + seed);
    random = new Random(seed);
  }

  /** A row of the model. */
  private record Row(int id, @Nullable Integer unique) {}

  @Test
  void statementsAreRefusedExactlyWhenAKeyWouldRepeat() throws SQLException {
    try (Connection connection = TestStore.temporary()) {
      execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, u INTEGER, UNIQUE (u))");
      connection.setAutoCommit(false);
      List<Row> committed = List.of();
      List<Row> now = List.of();
      for (int round = 0; round < ROUNDS; round++) {
        List<Row> after = new ArrayList<>(now);
        String sql = statement(after);
        boolean holds = holds(after);
        String state = "";
        try {
          execute(connection, sql);
        } catch (SQLException e) {
          state = e.getSQLState();
        }
        assertThat(state).as(sql).isEqualTo(holds ? "" : "23505");
        now = holds ? after : now;
        int end = random.nextInt(6);
        if (end < 2) {
          connection.commit();
          committed = now;
        } else if (end == 2) {
          connection.rollback();
          now = committed;
        }
        assertThat(rows(connection, "SELECT id, u FROM t ORDER BY id"))
            .as(sql)
            .isEqualTo(text(now));
      }
    }
  }

  /** A statement, which the rows are changed by as it would change them. */
  private String statement(List<Row> rows) {
    int from = random.nextInt(LARGEST);
    int to = from + random.nextInt(random.nextBoolean() ? 3 : LARGEST);
    switch (random.nextInt(6)) {
      case 0 -> {
        rows.removeIf(row -> row.id >= from && row.id <= to);
        return "DELETE FROM t WHERE id BETWEEN %d AND %d".formatted(from, to);
      }
      case 1 -> {
        int by = random.nextInt(5) - 2;
        rows.replaceAll(
            row -> row.id >= from && row.id <= to ? new Row(row.id + by, row.unique) : row);
        return "UPDATE t SET id = id + %d WHERE id BETWEEN %d AND %d".formatted(by, from, to);
      }
      case 2 -> {
        Integer value = random.nextInt(4) == 0 ? null : random.nextInt(LARGEST);
        rows.replaceAll(row -> row.id == from ? new Row(row.id, value) : row);
        return "UPDATE t SET u = %s WHERE id = %d".formatted(value, from);
      }
      case 3 -> {
        for (int i = from; i <= to; i++) {
          rows.add(new Row(i, null));
        }
        return "INSERT INTO t SELECT i, NULL FROM range(%d, %d) s(i)".formatted(from, to + 1);
      }
      default -> {
        List<String> values = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          Row row =
              new Row(
                  random.nextInt(LARGEST), random.nextInt(3) == 0 ? null : random.nextInt(LARGEST));
          rows.add(row);
          values.add("(" + row.id + ", " + row.unique + ")");
        }
        return "INSERT INTO t VALUES " + String.join(", ", values);
      }
    }
  }

  private static boolean holds(List<Row> rows) {
    long ids = rows.stream().map(Row::id).distinct().count();
    long values = rows.stream().map(Row::unique).filter(value -> value != null).count();
    long distinct =
        rows.stream().map(Row::unique).filter(value -> value != null).distinct().count();
    return ids == rows.size() && values == distinct;
  }

  private static List<String> text(List<Row> rows) {
    Map<Integer, String> byId = new TreeMap<>();
    rows.forEach(row -> byId.put(row.id, row.id + "|" + row.unique));
    return List.copyOf(byId.values());
  }

  @Test
  void ofConnectionsThatInsertTheSameKeyOneWins(@TempDir Path store) throws Exception {
    String url = "jdbc:polarway:" + store;
    int threads = 4;
    int keys = 40;
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, who INTEGER)");
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Integer>>> winners = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int who = thread;
        Callable<List<Integer>> inserts = () -> insertAll(url, who, keys);
        winners.add(executor.submit(inserts));
      }
      Map<Integer, Integer> winnerOf = new HashMap<>();
      for (int thread = 0; thread < threads; thread++) {
        for (int key : winners.get(thread).get()) {
          assertThat(winnerOf.put(key, thread)).as("key " + key).isNull();
        }
      }
      assertThat(winnerOf).hasSize(keys);
      try (Connection connection = DriverManager.getConnection(url)) {
        assertThat(rows(connection, "SELECT id, who FROM t ORDER BY id"))
            .isEqualTo(
                new TreeMap<>(winnerOf)
                    .entrySet().stream().map(won -> won.getKey() + "|" + won.getValue()).toList());
      }
    } finally {
      executor.shutdownNow();
    }
  }

  /** The keys that this connection has won. */
  private static List<Integer> insertAll(String url, int who, int keys) throws SQLException {
    List<Integer> won = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      for (int key = 0; key < keys; key++) {
        insert.setInt(1, key);
        insert.setInt(2, who);
        try {
          insert.executeUpdate();
          won.add(key);
        } catch (SQLException e) {
          assertThat(e.getSQLState()).isEqualTo("23505");
        }
      }
    }
    return won;
  }
}
