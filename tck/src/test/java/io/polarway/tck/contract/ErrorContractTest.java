package io.polarway.tck.contract;

import static io.polarway.tck.contract.ContractAssertions.assertFails;
import static io.polarway.tck.contract.ContractAssertions.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Exceptions (JDBC 4.3, 8.1 to 8.5). */
class ErrorContractTest {

  private static void createTable(Connection connection) throws SQLException {
    run(
        connection,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(3) NOT NULL, n INTEGER CHECK (n > 0))",
        "INSERT INTO t VALUES (1, 'x', 1)");
  }

  /** ISO 9075-2, 24.1: the class of the SQLState says what kind of error it is. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "8.1", why = "gives no states")
  void statesAreOfTheClassOfTheirError(Connection connection) throws SQLException {
    createTable(connection);
    Map<String, String> classes =
        Map.of(
            "SELEC 1", "42",
            "SELECT nothing FROM t", "42",
            "SELECT * FROM nowhere", "42",
            "INSERT INTO t VALUES (1, 'y', 1)", "23",
            "INSERT INTO t VALUES (2, NULL, 1)", "23",
            "INSERT INTO t VALUES (2, 'y', 0)", "23",
            "INSERT INTO t VALUES (2, 'too long', 1)", "22",
            "SELECT CAST('x' AS INTEGER) FROM t", "22",
            "SELECT CAST(3000000000 AS INTEGER) FROM t", "22",
            "SELECT CAST('2026-02-30' AS DATE) FROM t", "22");
    for (Map.Entry<String, String> entry : classes.entrySet()) {
      SQLException failed = assertFails(() -> readAll(connection, entry.getKey()));
      assertThat(failed.getSQLState()).as(entry.getKey()).hasSize(5).startsWith(entry.getValue());
    }
  }

  /** 8.5: and so does the subclass. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "8.5", why = "throws its own class for all")
  @Differs(value = Peer.SQLITE, clause = "8.5", why = "throws its own class for most")
  void subclassesAreThoseOfTheState(Connection connection) throws SQLException {
    createTable(connection);
    Map<String, Class<?>> classes =
        Map.of(
            "SELEC 1", SQLSyntaxErrorException.class,
            "SELECT nothing FROM t", SQLSyntaxErrorException.class,
            "SELECT * FROM nowhere", SQLSyntaxErrorException.class,
            "INSERT INTO t VALUES (1, 'y', 1)", SQLIntegrityConstraintViolationException.class,
            "INSERT INTO t VALUES (2, NULL, 1)", SQLIntegrityConstraintViolationException.class,
            "INSERT INTO t VALUES (2, 'too long', 1)", SQLDataException.class,
            "SELECT CAST('x' AS INTEGER) FROM t", SQLDataException.class);
    for (Map.Entry<String, Class<?>> entry : classes.entrySet()) {
      SQLException failed = assertFails(() -> readAll(connection, entry.getKey()));
      assertThat((Object) failed).as(entry.getKey()).isInstanceOf(entry.getValue());
    }
  }

  /** A message says which value or name was wrong. */
  @ContractTest
  void messagesNameWhatWasWrong(Connection connection) throws SQLException {
    createTable(connection);
    for (String sql : new String[] {"SELECT unheard_of FROM t", "SELECT * FROM unheard_of"}) {
      assertThat(assertFails(() -> readAll(connection, sql)).getMessage())
          .containsIgnoringCase("unheard_of");
    }
  }

  /** 8.1: the exceptions of a chain and their causes are iterated over. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "8.1", why = "gives no states")
  void theCauseOfABatchsFailureIsKept(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO t VALUES (1, 'y', 1)");
      SQLException failed = assertFails(statement::executeBatch);
      assertThat((Object) failed).isInstanceOf(BatchUpdateException.class);
      assertThat(failed.getSQLState()).startsWith("23");
      List<Throwable> chain = new ArrayList<>();
      failed.forEach(chain::add);
      assertThat(chain).hasSizeGreaterThan(1);
    }
  }

  /** 8.1: what a driver does not offer it refuses by SQLFeatureNotSupportedException. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "8.1", why = "has a state of its own")
  @Differs(value = Peer.SQLITE, clause = "8.1", why = "gives no state")
  void whatIsNotOfferedIsRefusedAsSuch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      assertThat(row.next()).isTrue();
      SQLException refused = assertFails(() -> row.getRef(1));
      assertThat((Object) refused).isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThat(refused.getSQLState()).isEqualTo("0A000");
    }
  }

  private static void readAll(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            rows.getObject(1);
          }
        }
      }
    }
  }
}
