package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions as JDBC and as SQL text. */
final class TransactionTest {

  private final PolarwayDataSource source = new PolarwayDataSource();
  private Connection connection;
  private Connection other;

  @BeforeEach
  void open() throws SQLException {
    connection = source.getConnection();
    other = source.getConnection();
    execute(connection, "CREATE TABLE t (a INTEGER NOT NULL)");
  }

  @AfterEach
  void close() throws SQLException {
    other.close();
    connection.close();
  }

  @Test
  void autoCommitMakesEachStatementVisibleAtOnce() throws SQLException {
    assertThat(connection.getAutoCommit()).isTrue();
    execute(connection, "INSERT INTO t VALUES (1)");
    assertThat(rows(other, "SELECT a FROM t")).containsExactly("1");
    assertFails("25000", connection::commit).hasMessageContaining("auto-commit");
    assertFails("25000", connection::rollback).hasMessageContaining("setAutoCommit(false)");
  }

  @Test
  void ownRowsAreVisibleToOneselfOnlyUntilTheCommit() throws SQLException {
    connection.setAutoCommit(false);
    execute(connection, "INSERT INTO t VALUES (1)");
    assertThat(rows(connection, "SELECT a FROM t")).containsExactly("1");
    assertThat(rows(other, "SELECT a FROM t")).isEmpty();
    connection.commit();
    assertThat(rows(other, "SELECT a FROM t")).containsExactly("1");
    execute(connection, "INSERT INTO t VALUES (2)");
    connection.rollback();
    assertThat(rows(connection, "SELECT a FROM t")).containsExactly("1");
  }

  @Test
  void turningAutoCommitOnCommits() throws SQLException {
    connection.setAutoCommit(false);
    execute(connection, "INSERT INTO t VALUES (1)");
    connection.setAutoCommit(true);
    assertThat(rows(other, "SELECT a FROM t")).containsExactly("1");
  }

  @Test
  void closingRollsBack() throws SQLException {
    Connection third = source.getConnection();
    third.setAutoCommit(false);
    execute(third, "INSERT INTO t VALUES (1)");
    third.close();
    assertThat(third.isClosed()).isTrue();
    third.close();
    assertThat(rows(other, "SELECT a FROM t")).isEmpty();
  }

  @Test
  void aFailedStatementUndoesItselfOnly() throws SQLException {
    connection.setAutoCommit(false);
    execute(connection, "INSERT INTO t VALUES (1)");
    assertFails("23502", () -> execute(connection, "INSERT INTO t VALUES (2), (NULL)"));
    assertFails("42P01", () -> rows(connection, "SELECT * FROM missing"));
    execute(connection, "INSERT INTO t VALUES (3)");
    connection.commit();
    assertThat(rows(other, "SELECT a FROM t ORDER BY a")).containsExactly("1", "3");
  }

  @Test
  void definitionsAreTransactional() throws SQLException {
    connection.setAutoCommit(false);
    execute(connection, "CREATE TABLE u (a INTEGER)");
    execute(connection, "INSERT INTO u VALUES (1)");
    assertThat(rows(connection, "SELECT a FROM u")).containsExactly("1");
    assertFails("42P01", () -> rows(other, "SELECT * FROM u"));
    connection.rollback();
    assertFails("42P01", () -> rows(connection, "SELECT * FROM u"));
  }

  @Test
  void beginSuspendsAutoCommitUntilCommitOrRollback() throws SQLException {
    execute(connection, "BEGIN");
    execute(connection, "INSERT INTO t VALUES (1)");
    assertThat(rows(other, "SELECT a FROM t")).isEmpty();
    assertFails("25000", () -> execute(connection, "BEGIN TRANSACTION"));
    execute(connection, "COMMIT");
    assertThat(rows(other, "SELECT a FROM t")).containsExactly("1");
    execute(connection, "INSERT INTO t VALUES (2)");
    assertThat(rows(other, "SELECT count(*) FROM t")).containsExactly("2");
    execute(connection, "START TRANSACTION; INSERT INTO t VALUES (3); ROLLBACK");
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("2");
    assertFails("25000", () -> execute(connection, "COMMIT"));
  }

  @Test
  void snapshotIsolationShowsWhatWasThereWhenTheTransactionBegan() throws SQLException {
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
    execute(other, "INSERT INTO t VALUES (1)");
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
    connection.commit();
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("1");
  }

  @Test
  void readCommittedShowsWhatWasCommittedWhenTheStatementBegan() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
    execute(other, "INSERT INTO t VALUES (1)");
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("1");
  }

  @Test
  void isolationLevelsAreGivenOrRaised() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    assertFails("0A000", () -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE));
    assertFails("22023", () -> connection.setTransactionIsolation(77));
  }

  @Test
  void isolationAndReadOnlyCannotChangeWithinATransaction() throws SQLException {
    connection.setAutoCommit(false);
    rows(connection, "SELECT * FROM t");
    assertFails(
        "25000", () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
    assertFails("25000", () -> connection.setReadOnly(true));
    connection.rollback();
    connection.setReadOnly(true);
    assertFails("25006", () -> execute(connection, "INSERT INTO t VALUES (1)"));
    assertFails("25006", () -> execute(connection, "DROP TABLE t"));
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
    connection.rollback();
    connection.setReadOnly(false);
    execute(connection, "INSERT INTO t VALUES (1)");
  }

  @Test
  void preparingDoesNotBeginATransaction() throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      execute(other, "INSERT INTO t VALUES (1)");
      assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("1");
      insert.setInt(1, 2);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    connection.commit();
    assertThat(rows(other, "SELECT count(*) FROM t")).containsExactly("2");
  }

  @Test
  void aResultSetOutlivesTheCommit() throws SQLException {
    execute(connection, "INSERT INTO t SELECT range FROM range(100000)");
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        ResultSet resultSet = statement.executeQuery("SELECT a FROM t")) {
      assertThat(resultSet.next()).isTrue();
      connection.commit();
      int rows = 1;
      while (resultSet.next()) {
        rows++;
      }
      assertThat(rows).isEqualTo(100_000);
    }
  }
}
