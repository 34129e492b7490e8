package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schemas, tables, names and settings, as statements define and use them. */
final class DefinitionTest {

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = TestStore.temporary();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aTableIsCreatedKeptReplacedAndDropped() throws SQLException {
    execute(connection, "CREATE TABLE t (a INTEGER)");
    assertFails("42P07", () -> execute(connection, "CREATE TABLE T (b INTEGER)"));
    execute(connection, "CREATE TABLE IF NOT EXISTS t (b INTEGER)");
    execute(connection, "INSERT INTO t VALUES (1)");
    assertThat(rows(connection, "SELECT A FROM T")).containsExactly("1");
    execute(connection, "CREATE OR REPLACE TABLE t (b VARCHAR)");
    assertThat(rows(connection, "SELECT b FROM t")).isEmpty();
    execute(connection, "DROP TABLE t");
    assertFails("42P01", () -> execute(connection, "DROP TABLE t"));
    execute(connection, "DROP TABLE IF EXISTS t");
  }

  @Test
  void droppingSeveralTablesDropsAllOrNone() throws SQLException {
    execute(connection, "CREATE TABLE a (a INTEGER); CREATE TABLE b (a INTEGER)");
    assertFails("42P01", () -> execute(connection, "DROP TABLE a, b, c"));
    assertThat(rows(connection, "SELECT count(*) FROM a, b")).containsExactly("0");
    execute(connection, "DROP TABLE IF EXISTS a, b, c");
    assertFails("42P01", () -> rows(connection, "SELECT * FROM a"));
  }

  @Test
  void schemasHoldTables() throws SQLException {
    execute(connection, "CREATE SCHEMA Sales");
    assertFails("42P06", () -> execute(connection, "CREATE SCHEMA sales"));
    execute(connection, "CREATE SCHEMA IF NOT EXISTS sales");
    execute(connection, "CREATE TABLE sales.t (a INTEGER)");
    execute(connection, "INSERT INTO polarway.sales.t VALUES (1)");
    assertThat(rows(connection, "SELECT sales.t.a FROM Sales.T")).containsExactly("1");
    assertFails("42P01", () -> rows(connection, "SELECT * FROM t")).hasMessageContaining("main");
    connection.setSchema("SALES");
    assertThat(connection.getSchema()).isEqualTo("Sales");
    assertThat(rows(connection, "SELECT a FROM t")).containsExactly("1");
    execute(connection, "SET schema = 'main'");
    assertThat(connection.getSchema()).isEqualTo("main");
    execute(connection, "USE polarway.sales");
    assertThat(connection.getSchema()).isEqualTo("Sales");
    execute(connection, "RESET schema");
    assertThat(connection.getSchema()).isEqualTo("main");
    assertFails("2BP01", () -> execute(connection, "DROP SCHEMA sales"));
    execute(connection, "DROP SCHEMA sales CASCADE");
    assertFails("3F000", () -> execute(connection, "DROP SCHEMA sales"));
    execute(connection, "DROP SCHEMA IF EXISTS sales");
    assertFails("3F000", () -> connection.setSchema("sales"));
    assertFails("42000", () -> execute(connection, "DROP SCHEMA main"));
    assertFails("42P16", () -> execute(connection, "CREATE SCHEMA information_schema"));
    assertFails("42P16", () -> execute(connection, "CREATE SCHEMA Polarway"));
  }

  @Test
  void aNameThatDoesNotResolveNeverReachesTheEngine() throws SQLException {
    execute(connection, "CREATE TABLE trades (a INTEGER)");
    assertFails("42P01", () -> rows(connection, "SELECT * FROM trade"))
        .hasMessageContaining("Did you mean \"trades\"?");
    assertFails("3F000", () -> rows(connection, "SELECT * FROM mian.trades"))
        .hasMessageContaining("Did you mean \"main\"?");
    assertFails("3D000", () -> rows(connection, "SELECT * FROM other.main.trades"))
        .hasMessageContaining("polarway");
    assertFails("42P01", () -> rows(connection, "SELECT * FROM information_schema.nothing"));
    assertThat(rows(connection, "WITH trade AS (SELECT 1 AS x) SELECT x FROM trade"))
        .containsExactly("1");
    assertThat(rows(connection, "SELECT count(*) FROM polarway.trades")).containsExactly("0");
  }

  @Test
  void createTableAsTakesNamesTypesAndRows() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "CREATE TABLE t AS SELECT range::INTEGER AS a, 'x' || range AS b, sum(range) OVER"
                      + " () AS s FROM range(3)"))
          .isEqualTo(3);
      assertThat(rows(connection, "SELECT a, b, s FROM t ORDER BY a"))
          .containsExactly("0|x0|3", "1|x1|3", "2|x2|3");
      assertThat(statement.executeUpdate("CREATE TABLE u (k, v) AS SELECT a, b FROM t WHERE a > 5"))
          .isZero();
      assertThat(rows(connection, "SELECT k, v FROM u")).isEmpty();
      assertThat(statement.executeUpdate("CREATE TABLE w AS SELECT * FROM t WITH NO DATA"))
          .isZero();
      assertThat(rows(connection, "SELECT a, b, s FROM w")).isEmpty();
      assertThat(statement.executeUpdate("CREATE OR REPLACE TABLE t AS SELECT a + 10 AS a FROM t"))
          .isEqualTo(3);
      assertThat(rows(connection, "SELECT a FROM t ORDER BY a")).containsExactly("10", "11", "12");
      assertThat(statement.executeUpdate("CREATE TABLE IF NOT EXISTS t AS SELECT 1 AS x")).isZero();
    }
    assertFails("42P16", () -> execute(connection, "CREATE TABLE v AS SELECT [1, 2] AS list"))
        .hasMessageContaining("list");
    assertFails("42P16", () -> execute(connection, "CREATE TABLE v (a, b) AS SELECT 1"));
  }

  @Test
  void createTableAsThatFailsLeavesNoTable() throws SQLException {
    String failing =
        "CREATE TABLE t AS SELECT CASE WHEN range = 500000 THEN error('no') ELSE 'a' END AS a"
            + " FROM range(1000000)";
    assertThat(catchThrowable(() -> execute(connection, failing))).isInstanceOf(SQLException.class);
    assertFails("42P01", () -> rows(connection, "SELECT * FROM t"));
    connection.setAutoCommit(false);
    execute(connection, "CREATE TABLE u (a INTEGER)");
    assertThat(catchThrowable(() -> execute(connection, failing))).isInstanceOf(SQLException.class);
    assertFails("42P01", () -> rows(connection, "SELECT * FROM t"));
    connection.commit();
    assertThat(rows(connection, "SELECT * FROM u")).isEmpty();
  }

  @Test
  void defaultsFillWhatIsNotGiven() throws SQLException {
    execute(
        connection,
        "CREATE TABLE t (a INTEGER, b VARCHAR DEFAULT 'it''s', c TIMESTAMP DEFAULT"
            + " current_timestamp::TIMESTAMP, d DOUBLE DEFAULT -1.5, e UUID DEFAULT uuid())");
    execute(connection, "INSERT INTO t (a) VALUES (1)");
    execute(connection, "INSERT INTO t DEFAULT VALUES");
    execute(connection, "INSERT INTO t (a, c) SELECT 2, NULL");
    execute(connection, "INSERT INTO t (b, a) VALUES (upper('x'), 3)");
    assertThat(rows(connection, "SELECT a, b, c IS NULL, d FROM t ORDER BY a NULLS FIRST"))
        .containsExactly(
            "null|it's|false|-1.5", "1|it's|false|-1.5", "2|it's|true|-1.5", "3|X|false|-1.5");
    assertThat(rows(connection, "SELECT count(DISTINCT e) FROM t")).containsExactly("4");
  }

  @Test
  void insertSelectHasToGiveOneValueAColumn() throws SQLException {
    execute(connection, "CREATE TABLE t (a INTEGER, b VARCHAR)");
    assertFails("42000", () -> execute(connection, "INSERT INTO t SELECT 1"))
        .hasMessageContaining("1 values for 2 columns");
    assertFails("42000", () -> execute(connection, "INSERT INTO t SELECT 1, 'x', 2"));
    execute(connection, "INSERT INTO t SELECT '7', 8 -- a comment at the end");
    assertThat(rows(connection, "SELECT a, b FROM t")).containsExactly("7|8");
    assertFails("22018", () -> execute(connection, "INSERT INTO t SELECT 'seven', 'x'"));
  }

  @Test
  void aPrimaryKeyThatIsNotEnforcedTellsNoRowFromOthers() throws SQLException {
    execute(connection, "CREATE TABLE t (a INTEGER, b INTEGER, PRIMARY KEY (a) NOT ENFORCED)");
    try (ResultSet keys = connection.getMetaData().getPrimaryKeys(null, "main", "t");
        ResultSet identifier =
            connection.getMetaData().getBestRowIdentifier(null, "main", "t", 0, true)) {
      assertThat(keys.next()).isFalse();
      assertThat(identifier.next()).isFalse();
    }
    execute(connection, "CREATE TABLE u (a INTEGER UNIQUE, b INTEGER NOT NULL UNIQUE)");
    try (ResultSet identifier =
        connection.getMetaData().getBestRowIdentifier(null, "main", "u", 0, true)) {
      assertThat(identifier.next()).isTrue();
      assertThat(identifier.getString("COLUMN_NAME")).isEqualTo("b");
      assertThat(identifier.next()).isFalse();
    }
    assertFails("23502", () -> execute(connection, "INSERT INTO t VALUES (NULL, 1)"));
  }

  @Test
  void whatIsNotOfferedIsNamed() throws SQLException {
    assertFails("0A000", () -> execute(connection, "COPY t TO 'x'")).hasMessageContaining("COPY");
    assertFails("0A000", () -> rows(connection, "SELECT 1 FOR UPDATE"))
        .hasMessageContaining("FOR UPDATE");
  }

  @Test
  void aTimeTooFarAwayForHoursIsAnError() throws SQLException {
    execute(connection, "CREATE TABLE far (at TIMESTAMP) PARTITIONED BY (hour(at))");
    assertFails("22003", () -> execute(connection, "INSERT INTO far SELECT 'infinity'::TIMESTAMP"))
        .hasMessageContaining("infinity");
    assertThat(rows(connection, "SELECT count(*) FROM far")).containsExactly("0");
  }

  @Test
  void settingsAreTheSessionsOwn() throws SQLException {
    execute(connection, "SET TIME ZONE 'asia/tokyo'");
    assertThat(rows(connection, "SELECT TIMESTAMPTZ '2026-02-01 00:00:00Z'"))
        .containsExactly("2026-02-01 09:00:00+09");
    assertFails("22023", () -> execute(connection, "SET TimeZone = 'Asia/Tokio'"))
        .hasMessageContaining("Did you mean \"Asia/Tokyo\"?");
    execute(connection, "SET TimeZone = '+02:00'");
    assertThat(rows(connection, "SELECT TIMESTAMPTZ '2026-02-01 00:00:00Z'"))
        .containsExactly("2026-02-01 02:00:00+02");
    execute(connection, "RESET TimeZone");
    String epoch = rows(connection, "SELECT epoch(TIMESTAMPTZ '1970-01-01 00:00:00')").get(0);
    assertThat(Double.parseDouble(epoch) + offsetSeconds()).isZero();
    assertFails("42501", () -> execute(connection, "SET memory_limit = '1GB'"));
  }

  private static int offsetSeconds() {
    return ZoneId.systemDefault().getRules().getOffset(Instant.EPOCH).getTotalSeconds();
  }

  /** The old table and the transaction's rows in it stay when its replacement fails. */
  @Test
  void aReplacementThatFailsIsUndoneAlone() throws SQLException {
    execute(connection, "CREATE TABLE kept AS SELECT 1 AS a");
    connection.setAutoCommit(false);
    execute(connection, "INSERT INTO kept VALUES (2)");
    assertFails(
        "22018",
        () ->
            execute(
                connection,
                "CREATE OR REPLACE TABLE kept AS SELECT CASE WHEN i < 300000 THEN i ELSE"
                    + " CAST('x' || i AS INTEGER) END AS b FROM range(300001) r(i)"));
    assertThat(rows(connection, "SELECT a FROM kept ORDER BY a")).containsExactly("1", "2");
    connection.commit();
    assertThat(rows(connection, "SELECT a FROM kept ORDER BY a")).containsExactly("1", "2");
  }

  /** A statement has one time, for all rows that it leaves to a default. */
  @Test
  void defaultsOfOneStatementShareItsTime() throws SQLException {
    execute(connection, "CREATE TABLE stamped (a INTEGER, made TIMESTAMPTZ DEFAULT now())");
    execute(connection, "INSERT INTO stamped (a) VALUES (1), (2), (3)");
    assertThat(rows(connection, "SELECT count(DISTINCT made), count(*) FROM stamped"))
        .containsExactly("1|3");
  }
}
