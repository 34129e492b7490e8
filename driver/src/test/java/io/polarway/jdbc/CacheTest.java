package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.cache.BypassReason;
import io.polarway.storage.cache.CacheStatistics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an answer comes from the cache, and that it is the right one. */
final class CacheTest {

  @TempDir Path directory;
  private Connection connection;
  private Connection other;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:polarway:" + directory);
    other = DriverManager.getConnection("jdbc:polarway:" + directory);
    execute(connection, "CREATE TABLE t (a INTEGER, s VARCHAR, z TIMESTAMPTZ)");
    execute(
        connection, "INSERT INTO t VALUES (1, 'one', '2026-07-01 12:00:00+00'), (2, NULL, NULL)");
  }

  @AfterEach
  void close() throws SQLException {
    other.close();
    connection.close();
  }

  private CacheStatistics statistics() throws SQLException {
    try (PolarwayStatement statement = (PolarwayStatement) connection.createStatement()) {
      return statement.core().session().cacheStatistics();
    }
  }

  /** How many of the queries that the work runs are answered from the cache. */
  private long hits(CallGuard.Action work) throws SQLException {
    long before = statistics().hits();
    work.run();
    return statistics().hits() - before;
  }

  private void assertHit(Connection by, String sql) throws SQLException {
    assertThat(hits(() -> rows(by, sql))).as(sql).isEqualTo(1);
  }

  private void assertRuns(Connection by, String sql) throws SQLException {
    assertThat(hits(() -> rows(by, sql))).as(sql).isZero();
  }

  @Test
  void theSameQueryIsAnsweredFromTheCache() throws SQLException {
    List<String> first = rows(connection, "SELECT a, s FROM t ORDER BY a");
    assertHit(connection, "SELECT a, s FROM t ORDER BY a");
    assertHit(other, "SELECT a,/* that */ s\n FROM t   ORDER BY a -- again");
    assertRuns(connection, "SELECT a, s FROM T ORDER BY a");
    assertThat(rows(connection, "SELECT a, s FROM t ORDER BY a"))
        .isEqualTo(first)
        .containsExactly("1|one", "2|null");
  }

  @Test
  void aCommitOfAnyoneIsSeenAtOnce() throws SQLException {
    for (int i = 3; i < 10; i++) {
      execute(i % 2 == 0 ? connection : other, "INSERT INTO t (a) VALUES (" + i + ")");
      for (int again = 0; again < 3; again++) {
        assertThat(rows(connection, "SELECT count(*), max(a) FROM t")).containsExactly(i + "|" + i);
      }
    }
    assertThat(statistics().hits()).isEqualTo(14);
  }

  @Test
  void onlyTheTablesOfTheQueryMatter() throws SQLException {
    execute(connection, "CREATE TABLE u (b INTEGER)");
    rows(connection, "SELECT a FROM t");
    execute(connection, "INSERT INTO u VALUES (1)");
    assertHit(connection, "SELECT a FROM t");
    rows(connection, "SELECT a FROM t WHERE a IN (SELECT b FROM u)");
    execute(connection, "INSERT INTO u VALUES (2)");
    assertRuns(connection, "SELECT a FROM t WHERE a IN (SELECT b FROM u)");
  }

  @Test
  void aTransactionSeesItsSnapshotAndItsOwnRows() throws SQLException {
    rows(other, "SELECT count(*) FROM t");
    connection.setAutoCommit(false);
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("2");
    execute(other, "INSERT INTO t (a) VALUES (3)");
    assertThat(rows(other, "SELECT count(*) FROM t")).containsExactly("3");
    assertHit(connection, "SELECT count(*) FROM t");
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("2");
    execute(connection, "INSERT INTO t (a) VALUES (4)");
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("3");
    assertThat(statistics().bypasses().get(BypassReason.OWN_CHANGES)).isEqualTo(1);
    connection.rollback();
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("3");
  }

  @Test
  void serializableTransactionsNoticeChangesOfWhatTheyReadFromTheCache() throws SQLException {
    execute(connection, "CREATE TABLE u (b INTEGER)");
    rows(connection, "SELECT count(*) FROM t");
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    connection.setAutoCommit(false);
    assertHit(connection, "SELECT count(*) FROM t");
    execute(other, "INSERT INTO t (a) VALUES (3)");
    execute(connection, "INSERT INTO u VALUES (1)");
    assertFails("40001", connection::commit);
  }

  @Test
  void aTableOfTheSameNameIsAnotherOne() throws SQLException {
    assertThat(rows(connection, "SELECT * FROM t WHERE a = 1")).hasSize(1);
    execute(other, "DROP TABLE t");
    assertFails("42P01", () -> rows(connection, "SELECT * FROM t WHERE a = 1"));
    execute(other, "CREATE TABLE t (b INTEGER, a INTEGER)");
    assertThat(rows(connection, "SELECT * FROM t WHERE a = 1")).isEmpty();
    execute(other, "INSERT INTO t VALUES (7, 1)");
    assertThat(rows(connection, "SELECT * FROM t WHERE a = 1")).containsExactly("7|1");
    execute(connection, "CREATE SCHEMA other");
    execute(connection, "CREATE TABLE other.t (a VARCHAR)");
    execute(connection, "SET schema = other");
    assertThat(rows(connection, "SELECT * FROM t WHERE a = 1")).isEmpty();
  }

  @Test
  void settingsBelongToTheAnswer() throws SQLException {
    String query = "SELECT z::VARCHAR, date_trunc('day', z)::VARCHAR FROM t WHERE a = 1";
    execute(connection, "SET TimeZone = 'UTC'");
    List<String> utc = rows(connection, query);
    execute(connection, "SET TimeZone = 'Asia/Tokyo'");
    assertThat(rows(connection, query)).isNotEqualTo(utc);
    execute(connection, "SET TimeZone = 'UTC'");
    assertThat(hits(() -> assertThat(rows(connection, query)).isEqualTo(utc))).isEqualTo(1);
    rows(connection, "SELECT s FROM t ORDER BY s");
    execute(connection, "SET default_null_order = 'nulls_first'");
    assertThat(rows(connection, "SELECT s FROM t ORDER BY s")).containsExactly("null", "one");
  }

  @Test
  void valuesOfParametersBelongToTheAnswer() throws SQLException {
    String query = "SELECT typeof(?), ?::VARCHAR FROM t WHERE a = 1";
    List<Object> values =
        List.of(1, 1L, 1.0, "1", new java.math.BigDecimal("1.0"), new java.math.BigDecimal("1.00"));
    for (int round = 0; round < 2; round++) {
      List<String> uncached = new ArrayList<>();
      List<String> cached = new ArrayList<>();
      try (Connection off =
              DriverManager.getConnection("jdbc:polarway:" + directory + "?cache=off");
          PreparedStatement without = off.prepareStatement(query);
          PreparedStatement with = connection.prepareStatement(query)) {
        for (Object value : values) {
          uncached.addAll(answer(without, value));
          cached.addAll(answer(with, value));
        }
      }
      assertThat(cached).isEqualTo(uncached);
    }
    assertThat(statistics().hits()).isEqualTo(values.size());
  }

  private static List<String> answer(PreparedStatement statement, Object value)
      throws SQLException {
    statement.setObject(1, value);
    statement.setObject(2, value);
    try (ResultSet resultSet = statement.executeQuery()) {
      return TestStore.rows(resultSet);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT now(), a FROM t | VOLATILE_FUNCTION",
        "SELECT \"now\"() | VOLATILE_FUNCTION",
        "SELECT current_date | VOLATILE_FUNCTION",
        "SELECT a FROM t WHERE z < CURRENT_TIMESTAMP | VOLATILE_FUNCTION",
        "SELECT localtimestamp | VOLATILE_FUNCTION",
        "SELECT random() FROM t | VOLATILE_FUNCTION",
        "SELECT uuid() | VOLATILE_FUNCTION",
        "SELECT age(TIMESTAMP '2020-01-01') | VOLATILE_FUNCTION",
        "SELECT ago(INTERVAL 1 DAY) | VOLATILE_FUNCTION",
        "SELECT current_setting('TimeZone') | VOLATILE_FUNCTION",
        "SELECT '10:00:00'::TIMETZ::VARCHAR | VOLATILE_FUNCTION",
        "SELECT a FROM t USING SAMPLE 1 ROWS | SAMPLE",
      })
  void whatGivesAnotherAnswerEachTimeIsNotCached(String sql, BypassReason reason)
      throws SQLException {
    rows(connection, sql);
    assertRuns(connection, sql);
    assertThat(statistics().bypasses().get(reason)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 42",
        "VALUES (1, 'now()')",
        "SELECT count(*), histogram(a), max(s || 'x') FROM t",
        "WITH w(x) AS (SELECT a FROM t) SELECT x, row_number() OVER (ORDER BY x) FROM w",
        "SELECT i FROM range(10) r(i) JOIN t ON a = i",
        "SELECT unnest([1, 2, 3]), a FROM t",
        "FROM t SELECT a",
        "SELECT a AS now, s AS \"random\" FROM t",
        "SELECT main.t.a FROM polarway.main.t, (SELECT 1) q",
        "SELECT (SELECT max(a)   FROM t)",
      })
  void whatFollowsFromTheTablesIsCached(String sql) throws SQLException {
    List<String> first = rows(connection, sql);
    assertHit(connection, sql);
    assertThat(rows(connection, sql)).isEqualTo(first);
  }

  @Test
  void labelsThatShowBlanksAreTheTextsOwn() throws SQLException {
    for (String text : List.of("(SELECT max(a) FROM t)", "(SELECT  max(a)  FROM t)")) {
      try (Statement statement = connection.createStatement();
          ResultSet resultSet = statement.executeQuery("SELECT " + text)) {
        assertThat(resultSet.getMetaData().getColumnLabel(1)).isEqualTo(text);
        assertThat(resultSet.next()).isTrue();
      }
    }
  }

  @Test
  void aConnectionCanTurnItOff() throws SQLException {
    rows(connection, "SELECT a FROM t");
    try (Connection off =
        DriverManager.getConnection("jdbc:polarway:" + directory + "?cache=off")) {
      assertRuns(off, "SELECT a FROM t");
    }
    assertThat(statistics().bypasses().get(BypassReason.CACHE_OFF)).isEqualTo(1);
    assertHit(connection, "SELECT a FROM t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cacheSize=0 | cacheSize",
        "cacheSize=900TB | -Xmx",
        "cacheSize=1MB&cacheMaxResultSize=2MB | cacheMaxResultSize",
        "cacheSize=1MB&cacheMaxResultSize=0 | cacheMaxResultSize",
        "cache=maybe | on or off",
      })
  void boundsThatCannotBeAreRefused(String properties, String message) {
    assertFails(
            "01S00",
            () -> DriverManager.getConnection("jdbc:polarway:" + directory + "?" + properties))
        .hasMessageContaining(message);
  }

  @Test
  void aResultLargerThanTheCacheIsReadWholeAndNotKept() throws SQLException {
    String query = "SELECT a, 'text ' || a AS s FROM n ORDER BY a";
    try (Connection small =
        DriverManager.getConnection(
            "jdbc:polarway:" + directory.resolve("small") + "?cacheSize=1MB")) {
      execute(small, "CREATE TABLE n AS SELECT i AS a FROM range(300000) r(i)");
      for (int round = 0; round < 2; round++) {
        try (Statement statement = small.createStatement();
            ResultSet row = statement.executeQuery(query)) {
          for (long i = 0; i < 300_000; i++) {
            assertThat(row.next() && row.getLong(1) == i && row.getString(2).equals("text " + i))
                .isTrue();
          }
          assertThat(row.next()).isFalse();
        }
      }
      String few = "SELECT count(*) FROM n";
      assertThat(rows(small, few)).isEqualTo(rows(small, few)).containsExactly("300000");
      assertThat(rows(small, "SELECT query, hits FROM polarway.cache_entries"))
          .containsExactly(few + "|1");
    }
  }

  @Test
  void rowsThatGoIntoATableAreNotKept() throws SQLException {
    execute(connection, "CREATE TABLE u AS SELECT a FROM t");
    execute(connection, "INSERT INTO u SELECT a FROM t");
    execute(connection, "INSERT INTO u SELECT a FROM t");
    assertThat(statistics().entries()).isZero();
    assertThat(rows(connection, "SELECT count(*) FROM u")).containsExactly("6");
  }

  @Test
  void scrollingThroughACachedResultSharesIt() throws SQLException {
    execute(connection, "CREATE TABLE n AS SELECT i AS a FROM range(10000) r(i)");
    String query = "SELECT a FROM n ORDER BY a";
    rows(connection, query);
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
      assertThat(
              hits(
                  () -> {
                    try (ResultSet resultSet = statement.executeQuery(query)) {
                      assertThat(resultSet.absolute(9_000)).isTrue();
                      assertThat(resultSet.getLong(1)).isEqualTo(8_999);
                      assertThat(resultSet.last()).isTrue();
                      assertThat(resultSet.isLast()).isTrue();
                      assertThat(resultSet.getRow()).isEqualTo(10_000);
                      assertThat(resultSet.relative(-9_999)).isTrue();
                      assertThat(resultSet.isFirst()).isTrue();
                      assertThat(resultSet.previous()).isFalse();
                      assertThat(resultSet.isBeforeFirst()).isTrue();
                    }
                  }))
          .isEqualTo(1);
    }
  }

  @Test
  void itCanBeWarmedAndCleared() throws SQLException {
    assertThat(rows(connection, "CALL polarway.cache_warm('SELECT a FROM t ORDER BY a')"))
        .containsExactly("2|true|null");
    assertHit(connection, "SELECT a FROM t ORDER BY a");
    assertThat(rows(connection, "CALL polarway.cache_clear()").get(0)).startsWith("1|");
    assertRuns(connection, "SELECT a FROM t ORDER BY a");
    assertThat(rows(connection, "CALL polarway.cache_warm('SELECT now()')").get(0))
        .startsWith("1|false|it calls a function");
    for (String sql :
        List.of("INSERT INTO t (a) VALUES (1)", "SELECT ?", "CALL polarway.cache_clear()")) {
      assertFails("22023", () -> rows(connection, "CALL polarway.cache_warm('" + sql + "')"));
    }
    assertFails("42601", () -> rows(connection, "CALL polarway.cache_warm('SELEC 1')"));
  }

  /** Random statements of two connections against one without a cache. */
  @Test
  void cachedAnswersEqualUncachedOnes() throws SQLException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    execute(connection, "CREATE TABLE u (b INTEGER, s VARCHAR)");
    List<String> queries =
        List.of(
            "SELECT * FROM t ORDER BY ALL",
            "SELECT count(*), sum(a), min(s), max(z) FROM t",
            "SELECT s, count(*) FROM u GROUP BY s ORDER BY s",
            "SELECT t.a, u.s FROM t JOIN u ON a = b ORDER BY ALL",
            "SELECT (SELECT count(*) FROM u), (SELECT count(*) FROM t)",
            "WITH t AS (SELECT b AS a FROM u) SELECT sum(a) FROM t",
            "SELECT z::VARCHAR FROM t WHERE z IS NOT NULL ORDER BY 1 LIMIT 3");
    try (Connection uncached =
        DriverManager.getConnection("jdbc:polarway:" + directory + "?cache=off")) {
      for (int step = 0; step < 150; step++) {
        Connection writer = random.nextBoolean() ? connection : other;
        int value = random.nextInt(20);
        switch (random.nextInt(12)) {
          case 0 ->
              execute(writer, "INSERT INTO t (a, s) VALUES (%d, 's%d')".formatted(value, value));
          case 1 -> execute(writer, "INSERT INTO u VALUES (%d, 'u%d')".formatted(value, value));
          case 2 -> execute(writer, "CREATE OR REPLACE TABLE u (b INTEGER, s VARCHAR)");
          default -> {
            String query = queries.get(random.nextInt(queries.size()));
            assertThat(rows(connection, query)).as(query).isEqualTo(rows(uncached, query));
            assertThat(rows(other, query)).as(query).isEqualTo(rows(uncached, query));
          }
        }
      }
    }
    assertThat(statistics().hits()).isGreaterThan(50);
  }
}
