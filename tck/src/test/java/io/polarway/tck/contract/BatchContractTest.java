package io.polarway.tck.contract;

import static io.polarway.tck.contract.ContractAssertions.assertFails;
import static io.polarway.tck.contract.ContractAssertions.number;
import static io.polarway.tck.contract.ContractAssertions.run;
import static io.polarway.tck.contract.ContractAssertions.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Batches (JDBC 4.3, chapter 14). */
class BatchContractTest {

  private static final String COUNT = "SELECT count(*) FROM t";

  private static void createTable(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE t (a INTEGER PRIMARY KEY)");
  }

  /** 14.1.2: a count for each statement, in their order. */
  @ContractTest
  @Differs(
      value = Peer.SQLITE,
      clause = "14.1.2",
      why = "gives a definition the count of the statement before")
  void eachStatementHasItsCount(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO t VALUES (1), (2), (3)");
      statement.addBatch("DELETE FROM t WHERE a > 1");
      statement.addBatch("CREATE TABLE u (a INTEGER)");
      assertThat(statement.executeBatch()).containsExactly(3, 2, 0);
      assertThat(statement.executeBatch()).isEmpty();
    }
    assertThat(number(connection, COUNT)).isEqualTo(1);
  }

  /** Statement.executeLargeBatch. */
  @ContractTest
  void countsAreLargeToo(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      statement.addBatch("INSERT INTO t VALUES (1), (2), (3)");
      assertThat(statement.executeLargeBatch()).containsExactly(3L);
      insert.setInt(1, 7);
      insert.addBatch();
      assertThat(insert.executeLargeBatch()).containsExactly(1L);
      assertThat(insert.executeLargeBatch()).isEmpty();
    }
  }

  /** 14.1.1: Statement.clearBatch, and a batch without statements. */
  @ContractTest
  void aClearedBatchIsEmpty(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      assertThat(statement.executeBatch()).isEmpty();
      statement.addBatch("INSERT INTO t VALUES (1)");
      statement.clearBatch();
      assertThat(statement.executeBatch()).isEmpty();
      assertThat(insert.executeBatch()).isEmpty();
      insert.setInt(1, 1);
      insert.addBatch();
      insert.clearBatch();
      assertThat(insert.executeBatch()).isEmpty();
    }
    assertThat(number(connection, COUNT)).isZero();
  }

  /** 14.1.4: the values of the parameters at each addBatch. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "14.1.4", why = "clears the parameters with the batch")
  void eachSetOfParametersIsAStatement(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE p (a INTEGER, b VARCHAR(9))");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO p VALUES (?, ?)")) {
      insert.setString(2, "same");
      for (int i = 1; i <= 3; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
      insert.setInt(1, 4);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    assertThat(number(connection, "SELECT sum(a) FROM p WHERE b = 'same'")).isEqualTo(10);
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE p SET b = ? WHERE a <= ?")) {
      update.setString(1, "x");
      update.setInt(2, 2);
      update.addBatch();
      update.setString(1, "y");
      update.setInt(2, 3);
      update.addBatch();
      assertThat(update.executeBatch()).containsExactly(2, 3);
    }
    assertThat(texts(connection, "SELECT b FROM p ORDER BY a"))
        .containsExactly("y", "y", "y", "same");
  }

  /** 14.1.2: a statement that gives rows is no part of a batch. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "14.1.2", why = "runs it")
  void aQueryInABatchIsAnError(Connection connection) throws SQLException {
    createTable(connection);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      SQLException failed =
          assertFails(
              () -> {
                statement.addBatch("INSERT INTO t VALUES (1)");
                statement.addBatch(COUNT);
                statement.executeBatch();
              });
      assertThat((Object) failed).isInstanceOf(BatchUpdateException.class);
      assertThat(((BatchUpdateException) failed).getUpdateCounts()).startsWith(1);
    }
    connection.rollback();
  }

  /** 14.1.3: a driver that stops at a failure gives the counts of the statements before it. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "14.1.3",
      why = "gives EXECUTE_FAILED for statements that remain until the rollback")
  @Differs(value = Peer.SQLITE, clause = "14.1.3", why = "gives 0 for a failed statement")
  void theCountsBeforeAFailureAreGiven(Connection connection) throws SQLException {
    createTable(connection);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO t VALUES (1), (2)");
      statement.addBatch("INSERT INTO t VALUES (1)");
      statement.addBatch("INSERT INTO t VALUES (3)");
      SQLException failed = assertFails(statement::executeBatch);
      assertThat((Object) failed).isInstanceOf(BatchUpdateException.class);
      int[] counts = ((BatchUpdateException) failed).getUpdateCounts();
      // One that goes on gives a count for each statement.
      assertThat(counts.length).isIn(1, 3);
      assertThat(counts[0]).isEqualTo(2);
      if (counts.length == 3) {
        assertThat(counts[1]).isEqualTo(Statement.EXECUTE_FAILED);
      }
      assertThat(((BatchUpdateException) failed).getLargeUpdateCounts()).hasSameSizeAs(counts);
      // The batch is gone.
      assertThat(statement.executeBatch()).isEmpty();
      connection.commit();
      assertThat(number(connection, COUNT)).isEqualTo(counts.length == 1 ? 2 : 3);
    }
  }

  /** 14.1.3: in auto-commit mode the counts say what remains. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "14.1.3", why = "gives 0 for a failed statement")
  void theCountsOfAFailureSayWhatRemains(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO t VALUES (1)");
      statement.addBatch("INSERT INTO t VALUES (1)");
      statement.addBatch("INSERT INTO t VALUES (3)");
      assertCountsAreTrue(connection, assertFails(statement::executeBatch));
    }
  }

  /** 14.1.3: of parameters too. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "14.1.3",
      why = "ends the transaction but for a rollback")
  @Differs(value = Peer.SQLITE, clause = "14.1.3", why = "throws another exception")
  void theCountsOfFailedParametersSayWhatRemains(Connection connection) throws SQLException {
    createTable(connection);
    for (boolean autoCommit : new boolean[] {true, false}) {
      connection.setAutoCommit(autoCommit);
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
        for (int value : new int[] {1, 1, 3}) {
          insert.setInt(1, value);
          insert.addBatch();
        }
        assertCountsAreTrue(connection, assertFails(insert::executeBatch));
        assertThat(insert.executeBatch()).isEmpty();
        run(connection, "DELETE FROM t");
        if (!autoCommit) {
          connection.commit();
        }
      }
    }
  }

  private static void assertCountsAreTrue(Connection connection, SQLException failed)
      throws SQLException {
    assertThat((Object) failed).isInstanceOf(BatchUpdateException.class);
    int[] counts = ((BatchUpdateException) failed).getUpdateCounts();
    long remaining = 0;
    for (int count : counts) {
      remaining += Math.max(count, 0);
    }
    assertThat(counts.length).isLessThanOrEqualTo(3);
    assertThat(number(connection, COUNT)).isEqualTo(remaining);
    if (counts.length == 3) {
      assertThat(counts).contains(Statement.EXECUTE_FAILED);
    }
  }

  /** 14.1.1: a batch is text or parameters, not both; executing something else leaves it. */
  @ContractTest
  void executingLeavesTheBatch(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO t VALUES (1)");
      assertThat(statement.executeUpdate("INSERT INTO t VALUES (2)")).isEqualTo(1);
      assertThat(statement.executeBatch()).containsExactly(1);
    }
    assertThat(number(connection, COUNT)).isEqualTo(2);
  }

  /** 14.1.4: and so does a prepared statement. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "14.1.4", why = "writes the same parameters again")
  void executingLeavesTheBatchOfParameters(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      insert.setInt(1, 1);
      insert.addBatch();
      insert.setInt(1, 2);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      assertThat(insert.executeBatch()).containsExactly(1);
    }
    assertThat(number(connection, "SELECT count(*) FROM t WHERE a IN (1, 2)")).isEqualTo(2);
  }

  /** 14.1.4: every parameter of each set has a value. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "14.1.4", why = "takes null for it")
  void aSetWithoutAllParametersIsAnError(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE p (a INTEGER, b VARCHAR(9))");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO p VALUES (?, ?)")) {
      insert.setInt(1, 1);
      assertFails(
          () -> {
            insert.addBatch();
            insert.executeBatch();
          });
    }
  }

  /** 13.6: a batch has generated keys for every row. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.6", why = "gives none after a batch")
  void aBatchHasTheKeysOfAllItsRows(PeerDatabase database, Connection connection)
      throws SQLException {
    run(connection, "CREATE TABLE k (id " + database.generatedKey() + ", a VARCHAR(9))");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO k (a) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
      for (String value : new String[] {"x", "y", "z"}) {
        insert.setString(1, value);
        insert.addBatch();
      }
      insert.executeBatch();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        assertThat(texts(keys))
            .containsExactlyElementsOf(texts(connection, "SELECT id FROM k ORDER BY a"));
      }
    }
  }

  /** DatabaseMetaData.supportsBatchUpdates. */
  @ContractTest
  void batchesAreAnnounced(Connection connection) throws SQLException {
    assertThat(connection.getMetaData().supportsBatchUpdates()).isTrue();
    assertThat(connection.getMetaData().supportsGetGeneratedKeys()).isTrue();
  }
}
