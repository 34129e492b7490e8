package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sequences: their values, in every place of a statement, and their definitions. */
final class SequenceTest {

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
  void everyCallTakesTheNextValue() throws SQLException {
    execute(connection, "CREATE SEQUENCE s START WITH 5 INCREMENT BY 10");
    assertThat(rows(connection, "SELECT nextval('s')")).containsExactly("5");
    assertThat(rows(connection, "SELECT nextval('main.s')")).containsExactly("15");
    assertThat(rows(connection, "SELECT NEXT VALUE FOR s")).containsExactly("25");
    assertThat(rows(connection, "VALUES (nextval('S'))")).containsExactly("35");
    assertThat(rows(connection, "SELECT currval('s')")).containsExactly("35");
    assertThat(rows(connection, "SELECT CURRENT VALUE FOR polarway.main.s")).containsExactly("35");
    assertThat(rows(connection, "SELECT currval('s')")).containsExactly("35");
  }

  @Test
  void everyRowOfAQueryHasAValueOfItsOwn() throws SQLException {
    execute(connection, "CREATE SEQUENCE s");
    execute(connection, "CREATE TABLE t (a INTEGER)");
    execute(connection, "INSERT INTO t SELECT i FROM range(5000) r(i)");
    assertThat(
            rows(
                connection,
                "SELECT concat_ws(' ', count(*), count(DISTINCT n), min(n), max(n))"
                    + " FROM (SELECT nextval('s') AS n FROM t)"))
        .containsExactly("5000 5000 1 5000");
    execute(connection, "CREATE TABLE u (id BIGINT, a INTEGER)");
    execute(connection, "INSERT INTO u SELECT nextval('s'), a FROM t WHERE a < 3");
    assertThat(rows(connection, "SELECT id FROM u ORDER BY id"))
        .containsExactly("5001", "5002", "5003");
    execute(connection, "INSERT INTO u VALUES (nextval('s'), 1 + 1), (NEXT VALUE FOR s, 4)");
    execute(connection, "UPDATE u SET id = nextval('s') WHERE a = 4");
    assertThat(rows(connection, "SELECT id FROM u WHERE a = 4")).containsExactly("5006");
  }

  @Test
  void itIsADefault() throws SQLException {
    execute(connection, "CREATE SCHEMA other");
    execute(connection, "CREATE SEQUENCE s START 100");
    execute(
        connection,
        "CREATE TABLE t (id BIGINT DEFAULT nextval('s'), k INT DEFAULT 1 + nextval('s'))");
    execute(connection, "SET schema = 'other'");
    execute(connection, "INSERT INTO main.t DEFAULT VALUES");
    execute(connection, "INSERT INTO main.t (k) SELECT i FROM range(2) r(i)");
    execute(connection, "UPDATE main.t SET k = DEFAULT WHERE k = 0");
    assertThat(rows(connection, "SELECT id || ' ' || k FROM main.t ORDER BY id"))
        .containsExactly("100 102", "102 105", "103 1");
    assertThat(
            rows(
                connection, "SELECT column_default FROM duckdb_columns() WHERE column_name = 'id'"))
        .containsExactly("nextval('main.s')");
    assertFails("2BP01", () -> execute(connection, "DROP SEQUENCE main.s"));
    assertFails("42P01", () -> execute(connection, "CREATE TABLE u (a INT DEFAULT nextval('x'))"));
  }

  @Test
  void itEndsOrBeginsAnew() throws SQLException {
    execute(connection, "CREATE SEQUENCE s MINVALUE -1 MAXVALUE 1 START 0 CACHE 2");
    assertThat(rows(connection, "SELECT nextval('s') FROM range(2)")).containsExactly("0", "1");
    assertFails("2200H", () -> rows(connection, "SELECT nextval('s')"))
        .hasMessageContainingAll("main.s", "RESTART");
    assertFails("2200H", () -> rows(connection, "SELECT nextval('s')"));
    execute(connection, "ALTER SEQUENCE s RESTART");
    assertThat(rows(connection, "SELECT nextval('s')")).containsExactly("0");
    execute(connection, "ALTER SEQUENCE s RESTART WITH -1");
    assertThat(rows(connection, "SELECT nextval('s') FROM range(3)"))
        .containsExactly("-1", "0", "1");
    execute(connection, "CREATE OR REPLACE SEQUENCE s MAXVALUE 3 CYCLE CACHE 100");
    assertThat(rows(connection, "SELECT nextval('s') FROM range(5)"))
        .containsExactly("1", "2", "3", "1", "2");
    execute(connection, "CREATE OR REPLACE SEQUENCE s INCREMENT -2 MINVALUE -4 CYCLE");
    assertThat(rows(connection, "SELECT nextval('s') FROM range(3)"))
        .containsExactly("-1", "-3", "-1");
    execute(
        connection,
        "CREATE OR REPLACE SEQUENCE s START -9223372036854775808 MINVALUE -9223372036854775808"
            + " INCREMENT 9223372036854775807");
    assertThat(rows(connection, "SELECT nextval('s') FROM range(3)"))
        .containsExactly("-9223372036854775808", "-1", "9223372036854775806");
    assertFails("2200H", () -> rows(connection, "SELECT nextval('s')"));
  }

  @Test
  void currvalNeedsAValueOfThisSession() throws SQLException {
    execute(connection, "CREATE SEQUENCE s");
    assertFails("55000", () -> rows(connection, "SELECT currval('s')"))
        .hasMessageContainingAll("main.s", "nextval");
  }

  @Test
  void valuesAreTakenOutsideOfTheTransaction() throws SQLException {
    execute(connection, "CREATE SEQUENCE s");
    connection.setAutoCommit(false);
    assertThat(rows(connection, "SELECT nextval('s')")).containsExactly("1");
    connection.rollback();
    assertThat(rows(connection, "SELECT nextval('s')")).containsExactly("2");
  }

  @Test
  void definitionsArePartOfTheTransaction(@TempDir Path directory) throws SQLException {
    try (Connection one = DriverManager.getConnection("jdbc:polarway:" + directory);
        Connection other = DriverManager.getConnection("jdbc:polarway:" + directory)) {
      one.setAutoCommit(false);
      execute(one, "CREATE SEQUENCE s START 7");
      assertThat(rows(one, "SELECT nextval('s') FROM range(2)")).containsExactly("7", "8");
      assertFails("42P01", () -> rows(other, "SELECT nextval('s')"));
      one.commit();
      assertThat(rows(other, "SELECT nextval('s')")).containsExactly("9");
      execute(one, "DROP SEQUENCE s");
      assertFails("42P01", () -> rows(one, "SELECT nextval('s')"));
      one.rollback();
      assertThat(rows(one, "SELECT nextval('s')")).containsExactly("10");
      one.rollback();
      execute(one, "CREATE SEQUENCE gone");
      one.rollback();
      assertThat(rows(one, "SELECT sequence_name FROM information_schema.sequences"))
          .containsExactly("s");
      one.rollback();
    }
  }

  @Test
  void aCleanEndLeavesNoGap(@TempDir Path directory) throws SQLException {
    for (int run = 0; run < 3; run++) {
      try (Connection store = DriverManager.getConnection("jdbc:polarway:" + directory)) {
        execute(store, "CREATE SEQUENCE IF NOT EXISTS s");
        assertThat(rows(store, "SELECT nextval('s')")).containsExactly(String.valueOf(run + 1));
      }
    }
  }

  @Test
  void threadsNeverHaveTheSameValue(@TempDir Path directory) throws Exception {
    String url = "jdbc:polarway:" + directory;
    try (Connection store = DriverManager.getConnection(url)) {
      execute(store, "CREATE SEQUENCE s CACHE 3");
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<List<String>>> taken = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Callable<List<String>> work =
            () -> {
              List<String> values = new ArrayList<>();
              try (Connection own = DriverManager.getConnection(url)) {
                for (int n = 0; n < 20; n++) {
                  values.addAll(rows(own, "SELECT nextval('s') FROM range(5)"));
                }
              }
              return values;
            };
        taken.add(threads.submit(work));
      }
      List<String> all = new ArrayList<>();
      for (Future<List<String>> values : taken) {
        all.addAll(values.get());
      }
      threads.shutdown();
      assertThat(new HashSet<>(all)).hasSize(400).hasSameSizeAs(all);
    }
  }

  @Test
  void badDefinitionsSayWhatIsWrong() throws SQLException {
    assertFails("42P16", () -> execute(connection, "CREATE SEQUENCE s INCREMENT 0"));
    assertFails("42P16", () -> execute(connection, "CREATE SEQUENCE s MINVALUE 5 MAXVALUE 4"));
    assertFails("42P16", () -> execute(connection, "CREATE SEQUENCE s START 5 MAXVALUE 4"));
    assertFails("42P16", () -> execute(connection, "CREATE SEQUENCE s CACHE 0"));
    assertFails("42P16", () -> execute(connection, "CREATE SEQUENCE s AS VARCHAR"));
    assertFails("42601", () -> execute(connection, "CREATE SEQUENCE s START 5 START 6"));
    assertFails("42601", () -> execute(connection, "CREATE SEQUENCE s FOO"));
    assertFails("42601", () -> execute(connection, "CREATE SEQUENCE s START 9223372036854775808"));
    assertFails("0A000", () -> execute(connection, "CREATE SEQUENCE s OWNED BY t.a"));
    assertFails("0A000", () -> execute(connection, "ALTER SEQUENCE s OWNER TO me"));
    assertFails("42P01", () -> execute(connection, "ALTER SEQUENCE s RESTART"));
    assertFails("42P01", () -> execute(connection, "DROP SEQUENCE s"));
    execute(connection, "DROP SEQUENCE IF EXISTS s");
    execute(connection, "CREATE SEQUENCE s");
    assertFails("42P07", () -> execute(connection, "CREATE SEQUENCE S"));
    execute(connection, "CREATE SEQUENCE IF NOT EXISTS s");
    assertFails("42883", () -> rows(connection, "SELECT polarway_nextval(77)"));
    execute(connection, "DROP SEQUENCE s");
  }

  @Test
  void aSchemaGoesWithItsSequences() throws SQLException {
    execute(connection, "CREATE SCHEMA x");
    execute(connection, "CREATE SEQUENCE x.s");
    assertFails("2BP01", () -> execute(connection, "DROP SCHEMA x"));
    execute(connection, "DROP SCHEMA x CASCADE");
    execute(connection, "CREATE SCHEMA x");
    execute(connection, "CREATE SEQUENCE x.s");
  }

  @Test
  void temporarySequencesAreTheEngines() throws SQLException {
    execute(connection, "CREATE TEMP SEQUENCE t START 3");
    assertThat(rows(connection, "SELECT nextval('t')")).containsExactly("3");
    execute(connection, "DROP SEQUENCE t");
    assertFails("42P01", () -> rows(connection, "SELECT nextval('t')"));
  }

  @Test
  void viewsOfTheCatalogTellIt() throws SQLException {
    execute(connection, "CREATE SEQUENCE s START 3 MAXVALUE 9 CYCLE");
    assertThat(
            rows(
                connection,
                "SELECT concat_ws(' ', schema_name, sequence_name, start_value, min_value,"
                    + " max_value, increment_by, cycle, last_value) FROM duckdb_sequences()"))
        .containsExactly("main s 3 1 9 1 true");
    assertThat(
            rows(
                connection,
                "SELECT concat_ws(' ', sequence_catalog, sequence_schema, sequence_name,"
                    + " start_value, cycle_option) FROM information_schema.sequences"))
        .containsExactly("polarway main s 3 YES");
  }

  @Test
  void theLabelIsTheCall() throws SQLException {
    execute(connection, "CREATE SEQUENCE s");
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT nextval('s')")) {
      assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("nextval('s')");
    }
  }
}
