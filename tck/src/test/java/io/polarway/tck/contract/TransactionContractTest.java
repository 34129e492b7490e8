package io.polarway.tck.contract;

import static io.polarway.tck.contract.ContractAssertions.assertFails;
import static io.polarway.tck.contract.ContractAssertions.number;
import static io.polarway.tck.contract.ContractAssertions.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** Transactions and savepoints (JDBC 4.3, chapter 10). */
class TransactionContractTest {

  private static final String COUNT = "SELECT count(*) FROM t";

  private static void createTable(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE t (a INTEGER)");
  }

  /** 10.1: a new connection is in auto-commit mode. */
  @ContractTest
  void eachStatementCommitsAtFirst(PeerDatabase database, Connection connection)
      throws SQLException {
    assertThat(connection.getAutoCommit()).isTrue();
    createTable(connection);
    run(connection, "INSERT INTO t VALUES (1)");
    assertThat(number(database.open(), COUNT)).isEqualTo(1);
  }

  /** 10.1.1: turning auto-commit on commits. */
  @ContractTest
  void turningAutoCommitOnCommits(PeerDatabase database, Connection connection)
      throws SQLException {
    createTable(connection);
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO t VALUES (1)");
    connection.setAutoCommit(false);
    Connection other = database.open();
    assertThat(number(other, COUNT)).isZero();
    connection.setAutoCommit(true);
    assertThat(number(other, COUNT)).isEqualTo(1);
  }

  /** Connection.commit and rollback: not in auto-commit mode. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "10.1", why = "ignores the calls")
  void nothingIsCommittedOrRolledBackInAutoCommitMode(Connection connection) {
    assertFails(connection::commit);
    assertFails(connection::rollback);
  }

  @ContractTest
  void aRollbackUndoesAndACommitKeeps(Connection connection) throws SQLException {
    createTable(connection);
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO t VALUES (1)");
    connection.rollback();
    assertThat(number(connection, COUNT)).isZero();
    run(connection, "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)");
    connection.commit();
    connection.rollback();
    assertThat(number(connection, COUNT)).isEqualTo(2);
  }

  /** 10.4: a savepoint, by name and without one. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "10.4.1", why = "cannot read a name with quotes")
  void aSavepointUndoesWhatCameAfterIt(Connection connection) throws SQLException {
    createTable(connection);
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO t VALUES (1)");
    Savepoint unnamed = connection.setSavepoint();
    run(connection, "INSERT INTO t VALUES (2)");
    Savepoint named = connection.setSavepoint("It's \"named\"");
    run(connection, "INSERT INTO t VALUES (3)");

    connection.rollback(named);
    assertThat(number(connection, COUNT)).isEqualTo(2);
    run(connection, "INSERT INTO t VALUES (4)");
    connection.rollback(named);
    assertThat(number(connection, COUNT)).isEqualTo(2);
    connection.rollback(unnamed);
    assertThat(number(connection, COUNT)).isEqualTo(1);
    connection.commit();
    assertThat(number(connection, COUNT)).isEqualTo(1);
  }

  /** 10.4.1: one kind has a number, the other a name. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "10.4.1", why = "gives both kinds a name")
  void aSavepointHasANumberOrAName(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Savepoint unnamed = connection.setSavepoint();
    Savepoint named = connection.setSavepoint("named");
    assertThat(named.getSavepointName()).isEqualTo("named");
    assertThat(unnamed.getSavepointId()).isNotNegative();
    assertFails(unnamed::getSavepointName);
    assertFails(named::getSavepointId);
  }

  /** 10.4.2: a released savepoint is no longer valid; nor is one that a rollback undid. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "10.4.2", why = "rolls back to a savepoint that was undone")
  void aSavepointThatIsGoneIsRefused(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Savepoint released = connection.setSavepoint();
    connection.releaseSavepoint(released);
    assertFails(() -> connection.rollback(released));
    connection.rollback();
    Savepoint first = connection.setSavepoint("first");
    Savepoint second = connection.setSavepoint("second");
    connection.rollback(first);
    assertFails(() -> connection.releaseSavepoint(second));
    connection.rollback();
  }

  /** 10.4.2: savepoints end with their transaction. */
  @ContractTest
  void aSavepointOfAnEarlierTransactionIsRefused(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Savepoint savepoint = connection.setSavepoint();
    connection.commit();
    assertFails(() -> connection.rollback(savepoint));
  }

  /** Connection.setSavepoint: not in auto-commit mode. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Connection.setSavepoint", why = "ignores the mode")
  @Differs(value = Peer.SQLITE, clause = "Connection.setSavepoint", why = "begins a transaction")
  void thereAreNoSavepointsInAutoCommitMode(Connection connection) throws SQLException {
    assertFails(connection::setSavepoint);
    assertFails(() -> connection.setSavepoint("named"));
    connection.setAutoCommit(false);
    Savepoint savepoint = connection.setSavepoint();
    connection.setAutoCommit(true);
    assertFails(() -> connection.rollback(savepoint));
  }

  @ContractTest
  @Differs(value = Peer.H2, clause = "Connection.setSavepoint", why = "takes null")
  @Differs(value = Peer.POSTGRESQL, clause = "Connection.setSavepoint", why = "takes null")
  @Differs(value = Peer.SQLITE, clause = "Connection.setSavepoint", why = "takes null")
  void aSavepointThatIsNullIsRefused(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    assertFails(() -> connection.setSavepoint(null));
    assertFails(() -> connection.rollback(null));
    assertFails(() -> connection.releaseSavepoint(null));
  }

  /** 10.2: each level that is announced can be set, and any other is refused. */
  @ContractTest
  void isolationLevelsAreWhatIsAnnounced(Connection connection) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(metadata.getDefaultTransactionIsolation());
    for (int level :
        new int[] {
          Connection.TRANSACTION_READ_UNCOMMITTED,
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ,
          Connection.TRANSACTION_SERIALIZABLE
        }) {
      if (metadata.supportsTransactionIsolationLevel(level)) {
        connection.setTransactionIsolation(level);
        assertThat(connection.getTransactionIsolation()).isEqualTo(level);
      }
    }
    assertFails(() -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE));
    assertFails(() -> connection.setTransactionIsolation(3));
  }

  /** A statement that fails undoes itself, and not its transaction. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "10.1",
      why = "ends the transaction but for a rollback")
  void aStatementThatFailsLeavesTheTransactionUsable(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE t (a INTEGER PRIMARY KEY)");
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO t VALUES (1)");
    assertFails(() -> run(connection, "INSERT INTO t VALUES (2), (1)"));
    assertFails(() -> run(connection, "SELECT nothing FROM t"));
    run(connection, "INSERT INTO t VALUES (3)");
    connection.commit();
    assertThat(number(connection, COUNT)).isEqualTo(2);
  }

  /** DatabaseMetaData tells what definitions do to a transaction. */
  @ContractTest
  void definitionsDoToATransactionWhatIsAnnounced(Connection connection) throws SQLException {
    createTable(connection);
    boolean commits = connection.getMetaData().dataDefinitionCausesTransactionCommit();
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO t VALUES (1)", "CREATE TABLE u (a INTEGER)");
    connection.rollback();
    assertThat(number(connection, COUNT)).isEqualTo(commits ? 1 : 0);
    if (!commits) {
      assertFails(() -> number(connection, "SELECT count(*) FROM u"));
    }
  }

  /** 15.1.3: a result set that is holdable stays open over a commit. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "15.1.3", why = "does not support getHoldability")
  @Differs(value = Peer.SQLITE, clause = "15.1.3", why = "closes cursors at a commit")
  void holdableResultSetsOutliveACommit(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1), (2)");
    connection.setAutoCommit(false);
    try (Statement statement =
            connection.createStatement(
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                ResultSet.HOLD_CURSORS_OVER_COMMIT);
        ResultSet rows = statement.executeQuery("SELECT a FROM t ORDER BY a")) {
      assertThat(rows.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
      assertThat(rows.next()).isTrue();
      connection.commit();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
  }

  /** 15.1.3: any other is closed by it. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "15.1.3", why = "leaves them open")
  @Differs(value = Peer.POSTGRESQL, clause = "15.1.3", why = "leaves them open")
  @Differs(value = Peer.SQLITE, clause = "15.1.3", why = "leaves them open")
  void otherResultSetsAreClosedByACommit(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1), (2)");
    connection.setAutoCommit(false);
    try (Statement statement =
            connection.createStatement(
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                ResultSet.CLOSE_CURSORS_AT_COMMIT);
        ResultSet rows = statement.executeQuery("SELECT a FROM t")) {
      assertThat(rows.next()).isTrue();
      connection.commit();
      assertThat(rows.isClosed()).isTrue();
      assertFails(rows::next);
      assertThat(statement.isClosed()).isFalse();
    }
  }
}
