package io.polarway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection has for itself: temporary tables, views, macros and variables. */
final class TemporaryObjectsTest {

  @TempDir Path directory;

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    connection = TestStore.temporary();
    statement = connection.createStatement();
    statement.execute("CREATE TABLE trades (symbol VARCHAR, price DOUBLE)");
    statement.execute("INSERT INTO trades VALUES ('A', 1), ('B', 2), ('B', 4)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void temporaryTablesTakeRowsAndJoinTables() throws SQLException {
    assertThat(statement.executeUpdate("CREATE TEMP TABLE picked AS SELECT 'B' AS symbol"))
        .isEqualTo(1);
    assertThat(rows("SELECT sum(price) FROM trades JOIN picked USING (symbol)"))
        .containsExactly("6.0");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO picked VALUES (?)")) {
      assertThat(insert.getParameterMetaData().getParameterCount()).isEqualTo(1);
      insert.setString(1, "A");
      insert.addBatch();
      insert.setString(1, "C");
      insert.addBatch();
      assertThat(insert.executeBatch()).containsExactly(1, 1);
      insert.setString(1, "D");
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    assertThat(
            statement.executeUpdate(
                "UPDATE picked SET symbol = 'Z' WHERE symbol NOT IN (SELECT symbol FROM"
                    + " main.trades)"))
        .isEqualTo(2);
    assertThat(statement.executeUpdate("DELETE FROM picked WHERE symbol = 'A'")).isEqualTo(1);
    assertThat(rows("FROM picked ORDER BY ALL")).containsExactly("B", "Z", "Z");
    assertThat(statement.executeUpdate("INSERT INTO trades SELECT symbol, 9 FROM picked"))
        .isEqualTo(3);
    assertThat(rows("SELECT count(*) FROM trades")).containsExactly("6");
    statement.execute("CREATE TABLE kept AS SELECT * FROM picked");
    statement.execute("DROP TABLE picked");
    assertThat(rows("SELECT count(*) FROM kept")).containsExactly("3");
    assertThatThrownBy(() -> rows("FROM picked"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("picked");
  }

  @Test
  void viewsAndMacrosSeeWhatTablesAreNow() throws SQLException {
    statement.execute("CREATE TEMP VIEW dear AS SELECT * FROM trades WHERE price > 1");
    statement.execute(
        "CREATE TEMP MACRO total(s) AS (SELECT sum(price) FROM polarway.main.trades WHERE symbol ="
            + " s)");
    statement.execute(
        "CREATE TEMP MACRO of_symbol(s) AS TABLE SELECT price FROM trades WHERE symbol = s");
    assertThat(rows("SELECT count(*), total('B') FROM dear")).containsExactly("2|6.0");
    connection.setAutoCommit(false);
    statement.execute("INSERT INTO trades VALUES ('B', 10)");
    assertThat(rows("SELECT count(*), total('B') FROM dear")).containsExactly("3|16.0");
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(rows("SELECT count(*), total('B') FROM dear")).containsExactly("2|6.0");
    assertThat(rows("FROM of_symbol('B') ORDER BY price")).containsExactly("2.0", "4.0");
    statement.execute("DROP VIEW dear");
    statement.execute("DROP MACRO total");
    statement.execute("DROP MACRO TABLE of_symbol");
    assertThat(rows("SELECT count(*) FROM trades")).containsExactly("3");
  }

  @Test
  void tablesOfOtherSchemasKeepTheirNames() throws SQLException {
    statement.execute("CREATE SCHEMA old");
    statement.execute("CREATE TABLE old.trades (price DOUBLE)");
    statement.execute("INSERT INTO old.trades VALUES (100)");
    statement.execute(
        "CREATE TEMP VIEW everything AS SELECT price FROM old.trades UNION ALL SELECT price FROM"
            + " main.trades UNION ALL SELECT price FROM trades");
    assertThat(rows("SELECT sum(price) FROM everything")).containsExactly("114.0");
    connection.setSchema("old");
    assertThat(rows("SELECT sum(price) FROM everything")).containsExactly("114.0");
    statement.execute("CREATE TEMP VIEW mine AS SELECT trades.price FROM trades");
    assertThat(rows("SELECT sum(price) FROM mine")).containsExactly("100.0");
  }

  @Test
  void aTemporaryTableHidesOneOfTheStore() throws SQLException {
    statement.execute("CREATE TEMP VIEW all_of_them AS SELECT * FROM trades");
    assertThat(rows("SELECT count(*) FROM all_of_them")).containsExactly("3");
    statement.execute("CREATE TEMP TABLE trades AS SELECT * FROM trades WHERE price < 4");
    assertThat(rows("SELECT count(*) FROM trades")).containsExactly("2");
    assertThat(rows("SELECT count(*) FROM main.trades")).containsExactly("3");
    statement.execute("DELETE FROM trades");
    assertThat(rows("SELECT count(*) FROM trades")).containsExactly("0");
    statement.execute("DROP TABLE trades");
    assertThat(rows("SELECT count(*) FROM trades")).containsExactly("3");
    assertThat(rows("SELECT count(*) FROM all_of_them")).containsExactly("3");
  }

  @Test
  void variablesHoldValuesAndOpenResultsGoOn() throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("SET VARIABLE dearest = (SELECT max(price) + ? FROM trades)")) {
      set.setDouble(1, 0.5);
      set.execute();
    }
    assertThat(rows("SELECT getvariable('dearest')")).containsExactly("4.5");
    try (Statement other = connection.createStatement();
        ResultSet open = other.executeQuery("SELECT i FROM range(100000) AS r(i) ORDER BY i")) {
      long sum = 0;
      for (int i = 0; i < 50_000; i++) {
        assertThat(open.next()).isTrue();
        sum += open.getLong(1);
      }
      statement.execute("SET VARIABLE dearest = 7");
      assertThat(rows("SELECT getvariable('dearest')")).containsExactly("7");
      while (open.next()) {
        sum += open.getLong(1);
      }
      assertThat(sum).isEqualTo(100_000L * 99_999 / 2);
    }
    statement.execute("RESET VARIABLE dearest");
    assertThat(rows("SELECT getvariable('dearest')")).containsExactly("null");
  }

  @Test
  void relationsOfTheSystemTellOfTheStore() throws SQLException {
    List<String> sources =
        List.of(
            "duckdb_tables",
            "main.duckdb_tables",
            "duckdb_tables()",
            "system.main.duckdb_tables()",
            "information_schema.tables",
            "polarway.information_schema.tables");
    for (int i = 0; i < sources.size(); i++) {
      String names = "SELECT table_name FROM " + sources.get(i);
      statement.execute("CREATE TEMP VIEW v%d AS %s".formatted(i, names));
      statement.execute("CREATE TEMP TABLE t%d AS %s".formatted(i, names));
      statement.execute("CREATE TEMP MACRO m%d() AS TABLE %s".formatted(i, names));
      statement.execute("SET VARIABLE x%d = (SELECT list(n) FROM (%s) t(n))".formatted(i, names));
    }
    statement.execute("CREATE TABLE orders (i INTEGER)");
    for (int i = 0; i < sources.size(); i++) {
      assertThat(rows("FROM v" + i + " ORDER BY 1"))
          .as(sources.get(i))
          .containsExactly("orders", "trades");
      assertThat(rows("FROM m" + i + "() ORDER BY 1")).containsExactly("orders", "trades");
      assertThat(rows("FROM t" + i)).containsExactly("trades");
      assertThat(rows("SELECT getvariable('x" + i + "')")).containsExactly("[trades]");
    }
    statement.execute(
        "CREATE TEMP VIEW everything AS SELECT schemata.schema_name FROM"
            + " information_schema.schemata UNION ALL SELECT duckdb_schemas.schema_name FROM"
            + " duckdb_schemas() UNION ALL FROM main.duckdb_schemas SELECT schema_name");
    assertThat(rows("SELECT count(*) FROM everything")).containsExactly("8");
    statement.execute("CREATE TEMP VIEW of_orders AS FROM pragma_table_info('orders')");
    assertThat(rows("SELECT name FROM of_orders")).containsExactly("i");
    statement.execute("DROP TABLE orders");
    TestStore.assertFails("42P01", () -> rows("FROM of_orders"));
    assertThat(rows("FROM v0")).containsExactly("trades");
    statement.execute("INSERT INTO t0 SELECT table_name FROM duckdb_tables");
    assertThat(rows("FROM t0")).containsExactly("trades", "trades");
  }

  @Test
  void relationsOfTheEngineItselfAreRefused() {
    for (String source :
        List.of(
            "system.main.duckdb_tables",
            "system.duckdb_tables",
            "system.information_schema.tables",
            "pg_catalog.no_such_view",
            "query('FROM duckdb_tables()')")) {
      TestStore.assertFails(
          "0A000", () -> statement.execute("CREATE TEMP MACRO m() AS TABLE FROM " + source));
    }
  }

  @Test
  void aTemporaryViewCanHaveTheNameOfASystemsAndAMacroCannot() throws SQLException {
    statement.execute("CREATE TEMP VIEW duckdb_tables AS FROM main.duckdb_tables SELECT 5 AS own");
    assertThat(rows("FROM duckdb_tables")).containsExactly("5");
    assertThat(rows("SELECT table_name FROM duckdb_tables()")).containsExactly("trades");
    assertThat(rows("SELECT table_name FROM main.duckdb_tables")).containsExactly("trades");
    statement.execute("DROP VIEW duckdb_tables");
    assertThat(rows("SELECT table_name FROM duckdb_tables")).containsExactly("trades");
    for (String macro :
        List.of("duckdb_tables() AS TABLE SELECT 1 AS own", "\"Duckdb_Functions\"(x) AS x")) {
      TestStore.assertFails("0A000", () -> statement.execute("CREATE TEMP MACRO " + macro))
          .hasMessageContaining("names that begin so");
    }
  }

  @Test
  void filesAreReadBesideThem() throws SQLException, IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), "i,symbol\n1,B\n");
    try (Connection other =
            DriverManager.getConnection("jdbc:polarway:?allowedPaths=" + directory);
        Statement there = other.createStatement()) {
      there.execute("CREATE TABLE trades (symbol VARCHAR)");
      there.execute("INSERT INTO trades VALUES ('B')");
      there.execute("CREATE TEMP VIEW mine AS FROM trades");
      String query = "FROM mine SEMI JOIN trades USING (symbol) POSITIONAL JOIN '%s'";
      assertThat(TestStore.rows(other, query.formatted(file))).containsExactly("B|1|B");
    }
  }

  @Test
  void aRollbackKeepsThemAndSaysSo() throws SQLException {
    connection.setAutoCommit(false);
    statement.execute("CREATE TEMP TABLE t (i INTEGER)");
    statement.execute("INSERT INTO t VALUES (1)");
    connection.rollback();
    assertThat(connection.getWarnings().getMessage()).contains("Temporary tables");
    assertThat(rows("SELECT count(*) FROM t")).containsExactly("1");
    connection.clearWarnings();
    connection.rollback();
    assertThat(connection.getWarnings() == null).isTrue();
  }

  @Test
  void whatIsNotTemporaryIsRefusedByName() {
    assertThatThrownBy(() -> statement.execute("ALTER TABLE trades ADD COLUMN x INTEGER"))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("ALTER");
    assertThatThrownBy(() -> statement.execute("DELETE FROM no_such_table"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no_such_table");
    assertThatThrownBy(() -> statement.execute("CREATE TEMP SECRET s (TYPE s3)"))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> statement.execute("DROP VIEW no_such_view"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no_such_view");
  }

  private List<String> rows(String sql) throws SQLException {
    return TestStore.rows(connection, sql);
  }
}
