package io.polarway.tck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Spring's translator makes the right exceptions of the driver's, without configuration. */
class SpringExceptionsTest {

  private DataSource source = new DriverManagerDataSource();
  private JdbcTemplate jdbc = new JdbcTemplate();

  @BeforeEach
  void createTable(@TempDir Path directory) {
    source = new DriverManagerDataSource("jdbc:polarway:" + directory.resolve("store"));
    jdbc = new JdbcTemplate(source);
    jdbc.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(3) NOT NULL, n INTEGER CHECK (n > 0))");
    jdbc.update("INSERT INTO t VALUES (1, 'x', 1)");
  }

  private static void assertBecomes(Class<?> expected, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isExactlyInstanceOf(expected);
  }

  @Test
  void constraints() {
    assertBecomes(
        DuplicateKeyException.class, () -> jdbc.update("INSERT INTO t VALUES (1, 'y', 1)"));
    assertBecomes(
        DataIntegrityViolationException.class,
        () -> jdbc.update("INSERT INTO t VALUES (2, NULL, 1)"));
    assertBecomes(
        DataIntegrityViolationException.class,
        () -> jdbc.update("INSERT INTO t VALUES (2, 'y', 0)"));
    assertBecomes(
        DataIntegrityViolationException.class,
        () -> jdbc.update("INSERT INTO t VALUES (2, 'too long', 1)"));
    assertBecomes(
        DataIntegrityViolationException.class,
        () -> jdbc.queryForObject("SELECT CAST('x' AS INTEGER)", Integer.class));
  }

  @Test
  void constraintsInBatches() {
    List<Object[]> rows = List.of(new Object[] {2, "y", 1}, new Object[] {1, "y", 1});
    assertBecomes(
        DuplicateKeyException.class,
        () -> jdbc.batchUpdate("INSERT INTO t VALUES (?, ?, ?)", rows));
    assertBecomes(
        DuplicateKeyException.class,
        () ->
            jdbc.batchUpdate(
                "INSERT INTO t VALUES (2, 'y', 1)", "INSERT INTO t VALUES (1, 'y', 1)"));
  }

  @Test
  void grammar() {
    for (String sql :
        List.of(
            "SELEC 1",
            "SELECT * FROM nowhere",
            "SELECT nothing FROM t",
            "SELECT nothing(1)",
            "SELECT a, count(*) FROM t",
            "INSERT INTO t VALUES (1)",
            "UPDATE t SET nothing = 1",
            "DROP TABLE nowhere",
            "CREATE TABLE t (a INTEGER)")) {
      assertBecomes(BadSqlGrammarException.class, () -> jdbc.execute(sql));
    }
    assertBecomes(InvalidDataAccessApiUsageException.class, () -> jdbc.execute("COPY t TO 'file'"));
  }

  @Test
  void conflicts() throws SQLException {
    try (Connection first = source.getConnection();
        Connection second = source.getConnection()) {
      first.setAutoCommit(false);
      second.setAutoCommit(false);
      update(first);
      JdbcTemplate loser = new JdbcTemplate(new SingleConnectionDataSource(second, true));
      loser.queryForObject("SELECT count(*) FROM t", Long.class);
      first.commit();
      assertBecomes(
          CannotAcquireLockException.class,
          () -> {
            loser.update("UPDATE t SET n = n + 1");
            loser.execute(
                (Connection connection) -> {
                  connection.commit();
                  return null;
                });
          });
      second.rollback();
    }
  }

  private static void update(Connection connection) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement("UPDATE t SET n = n + 1")) {
      update.executeUpdate();
    }
  }

  @Test
  void time() {
    JdbcTemplate hurried = new JdbcTemplate(source);
    hurried.setQueryTimeout(1);
    assertBecomes(
        QueryTimeoutException.class,
        () ->
            hurried.queryForObject(
                "SELECT count(*) FROM range(10000000) a(i), range(10000000) b(j)"
                    + " WHERE hash(i, j) = 7",
                Long.class));
  }

  @Test
  void connections(@TempDir Path directory) throws SQLException {
    JdbcTemplate nowhere =
        new JdbcTemplate(
            new DriverManagerDataSource(
                "jdbc:polarway:" + directory.resolve("nothing") + "?createIfMissing=false"));
    assertBecomes(CannotGetJdbcConnectionException.class, () -> nowhere.execute("SELECT 1"));
    Connection closed = source.getConnection();
    JdbcTemplate left = new JdbcTemplate(new SingleConnectionDataSource(closed, true));
    left.execute("SELECT 1");
    try (Statement statement = closed.createStatement()) {
      assertThat(statement.isClosed()).isFalse();
      closed.close();
    }
    assertThat(catchThrowable(() -> left.execute("SELECT 1")))
        .isInstanceOf(DataAccessResourceFailureException.class);
  }
}
