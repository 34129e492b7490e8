package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statement, as JDBC describes it. */
final class PolarwayStatementTest {

  /** Runs for minutes when nothing stops it, and gives no row before its end. */
  private static final String ENDLESS =
      "SELECT count(*) FROM range(100000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3";

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    connection = TestStore.temporary();
    statement = connection.createStatement();
    statement.execute("CREATE TABLE t (a INTEGER NOT NULL, b VARCHAR)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void executeTellsRowsFromCounts() throws SQLException {
    assertThat(statement.execute("INSERT INTO t VALUES (1, 'x'), (2, NULL)")).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(2);
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);

    assertThat(statement.execute("SELECT a, b FROM t ORDER BY a")).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(rows(statement.getResultSet())).containsExactly("1|x", "2|null");
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
  }

  @Test
  void aTextOfSeveralStatementsHasSeveralResults() throws SQLException {
    assertThat(
            statement.execute(
                "INSERT INTO t VALUES (1, 'a;b'); -- one; two\n"
                    + "SELECT b FROM t; INSERT INTO t VALUES (2, 'c'), (3, 'd'); SELECT count(*)"
                    + " FROM t;"))
        .isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(1);
    assertThat(statement.getMoreResults()).isTrue();
    assertThat(rows(statement.getResultSet())).containsExactly("a;b");
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(2);
    assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isTrue();
    assertThat(rows(statement.getResultSet())).containsExactly("3");
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
  }

  @Test
  void aTextThatCannotBeReadIsNotBegun() throws SQLException {
    assertFails("42601", () -> statement.execute("INSERT INTO t VALUES (1, 'x'); SELEC 1"));
    assertThat(rows(connection, "SELECT * FROM t")).isEmpty();
    assertFails("42601", () -> statement.execute(" -- nothing\n ; "));
    assertFails("22023", () -> statement.execute(null));
  }

  @Test
  void theWrongMethodIsRefusedBeforeAnythingIsExecuted() throws SQLException {
    assertFails("42000", () -> statement.executeQuery("INSERT INTO t VALUES (1, 'x')"))
        .hasMessageContaining("executeQuery");
    assertFails("42000", () -> statement.executeQuery("SELECT 1; SELECT 2"));
    assertFails("42000", () -> statement.executeUpdate("INSERT INTO t VALUES (1, 'x'); SELECT 1"))
        .hasMessageContaining("executeUpdate");
    assertThat(rows(connection, "SELECT * FROM t")).isEmpty();
    assertFails("07001", () -> statement.execute("SELECT ?")).hasMessageContaining("prepare");
  }

  @Test
  void countsAreOfRowsInserted() throws SQLException {
    assertThat(statement.executeUpdate("CREATE TABLE u (a INTEGER)")).isZero();
    assertThat(statement.executeUpdate("INSERT INTO u SELECT range FROM range(1000)"))
        .isEqualTo(1000);
    assertThat(statement.executeLargeUpdate("CREATE TABLE v AS SELECT a FROM u WHERE a < 10"))
        .isEqualTo(10);
    assertThat(statement.executeUpdate("SET TimeZone = 'UTC'")).isZero();
    assertThat(statement.executeUpdate("DROP TABLE u")).isZero();
  }

  @Test
  void maxRowsEndsTheResult() throws SQLException {
    statement.setMaxRows(3);
    try (ResultSet resultSet = statement.executeQuery("SELECT * FROM range(10000000)")) {
      assertThat(rows(resultSet)).containsExactly("0", "1", "2");
    }
    statement.setLargeMaxRows(2_048);
    assertThat(rows(statement.executeQuery("SELECT * FROM range(10000)"))).hasSize(2_048);
    statement.setMaxRows(0);
    assertThat(rows(statement.executeQuery("SELECT * FROM range(10000)"))).hasSize(10_000);
    assertFails("22023", () -> statement.setMaxRows(-1));
  }

  @Test
  void theTimeoutEndsAQuery() throws SQLException {
    statement.setQueryTimeout(1);
    assertFails("57014", () -> statement.executeQuery(ENDLESS))
        .isInstanceOf(SQLTimeoutException.class);
    assertThat(rows(connection, "SELECT 1")).containsExactly("1");
    assertFails("22023", () -> statement.setQueryTimeout(-1));
  }

  @Test
  void theNetworkTimeoutEndsAQueryToo() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, 500);
    assertThat(connection.getNetworkTimeout()).isEqualTo(500);
    assertFails("57014", () -> statement.executeQuery(ENDLESS));
    connection.setNetworkTimeout(Runnable::run, 0);
    assertThat(rows(connection, "SELECT 1")).containsExactly("1");
  }

  /** A text that takes longer to read than the moment until the cancel comes. */
  @Test
  void cancelReachesAStatementWhoseTextIsStillRead() throws Exception {
    String sql = "SELECT " + "1 + 1, ".repeat(60_000) + "1";
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> {
              try {
                statement.execute(sql);
              } catch (SQLException e) {
                throw new CompletionException(e);
              }
            });
    Thread.sleep(50);
    statement.cancel();
    assertEndsWith(reading, "57014");
    assertThat(rows(statement.executeQuery("SELECT 2"))).containsExactly("2");
  }

  @Test
  void cancelEndsAQueryOfAnotherThread() throws Exception {
    CompletableFuture<Void> running = running(ENDLESS);
    statement.cancel();
    assertEndsWith(running, "57014");
    assertThat(rows(connection, "SELECT 1")).containsExactly("1");
    assertThat(rows(statement.executeQuery("SELECT 2"))).containsExactly("2");
  }

  @Test
  void cancelEndsAnInsertOfAnotherThreadAndNothingOfItIsLeft() throws Exception {
    CompletableFuture<Void> running =
        running("INSERT INTO t SELECT (range % 1000)::INTEGER, 'x' FROM range(100000000000)");
    statement.cancel();
    assertEndsWith(running, "57014");
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
  }

  @Test
  void aRunningStatementTellsItsProgressToAnotherThread() throws Exception {
    StatementProgress progress = statement.unwrap(StatementProgress.class);
    assertThat(progress.progress()).isEmpty();
    CompletableFuture<Void> running =
        running(
            "SELECT k, count(*) FROM (SELECT range % 7 AS k FROM range(100000000000)) GROUP BY k");
    Optional<StatementProgress.Progress> seen = progress.progress();
    while (seen.isEmpty() && !running.isDone()) {
      Thread.sleep(5);
      seen = progress.progress();
    }
    statement.cancel();
    assertEndsWith(running, "57014");

    assertThat(seen).isPresent();
    assertThat(seen.orElseThrow().share()).isBetween(0.0, 1.0);
    assertThat(seen.orElseThrow().rowsInAll()).isGreaterThanOrEqualTo(100_000_000_000L);
    assertThat(progress.progress()).isEmpty();
  }

  @Test
  void batchesTellTheirProgress() throws Exception {
    statement.execute("CREATE TABLE many (k INTEGER)");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO many VALUES (?)");
        PreparedStatement update =
            connection.prepareStatement("UPDATE many SET k = k + 1 WHERE k = ?")) {
      for (int i = 0; i < 300_000; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      assertThat(rowsInAllSeen(insert)).isSubsetOf(300_000L).isNotEmpty();
      for (int i = 0; i < 20; i++) {
        update.setInt(1, i);
        update.addBatch();
      }
      assertThat(rowsInAllSeen(update)).isSubsetOf(20L).isNotEmpty();
      assertThat(update.unwrap(StatementProgress.class).progress()).isEmpty();
    }
    assertThat(rows(connection, "SELECT count(*), count(DISTINCT k) FROM many"))
        .containsExactly("300000|299980");
  }

  /** The totals that a batch tells while it runs. */
  private static Set<Long> rowsInAllSeen(PreparedStatement batch) throws Exception {
    StatementProgress told = batch.unwrap(StatementProgress.class);
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<Set<Long>> seen =
        CompletableFuture.supplyAsync(
            () -> {
              Set<Long> totals = new HashSet<>();
              while (!ended.get()) {
                told.progress().ifPresent(progress -> totals.add(progress.rowsInAll()));
                LockSupport.parkNanos(100_000);
              }
              return totals;
            });
    try {
      batch.executeBatch();
    } finally {
      ended.set(true);
    }
    return seen.get();
  }

  @Test
  void cancelEndsTheReadingOfAResult() throws SQLException {
    ResultSet resultSet = statement.executeQuery("SELECT * FROM range(100000000000)");
    assertThat(resultSet.next()).isTrue();
    statement.cancel();
    assertFails(
        "57014",
        () -> {
          while (resultSet.next()) {
            // Until the rows that were fetched already are read.
          }
        });
  }

  @Test
  void closingTheConnectionEndsAQueryOfAnotherThread() throws Exception {
    CompletableFuture<Void> running = running(ENDLESS);
    connection.close();
    assertThat(running)
        .failsWithin(30, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(SQLException.class);
    assertFails("08003", () -> connection.createStatement());
  }

  @Test
  void abortingTheConnectionEndsAQueryOfAnotherThread() throws Exception {
    CompletableFuture<Void> running = running(ENDLESS);
    List<Thread> aborting = new ArrayList<>();
    connection.abort(
        rest -> {
          Thread thread = new Thread(rest);
          aborting.add(thread);
          thread.start();
        });
    assertThat(connection.isClosed()).isTrue();
    assertThat(running)
        .failsWithin(30, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(SQLException.class);
    assertThat(aborting).hasSize(1);
    aborting.get(0).join();
  }

  @Test
  void aNewExecutionClosesTheLastResult() throws SQLException {
    ResultSet first = statement.executeQuery("SELECT 1");
    ResultSet second = statement.executeQuery("SELECT 2");
    assertThat(first.isClosed()).isTrue();
    assertThat(rows(second)).containsExactly("2");
    assertFails("24000", first::next);
  }

  @Test
  void openResultsDoNotDisturbEachOther() throws SQLException {
    try (Statement other = connection.createStatement();
        ResultSet one = statement.executeQuery("SELECT * FROM range(5000)");
        ResultSet two = other.executeQuery("SELECT * FROM range(5000)")) {
      int equal = 0;
      while (one.next() && two.next()) {
        equal += one.getLong(1) == two.getLong(1) ? 1 : 0;
      }
      assertThat(equal).isEqualTo(5000);
    }
  }

  @Test
  void closeOnCompletionFollowsTheLastResult() throws SQLException {
    statement.closeOnCompletion();
    assertThat(statement.isCloseOnCompletion()).isTrue();
    ResultSet resultSet = statement.executeQuery("SELECT 1");
    assertThat(statement.isClosed()).isFalse();
    resultSet.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void aClosedStatementSaysSo() throws SQLException {
    ResultSet resultSet = statement.executeQuery("SELECT 1");
    statement.close();
    statement.close();
    assertThat(statement.isClosed()).isTrue();
    assertThat(resultSet.isClosed()).isTrue();
    assertFails("55000", () -> statement.executeQuery("SELECT 1"));
    assertFails("55000", () -> statement.getMaxRows());
    connection.close();
    assertFails("08003", () -> statement.getMaxRows());
    assertFails("08003", () -> connection.prepareStatement("SELECT 1"));
  }

  @Test
  void aSimpleIdentifierNeedsNoQuotes() throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (String word : rows(connection, "SELECT keyword_name FROM duckdb_keywords()")) {
      if (statement.isSimpleIdentifier(word)) {
        String query =
            "SELECT %s FROM (SELECT '7' AS %s) x"
                .formatted(word, statement.enquoteIdentifier(word, true));
        try {
          if (!rows(connection, query).equals(List.of("7"))) {
            wrong.add(word);
          }
        } catch (SQLException failed) {
          wrong.add(word + ": " + failed.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(statement.enquoteIdentifier("order", false)).isEqualTo("\"order\"");
    assertFails("22023", () -> statement.enquoteIdentifier("a\"b", false));
    assertFails("21000", () -> rows(connection, "SELECT (SELECT i FROM range(2) r(i))"));
    assertFails("42883", () -> rows(connection, "SELECT abs('x', 'y')"));
  }

  @Test
  void aBatchIsOneTransactionInAutoCommitMode() throws SQLException {
    statement.addBatch("INSERT INTO t VALUES (1, 'x'), (2, 'y')");
    statement.addBatch("CREATE TABLE u (a INTEGER)");
    statement.addBatch("INSERT INTO u VALUES (1)");
    assertThat(statement.executeBatch()).containsExactly(2, 0, 1);
    assertThat(statement.executeBatch()).isEmpty();

    statement.addBatch("INSERT INTO t VALUES (3, 'z')");
    statement.addBatch("INSERT INTO t VALUES (NULL, 'z')");
    assertFails("23502", statement::executeBatch)
        .isInstanceOfSatisfying(
            BatchUpdateException.class,
            e ->
                assertThat(e.getUpdateCounts())
                    .containsExactly(Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED));
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("2");
  }

  @Test
  void aBatchInATransactionKeepsWhatCameBeforeTheFailure() throws SQLException {
    connection.setAutoCommit(false);
    statement.addBatch("INSERT INTO t VALUES (1, 'x'), (2, 'y')");
    statement.addBatch("INSERT INTO t VALUES (NULL, 'z')");
    statement.addBatch("INSERT INTO t VALUES (3, 'z')");
    assertFails("23502", statement::executeLargeBatch)
        .isInstanceOfSatisfying(
            BatchUpdateException.class,
            e -> assertThat(e.getLargeUpdateCounts()).containsExactly(2L));
    connection.commit();
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("2");
  }

  @Test
  void aBatchTakesNoQuery() throws SQLException {
    statement.addBatch("INSERT INTO t VALUES (1, 'x')");
    statement.addBatch("SELECT 1");
    assertFails("42000", statement::executeBatch).isInstanceOf(BatchUpdateException.class);
    assertThat(rows(connection, "SELECT * FROM t")).isEmpty();
    assertFails("42000", () -> statement.addBatch("SELECT 1; SELECT 2"));
  }

  @Test
  void generatedKeysAreTheColumnsAskedFor() throws SQLException {
    statement.executeUpdate("INSERT INTO t VALUES (1, 'x')", Statement.RETURN_GENERATED_KEYS);
    try (ResultSet keys = statement.getGeneratedKeys()) {
      assertThat(keys.next()).isFalse();
    }
    statement.executeUpdate("INSERT INTO t VALUES (1, 'x'), (2, 'y')", new String[] {"A"});
    try (ResultSet keys = statement.getGeneratedKeys()) {
      assertThat(keys.next()).isTrue();
      assertThat(keys.getInt("a")).isEqualTo(1);
      assertThat(keys.next()).isTrue();
      assertThat(keys.getInt(1)).isEqualTo(2);
      assertThat(keys.next()).isFalse();
    }
    assertFails(
        "42703",
        () -> statement.executeUpdate("INSERT INTO t VALUES (1, 'x')", new String[] {"none"}));
    assertFails("22023", () -> statement.executeUpdate("INSERT INTO t VALUES (1, 'x')", 99));
  }

  @Test
  void aScrollableResultGoesBothWays() throws SQLException {
    try (Statement scrolling =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet resultSet = scrolling.executeQuery("SELECT * FROM range(5000)")) {
      assertThat((Throwable) connection.getWarnings())
          .hasMessageContaining("TYPE_SCROLL_INSENSITIVE");
      assertThat(scrolling.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(resultSet.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      assertThat((Throwable) scrolling.getWarnings()).hasMessageContaining("cannot be updated");
      assertThat(resultSet.last()).isTrue();
      assertThat(resultSet.getRow()).isEqualTo(5000);
      assertThat(resultSet.absolute(17)).isTrue();
      assertThat(resultSet.getInt(1)).isEqualTo(16);
      assertThat(resultSet.previous()).isTrue();
      assertThat(resultSet.getInt(1)).isEqualTo(15);
    }
  }

  @Test
  void manyStatementsThatNobodyClosesAreForgotten() throws SQLException {
    for (int i = 0; i < 2_000; i++) {
      connection.createStatement();
    }
    execute(connection, "INSERT INTO t VALUES (1, 'x')");
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("1");
  }

  /** Executes a text in another thread, and returns when it is under way. */
  private CompletableFuture<Void> running(String sql) throws InterruptedException {
    CompletableFuture<Void> running = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                statement.execute(sql);
                running.complete(null);
              } catch (SQLException failed) {
                running.completeExceptionally(failed);
              }
            });
    thread.start();
    Thread.sleep(500);
    return running;
  }

  private static void assertEndsWith(CompletableFuture<Void> running, String sqlState) {
    assertThat(running)
        .failsWithin(30, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
  }
}
