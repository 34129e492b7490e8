package io.polarway.tck.contract;

import static io.polarway.tck.contract.ContractAssertions.advance;
import static io.polarway.tck.contract.ContractAssertions.assertFails;
import static io.polarway.tck.contract.ContractAssertions.number;
import static io.polarway.tck.contract.ContractAssertions.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Statements without parameters (JDBC 4.3, 13.1). */
class StatementContractTest {

  private static void createTable(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1), (2), (3)");
  }

  /** 13.1.2.3: execute tells which kind its first result is. */
  @ContractTest
  @Differs(
      value = Peer.SQLITE,
      clause = "Statement.getUpdateCount",
      why = "gives a definition the count of the statement before")
  void executeTellsTheKindOfItsResult(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.execute("SELECT a FROM t")).isTrue();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      try (ResultSet rows = statement.getResultSet()) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(statement.execute("UPDATE t SET a = a + 1 WHERE a > 1")).isFalse();
      assertThat(statement.getResultSet()).isNull();
      assertThat(statement.getUpdateCount()).isEqualTo(2);
      assertThat(statement.execute("CREATE TABLE u (a INTEGER)")).isFalse();
      assertThat(statement.getUpdateCount()).isZero();
    }
  }

  /** 13.1.2.3: the results end when there is neither a result set nor a count. */
  @ContractTest
  void resultsEndInMinusOne(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      for (String sql : new String[] {"SELECT a FROM t", "DELETE FROM t"}) {
        statement.execute(sql);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getResultSet()).isNull();
      }
    }
  }

  /** Statement.getLargeUpdateCount. */
  @ContractTest
  @Differs(
      value = Peer.SQLITE,
      clause = "Statement.getLargeUpdateCount",
      why = "throws a NullPointerException")
  void countsAreLargeToo(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeLargeUpdate("UPDATE t SET a = 0")).isEqualTo(3);
      assertThat(statement.getLargeUpdateCount()).isEqualTo(3);
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
    }
  }

  /** 13.1.2.1: executeQuery is for what gives rows. */
  @ContractTest
  void executeQueryRefusesWhatGivesNoRows(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      assertFails(() -> statement.executeQuery("INSERT INTO t VALUES (4)"));
      assertFails(() -> statement.executeQuery("CREATE TABLE u (a INTEGER)"));
    }
  }

  /** What is refused has no effect. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "13.1.2.1", why = "does it and throws then")
  @Differs(value = Peer.SQLITE, clause = "13.1.2.1", why = "does it and throws then")
  void whatExecuteQueryRefusesIsNotDone(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      assertFails(() -> statement.executeQuery("INSERT INTO t VALUES (4)"));
    }
    assertThat(number(connection, "SELECT count(*) FROM t")).isEqualTo(3);
  }

  /** 13.1.2.2: executeUpdate is for what gives a count, or nothing. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.1.2.2", why = "runs queries")
  void executeUpdateRefusesWhatGivesRows(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      assertFails(() -> statement.executeUpdate("SELECT a FROM t"));
      assertThat(statement.executeUpdate("DELETE FROM t WHERE a = 1")).isEqualTo(1);
      assertThat(statement.executeUpdate("CREATE TABLE u (a INTEGER)")).isZero();
    }
  }

  /** 13.1.1, 15.2.5: an execution closes the result set of the one before. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.2.5", why = "uses the same result set again")
  void anExecutionClosesTheResultSetBefore(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet first = statement.executeQuery("SELECT 1");
      ResultSet second = statement.executeQuery("SELECT 2");
      assertThat(first.isClosed()).isTrue();
      assertFails(first::next);
      assertThat(second.next()).isTrue();
      assertThat(second.getInt(1)).isEqualTo(2);
    }
  }

  /** 13.1.3: Statement.getMoreResults closes the current result set. */
  @ContractTest
  void goingOnClosesTheResultSet(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("SELECT 1");
      statement.getMoreResults();
      assertThat(rows.isClosed()).isTrue();
    }
  }

  /** 13.1.3: or does not, when asked so. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.1.3", why = "does not support it")
  void goingOnKeepsTheResultSetWhenAsked(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("SELECT 1");
      assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
      assertThat(rows.isClosed()).isFalse();
      assertThat(rows.next()).isTrue();
      assertThat(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isFalse();
      assertThat(rows.isClosed()).isTrue();
    }
  }

  /** Statement.getMoreResults: a number that is none of the three. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "Statement.getMoreResults", why = "takes any number")
  void otherWaysOfGoingOnAreRefused(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      assertFails(() -> statement.getMoreResults(7));
    }
  }

  /** 13.1.4: a closed statement refuses to work, and is closed twice without harm. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "13.1.4", why = "answers isPoolable")
  @Differs(value = Peer.SQLITE, clause = "13.1.4", why = "answers some calls")
  @Differs(value = Peer.POSTGRESQL, clause = "13.1.4", why = "takes clearBatch")
  void aClosedStatementRefusesToWork(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT 1");
    statement.close();
    statement.close();
    assertThat(statement.isClosed()).isTrue();
    assertThat(rows.isClosed()).isTrue();
    assertFails(() -> statement.execute("SELECT 1"));
    assertFails(statement::getResultSet);
    assertFails(statement::getUpdateCount);
    assertFails(statement::getMoreResults);
    assertFails(statement::getMaxRows);
    assertFails(() -> statement.setMaxRows(1));
    assertFails(() -> statement.addBatch("SELECT 1"));
    assertFails(statement::executeBatch);
    assertFails(statement::clearBatch);
    assertFails(statement::getConnection);
    assertFails(statement::getWarnings);
    assertFails(statement::getGeneratedKeys);
    assertFails(statement::cancel);
    assertFails(statement::isPoolable);
    assertFails(statement::closeOnCompletion);
    assertFails(statement::getFetchSize);
    assertFails(statement::getQueryTimeout);
  }

  /** 13.1.5: Statement.closeOnCompletion. */
  @ContractTest
  void aStatementClosesWithItsLastResultSetWhenAsked(Connection connection) throws SQLException {
    createTable(connection);
    Statement statement = connection.createStatement();
    assertThat(statement.isCloseOnCompletion()).isFalse();
    statement.closeOnCompletion();
    assertThat(statement.isCloseOnCompletion()).isTrue();
    statement.executeUpdate("DELETE FROM t WHERE a = 3");
    assertThat(statement.isClosed()).isFalse();
    ResultSet rows = statement.executeQuery("SELECT a FROM t");
    rows.close();
    assertThat(statement.isClosed()).isTrue();
  }

  /** Statement.closeOnCompletion: executing again does not close it. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "13.1.5", why = "closes the statement")
  @Differs(value = Peer.SQLITE, clause = "13.1.5", why = "leaves the result set open")
  void aStatementThatIsExecutedAgainDoesNotClose(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.closeOnCompletion();
      ResultSet first = statement.executeQuery("SELECT 1");
      ResultSet second = statement.executeQuery("SELECT 2");
      assertThat(first.isClosed()).isTrue();
      assertThat(statement.isClosed()).isFalse();
      assertThat(second.next()).isTrue();
    }
  }

  /** Statement.setMaxRows: the rows beyond are dropped silently. */
  @ContractTest
  void theLargestNumberOfRowsIsKept(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.getMaxRows()).isZero();
      statement.setMaxRows(2);
      assertThat(statement.getMaxRows()).isEqualTo(2);
      try (ResultSet rows = statement.executeQuery("SELECT a FROM t ORDER BY a")) {
        assertThat(advance(rows, 2)).isTrue();
        assertThat(rows.next()).isFalse();
      }
      statement.setMaxRows(0);
      try (ResultSet rows = statement.executeQuery("SELECT a FROM t")) {
        assertThat(advance(rows, 3)).isTrue();
      }
      assertFails(() -> statement.setMaxRows(-1));
    }
  }

  /** Statement.setLargeMaxRows. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "Statement.setLargeMaxRows",
      why = "does not support it")
  void theLargestNumberOfRowsMayBeLarge(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      statement.setLargeMaxRows(1L << 40);
      assertThat(statement.getLargeMaxRows()).isEqualTo(1L << 40);
      assertFails(() -> statement.setLargeMaxRows(-1));
      try (ResultSet rows = statement.executeQuery("SELECT a FROM t")) {
        assertThat(advance(rows, 3)).isTrue();
      }
    }
  }

  /** Statement.setMaxFieldSize: text is cut there silently. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Statement.setMaxFieldSize", why = "ignores it")
  @Differs(value = Peer.SQLITE, clause = "Statement.setMaxFieldSize", why = "ignores it")
  void theLargestSizeOfAFieldIsKept(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE s (a VARCHAR(20))", "INSERT INTO s VALUES ('abcdefgh')");
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.getMaxFieldSize()).isZero();
      statement.setMaxFieldSize(3);
      assertThat(statement.getMaxFieldSize()).isEqualTo(3);
      try (ResultSet row = statement.executeQuery("SELECT a FROM s")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("abc");
      }
      assertFails(() -> statement.setMaxFieldSize(-1));
    }
  }

  /** Statement.setFetchSize and setFetchDirection. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Statement.setFetchDirection", why = "ignores the direction")
  @Differs(
      value = Peer.SQLITE,
      clause = "Statement.setFetchDirection",
      why = "has no cursors that scroll")
  void hintsAreKeptAndCheckedForSense(Connection connection) throws SQLException {
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(7);
      assertThat(statement.getFetchSize()).isEqualTo(7);
      assertFails(() -> statement.setFetchSize(-1));
      statement.setFetchDirection(ResultSet.FETCH_REVERSE);
      assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_REVERSE);
      assertFails(() -> statement.setFetchDirection(7));
    }
  }

  /** A forward-only result set is read forwards. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Statement.setPoolable", why = "is never poolable")
  @Differs(value = Peer.SQLITE, clause = "Statement.setPoolable", why = "is never poolable")
  void theDirectionIsForwardAtFirst(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
      assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
      assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      assertThat(statement.getConnection()).isSameAs(connection);
      assertThat(statement.isPoolable()).isFalse();
      statement.setPoolable(true);
      assertThat(statement.isPoolable()).isTrue();
    }
  }

  /** Statement.setQueryTimeout. */
  @ContractTest
  void theTimeoutIsKept(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.getQueryTimeout()).isZero();
      statement.setQueryTimeout(3);
      assertThat(statement.getQueryTimeout()).isEqualTo(3);
      assertFails(() -> statement.setQueryTimeout(-1));
    }
  }

  /** Statement.setQueryTimeout: an SQLTimeoutException after that. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "Statement.setQueryTimeout",
      why = "throws another exception")
  @Differs(
      value = Peer.SQLITE,
      clause = "Statement.setQueryTimeout",
      why = "takes the time to wait for locks")
  void aQueryOutOfTimeEnds(PeerDatabase database, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException ended = assertFails(() -> readAll(statement, database.longQuery()));
      assertThat((Object) ended).isInstanceOf(SQLTimeoutException.class);
      statement.setQueryTimeout(0);
      assertThat(statement.execute("SELECT 1")).isTrue();
    }
  }

  /** 13.1.1: Statement.cancel from another thread; the statement can be executed again. */
  @ContractTest
  void aCancelledStatementIsReusable(PeerDatabase database, Connection connection)
      throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Statement statement = connection.createStatement()) {
      Future<?> running =
          executor.submit(
              () -> {
                readAll(statement, database.longQuery());
                return null;
              });
      while (!running.isDone()) {
        statement.cancel();
        Thread.sleep(20);
      }
      assertThat(org.assertj.core.api.Assertions.catchThrowable(running::get))
          .hasCauseInstanceOf(SQLException.class);
      assertThat(statement.isClosed()).isFalse();
      readAll(statement, "SELECT 1");
    } finally {
      executor.shutdownNow();
    }
  }

  /** Statement.cancel: of one that does not run. */
  @ContractTest
  void cancellingWhatDoesNotRunDoesNothing(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.cancel();
      readAll(statement, "SELECT 1");
      statement.cancel();
      readAll(statement, "SELECT 1");
    }
  }

  /** 13.1: statements of one connection have result sets open at the same time. */
  @ContractTest
  void severalStatementsHaveOpenResultSets(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement outer = connection.createStatement();
        ResultSet rows = outer.executeQuery("SELECT a FROM t ORDER BY a")) {
      long sum = 0;
      while (rows.next()) {
        run(connection, "INSERT INTO t VALUES (100)");
        sum += number(connection, "SELECT count(*) FROM t WHERE a = " + rows.getInt(1));
      }
      assertThat(sum).isEqualTo(3);
    }
  }

  /** Statement.setCursorName: without positioned updates it does nothing. */
  @ContractTest
  void aCursorNameIsNoError(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setCursorName("cursor");
      readAll(statement, "SELECT 1");
    }
  }

  /** Statement.getWarnings: executing clears them. */
  @ContractTest
  void thereAreNoWarningsAtFirst(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      assertThat((Object) statement.getWarnings()).isNull();
      assertThat((Object) rows.getWarnings()).isNull();
      rows.clearWarnings();
      statement.clearWarnings();
    }
  }

  /** Statement.enquoteLiteral and its like (JDBC 4.3). */
  @ContractTest
  @Differs(
      value = Peer.H2,
      clause = "Statement.enquoteIdentifier",
      why = "doubles quotes within a name")
  void textIsQuoted(PeerDatabase database, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.enquoteLiteral("it's")).isEqualTo("'it''s'");
      assertThat(statement.enquoteNCharLiteral("it's")).isEqualTo("N'it''s'");
      assertThat(statement.enquoteIdentifier("Bruce Wayne", false)).isEqualTo("\"Bruce Wayne\"");
      assertFails(() -> statement.enquoteIdentifier("Hello\"World", false));
      assertThat(statement.enquoteIdentifier("plain", true)).isEqualTo("\"plain\"");
      assertThat(statement.isSimpleIdentifier("plain_1")).isTrue();
      assertThat(statement.isSimpleIdentifier("1 plain")).isFalse();
      assertThat(statement.isSimpleIdentifier("")).isFalse();
      String name = statement.enquoteIdentifier("Odd Name", false);
      statement.execute("CREATE TABLE " + name + " (a VARCHAR(20))");
      statement.execute(
          "INSERT INTO " + name + " VALUES (" + statement.enquoteLiteral("it's") + ")");
      assertThat(ContractAssertions.texts(connection, "SELECT a FROM \"Odd Name\""))
          .containsExactly("it's");
    }
  }

  private static void readAll(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
  }
}
