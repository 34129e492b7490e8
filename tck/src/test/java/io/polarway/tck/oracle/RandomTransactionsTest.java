package io.polarway.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.Store;
import io.polarway.storage.StoreOptions;
import io.polarway.storage.cache.CacheOptions;
import io.polarway.storage.upkeep.UpkeepOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random statements in random transactions, here and on DuckDB in memory: with checkpoints,
 * compactions, savepoints and reopening in between, the contents are equal after each statement,
 * and each earlier commit can be read as it was.
 */
class RandomTransactionsTest {

  private static final int TRANSACTIONS = 15;
  private static final String COLUMNS =
      "(k INTEGER, v BIGINT, s VARCHAR, d DECIMAL(20,2), ts TIMESTAMP, x DOUBLE)";
  private static final String CONTENTS = "SELECT count(*) || ' ' || sum(hash(k, v, s, d, ts, x)) ";

  private static final StoreOptions RESTLESS =
      new StoreOptions(
          false,
          true,
          Duration.ofSeconds(30),
          1,
          0,
          null,
          List.of(),
          CacheOptions.DEFAULT,
          new UpkeepOptions(true, Duration.ofMillis(5), Duration.ofMillis(50), 1, Duration.ZERO));

  private final Map<Long, String> contentsByCommit = new TreeMap<>();
  private final long seed = Long.getLong("polarway.oracle.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int nextKey;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PARTITIONED BY (month(ts))",
        "PARTITIONED BY (bucket(4, k)) WITH ('format-version' = 2, 'hot-rows' = 20)",
        "SORTED BY (v) WITH ('hot-rows' = 0)"
      })
  void contentsAreEqual(String layout, @TempDir Path directory) throws Exception {
    compare(layout, "jdbc:polarway:" + directory.resolve("store"));
  }

  /** All that can become due for the upkeep is due at once, and again after each commit. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH ('compact-files' = 2, 'compact-deleted-percent' = 1)",
        "PARTITIONED BY (month(ts)) WITH ('compact-files' = 2, 'hot-rows' = 20)",
        "PARTITIONED BY (bucket(4, k)) WITH ('format-version' = 2,"
            + " 'compact-files' = 2, 'compact-deleted-percent' = 1)"
      })
  @SuppressWarnings("try") // nobody uses the store by this opening
  void contentsAreEqualBesideAnUpkeepThatNeverRests(String layout, @TempDir Path directory)
      throws Exception {
    Path store = directory.resolve("store");
    try (Store upkept = Store.open(store, RESTLESS)) {
      compare(layout, "jdbc:polarway:" + store + "?upkeep=off");
    }
  }

  private void compare(String layout, String url) throws SQLException {
    System.out.printf("polarway.oracle.seed=%d %s%n", seed, layout);
    try (Connection oracle = DriverManager.getConnection("jdbc:duckdb:")) {
      execute(oracle, "CREATE TABLE t " + COLUMNS);
      Connection polarway = DriverManager.getConnection(url);
      try {
        execute(polarway, "CREATE TABLE t " + COLUMNS + " " + layout);
        for (int i = 0; i < TRANSACTIONS; i++) {
          transaction(polarway, oracle);
          remember(polarway, oracle);
          maintain(polarway);
          if (random.nextInt(8) == 0) {
            polarway.close();
            polarway = DriverManager.getConnection(url);
          }
          assertThat(contents(polarway)).as("after transaction %d", i).isEqualTo(contents(oracle));
          timeTravel(polarway);
        }
        for (Long number : contentsByCommit.keySet()) {
          assertAsOf(polarway, number);
        }
      } finally {
        polarway.close();
      }
    }
  }

  private void transaction(Connection polarway, Connection oracle) throws SQLException {
    boolean autoCommit = random.nextInt(3) == 0;
    polarway.setAutoCommit(autoCommit);
    oracle.setAutoCommit(false);
    int statements = autoCommit ? 1 : 1 + random.nextInt(6);
    int savepoint = autoCommit ? -1 : random.nextInt(8);
    Savepoint mark = null;
    for (int i = 0; i < statements; i++) {
      if (i == savepoint) {
        mark = polarway.setSavepoint();
        execute(oracle, "CREATE OR REPLACE TEMP TABLE saved AS FROM t");
      }
      String sql = statement();
      long expected = update(oracle, sql);
      assertThat(update(polarway, sql)).as(sql).isEqualTo(expected);
      assertThat(contents(polarway)).as(sql).isEqualTo(contents(oracle));
    }
    if (mark != null && random.nextBoolean()) {
      polarway.rollback(mark);
      execute(oracle, "DELETE FROM t");
      execute(oracle, "INSERT INTO t FROM saved");
      assertThat(contents(polarway)).as("savepoint").isEqualTo(contents(oracle));
    }
    if (autoCommit || random.nextInt(4) > 0) {
      oracle.commit();
      if (!autoCommit) {
        polarway.commit();
      }
    } else {
      oracle.rollback();
      polarway.rollback();
    }
    polarway.setAutoCommit(true);
    oracle.setAutoCommit(true);
  }

  private String statement() {
    int modulus = 2 + random.nextInt(40);
    String some = "k %% %d = %d".formatted(modulus, random.nextInt(modulus));
    int first = nextKey;
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        int rows = random.nextInt(4) == 0 ? random.nextInt(4000) : 1 + random.nextInt(30);
        nextKey += rows;
        return ("INSERT INTO t SELECT k, hash(k) %% 1000, 's' || k %% 17, k / 4, TIMESTAMP"
                + " '2026-01-01' + to_hours((k %% 3000)::INTEGER), CASE k %% 50 WHEN 0 THEN"
                + " 'NaN' WHEN 1 THEN NULL ELSE k / 3 END FROM range(%d, %d) AS r(k)")
            .formatted(first, nextKey);
      }
      case 3 -> {
        nextKey += 2;
        return "INSERT INTO t (k, s) VALUES (%d, 'it''s'), (%d, NULL)".formatted(first, first + 1);
      }
      case 4, 5 -> {
        return "UPDATE t SET v = v + 1, s = s || '+' WHERE " + some;
      }
      case 6 -> {
        return ("UPDATE t SET ts = t.ts + INTERVAL 40 DAY, v = r.a FROM range(%d) AS r(a) WHERE"
                + " t.k = r.a * 7")
            .formatted(random.nextInt(1000));
      }
      case 7, 8 -> {
        return "DELETE FROM t WHERE " + some;
      }
      default -> {
        return random.nextInt(6) == 0
            ? "DELETE FROM t WHERE ts < TIMESTAMP '2026-02-01'"
            : "DELETE FROM t USING range(%d) AS r(a) WHERE t.k = r.a * 3"
                .formatted(random.nextInt(500));
      }
    }
  }

  private void remember(Connection polarway, Connection oracle) throws SQLException {
    String number = text(polarway, "SELECT max(commit_number) FROM polarway.snapshots");
    contentsByCommit.put(Long.valueOf(number), contents(oracle));
  }

  private void maintain(Connection polarway) throws SQLException {
    switch (random.nextInt(6)) {
      case 0 -> execute(polarway, "CHECKPOINT");
      case 1 -> execute(polarway, "OPTIMIZE t");
      default -> {}
    }
  }

  private void timeTravel(Connection polarway) throws SQLException {
    Long[] numbers = contentsByCommit.keySet().toArray(Long[]::new);
    for (int i = 0; i < 3; i++) {
      assertAsOf(polarway, numbers[random.nextInt(numbers.length)]);
    }
  }

  private void assertAsOf(Connection polarway, Long number) throws SQLException {
    assertThat(text(polarway, CONTENTS + "FROM t FOR SYSTEM_VERSION AS OF " + number))
        .as("as of commit %d", number)
        .isEqualTo(contentsByCommit.get(number));
  }

  private static String contents(Connection connection) throws SQLException {
    return text(connection, CONTENTS + "FROM t");
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long update(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
