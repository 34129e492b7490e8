package io.polarway.tck.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The anomalies by which isolation levels are told apart (Berenson et al., "A Critique of ANSI SQL
 * Isolation Levels"), over rows in the catalog and over rows in files.
 */
class AnomaliesTest {

  @TempDir private Path directory;
  private Connection one;
  private Connection two;

  @BeforeEach
  void connect() throws SQLException {
    String url = "jdbc:polarway:" + directory;
    one = DriverManager.getConnection(url);
    two = DriverManager.getConnection(url);
  }

  private void open(boolean inFiles, int isolation) throws SQLException {
    execute(one, "CREATE TABLE t (id INTEGER, amount INTEGER)");
    execute(one, "INSERT INTO t VALUES (1, 100), (2, 200)");
    if (inFiles) {
      execute(one, "CHECKPOINT");
    }
    for (Connection connection : new Connection[] {one, two}) {
      connection.setTransactionIsolation(isolation);
      connection.setAutoCommit(false);
    }
  }

  @AfterEach
  void close() throws SQLException {
    for (Connection connection : new Connection[] {one, two}) {
      connection.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsReadThatIsNotCommitted(boolean inFiles) throws SQLException {
    open(inFiles, Connection.TRANSACTION_READ_COMMITTED);
    execute(one, "UPDATE t SET amount = 0 WHERE id = 1");
    execute(one, "INSERT INTO t VALUES (3, 300)");
    assertThat(sum(two)).isEqualTo(300);
    one.rollback();
    assertThat(sum(two)).isEqualTo(300);
    assertThat(sum(one)).isEqualTo(300);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readCommittedSeesTheNewest(boolean inFiles) throws SQLException {
    open(inFiles, Connection.TRANSACTION_READ_COMMITTED);
    assertThat(sum(two)).isEqualTo(300);
    execute(one, "UPDATE t SET amount = 0 WHERE id = 1");
    one.commit();
    assertThat(sum(two)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSnapshotRepeatsItsReadsAndHasNoPhantoms(boolean inFiles) throws SQLException {
    open(inFiles, Connection.TRANSACTION_REPEATABLE_READ);
    assertThat(sum(two)).isEqualTo(300);
    execute(one, "UPDATE t SET amount = 0 WHERE id = 1");
    execute(one, "INSERT INTO t VALUES (3, 7)");
    one.commit();
    assertThat(sum(two)).isEqualTo(300);
    two.commit();
    assertThat(sum(two)).isEqualTo(207);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noUpdateIsLost(boolean inFiles) throws SQLException {
    open(inFiles, Connection.TRANSACTION_REPEATABLE_READ);
    assertThat(sum(one)).isEqualTo(300);
    assertThat(sum(two)).isEqualTo(300);
    execute(one, "UPDATE t SET amount = amount + 1 WHERE id = 1");
    execute(two, "UPDATE t SET amount = amount + 10 WHERE id = 1");
    one.commit();
    assertConflict(() -> two.commit());
    execute(two, "UPDATE t SET amount = amount + 10 WHERE id = 1");
    two.commit();
    one.rollback();
    assertThat(sum(one)).isEqualTo(311);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsOfTheirOwnCanBeChangedByBoth(boolean inFiles) throws SQLException {
    open(inFiles, Connection.TRANSACTION_REPEATABLE_READ);
    execute(one, "UPDATE t SET amount = 1 WHERE id = 1");
    execute(two, "DELETE FROM t WHERE id = 2");
    one.commit();
    two.commit();
    one.rollback();
    assertThat(sum(one)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsReadForUpdateAreValidated(boolean inFiles) throws SQLException {
    open(inFiles, Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = two.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM t WHERE id = 1 FOR UPDATE")) {
      assertThat(rows.next()).isTrue();
    }
    execute(two, "INSERT INTO t VALUES (4, 4)");
    execute(one, "UPDATE t SET amount = 0 WHERE id = 1");
    one.commit();
    assertConflict(() -> two.commit());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writeSkewIsRefusedWhenSerializable(boolean inFiles) throws SQLException {
    open(inFiles, Connection.TRANSACTION_SERIALIZABLE);
    assertThat(sum(one)).isEqualTo(300);
    assertThat(sum(two)).isEqualTo(300);
    execute(one, "UPDATE t SET amount = -100 WHERE id = 1");
    execute(two, "UPDATE t SET amount = -100 WHERE id = 2");
    one.commit();
    assertConflict(() -> two.commit());
    assertThat(sum(two)).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailedStatementUndoesOnlyItself(boolean inFiles) throws SQLException {
    open(inFiles, Connection.TRANSACTION_REPEATABLE_READ);
    execute(one, "UPDATE t SET amount = 1 WHERE id = 1");
    assertThatThrownBy(() -> execute(one, "UPDATE t SET amount = CAST('x' AS INTEGER) + id"))
        .isInstanceOf(SQLException.class);
    execute(one, "DELETE FROM t WHERE id = 2");
    one.commit();
    assertThat(sum(two)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void statementsOfTheirOwnAreTriedAgain(boolean inFiles) throws Exception {
    open(inFiles, Connection.TRANSACTION_REPEATABLE_READ);
    one.setAutoCommit(true);
    two.setAutoCommit(true);
    Thread other = new Thread(() -> increment(two, 30));
    other.start();
    increment(one, 30);
    other.join();
    assertThat(sum(one)).isEqualTo(360);
    one.setAutoCommit(false);
    two.setAutoCommit(false);
  }

  private static void increment(Connection connection, int times) {
    try {
      for (int i = 0; i < times; i++) {
        execute(connection, "UPDATE t SET amount = amount + 1 WHERE id = 1");
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertConflict(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLTransactionRollbackException.class,
            e -> assertThat(e.getSQLState()).isEqualTo("40001"));
  }

  private static long sum(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT sum(amount) FROM t")) {
      row.next();
      return row.getLong(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofTwoChangesOfARowWithAKeyTheSecondCanBeRunAgain(boolean inFiles) throws SQLException {
    execute(one, "CREATE TABLE k (id INTEGER PRIMARY KEY, amount INTEGER)");
    execute(one, "INSERT INTO k VALUES (1, 100), (2, 200)");
    if (inFiles) {
      execute(one, "CHECKPOINT");
    }
    one.setAutoCommit(false);
    two.setAutoCommit(false);
    execute(one, "UPDATE k SET amount = amount + 1 WHERE id = 1");
    execute(two, "UPDATE k SET amount = amount + 10 WHERE id = 1");
    one.commit();
    assertThatThrownBy(two::commit).isInstanceOf(SQLTransactionRollbackException.class);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
