package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Savepoints by methods and as text, over definitions. */
class SavepointTest {

  private final Connection connection;

  SavepointTest() throws SQLException {
    connection = TestStore.temporary();
  }

  @BeforeEach
  void begin() throws SQLException {
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    connection.rollback();
    connection.close();
  }

  @Test
  void whatCameAfterASavepointIsUndone() throws SQLException {
    execute(connection, "CREATE TABLE a (i INTEGER)");
    Savepoint first = connection.setSavepoint();
    execute(connection, "CREATE TABLE b (i INTEGER)");
    Savepoint second = connection.setSavepoint("Second");
    execute(connection, "CREATE TABLE c (i INTEGER)");
    connection.rollback(second);
    assertThat(tables()).containsExactly("a", "b");
    execute(connection, "CREATE TABLE d (i INTEGER)");
    connection.rollback(second);
    connection.rollback(first);
    assertThat(tables()).containsExactly("a");
    assertInvalid(() -> connection.rollback(second));
    assertThat(first.getSavepointId()).isPositive();
    assertThat(second.getSavepointName()).isEqualTo("Second");
    assertThatThrownBy(first::getSavepointName).isInstanceOf(SQLException.class);
    assertThatThrownBy(second::getSavepointId).isInstanceOf(SQLException.class);
    connection.commit();
    assertInvalid(() -> connection.rollback(first));
    assertThat(tables()).containsExactly("a");
  }

  @Test
  void theyAreStatements() throws SQLException {
    execute(connection, "SAVEPOINT one");
    execute(connection, "CREATE TABLE a (i INTEGER)");
    execute(connection, "SAVEPOINT \"one\"");
    execute(connection, "CREATE TABLE b (i INTEGER)");
    execute(connection, "ROLLBACK TO ONE");
    assertThat(tables()).containsExactly("a");
    execute(connection, "RELEASE one");
    execute(connection, "ROLLBACK TRANSACTION TO SAVEPOINT one");
    assertThat(tables()).isEmpty();
    execute(connection, "RELEASE SAVEPOINT one");
    assertInvalid(() -> execute(connection, "ROLLBACK TO one"));
  }

  @Test
  void theyAreOfOneTransaction() throws SQLException {
    Savepoint savepoint = connection.setSavepoint();
    try (Connection other = TestStore.temporary()) {
      other.setAutoCommit(false);
      assertInvalid(() -> other.rollback(savepoint));
      assertInvalid(() -> other.releaseSavepoint(savepoint));
    }
    connection.releaseSavepoint(savepoint);
    assertInvalid(() -> connection.releaseSavepoint(savepoint));
    connection.rollback();
    connection.setAutoCommit(true);
    TestStore.assertFails("25000", connection::setSavepoint);
    execute(connection, "BEGIN");
    execute(connection, "SAVEPOINT s");
    execute(connection, "CREATE TABLE a (i INTEGER)");
    execute(connection, "ROLLBACK TO s");
    execute(connection, "COMMIT");
    assertThat(tables()).isEmpty();
    connection.setAutoCommit(false);
  }

  private List<String> tables() throws SQLException {
    return TestStore.rows(connection, "SELECT table_name FROM duckdb_tables() ORDER BY 1");
  }

  private static void assertInvalid(ThrowingCallable call) {
    TestStore.assertFails("3B001", call);
  }
}
