package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries in forms that only the engine's own parser reads. */
class BoundQueryTest {

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = TestStore.temporary();
    execute(connection, "CREATE TABLE trades (symbol VARCHAR, price DOUBLE)");
    execute(connection, "INSERT INTO trades VALUES ('BTC', 1), ('ETH', 2), ('BTC', 3)");
    execute(connection, "CREATE SCHEMA s1");
    execute(connection, "CREATE TABLE s1.trades AS SELECT 'other' AS symbol, 7 AS price");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void parametersAndTheShape() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "FROM trades t POSITIONAL JOIN s1.trades u SELECT t.price + ? AS p WHERE t.price <"
                + " ?::INT")) {
      assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo("p");
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(2);
      for (int limit = 1; limit <= 4; limit++) {
        statement.setDouble(1, 0.5);
        statement.setInt(2, limit);
        try (ResultSet result = statement.executeQuery()) {
          assertThat(rows(result)).hasSize(limit - 1);
        }
      }
    }
  }

  @Test
  void parametersWithNumbers() throws SQLException {
    for (String sql :
        List.of(
            "SELECT symbol FROM trades WHERE price > $2 AND price < $2 + $1",
            "FROM trades SELECT symbol WHERE price > $2 AND price < ($1 + $2)::INTEGER LIMIT $1")) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setInt(1, 2);
        statement.setInt(2, 1);
        assertThat(rows(statement.executeQuery())).containsExactly("ETH");
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO trades VALUES ($2, $1)")) {
      statement.setDouble(1, 8);
      statement.setString(2, "NEW");
      statement.executeUpdate();
    }
    assertThat(rows(connection, "SELECT symbol FROM trades WHERE price = 8"))
        .containsExactly("NEW");
  }

  @Test
  void insertAndCreateTableAs() throws SQLException {
    execute(
        connection,
        "CREATE TABLE pivoted AS PIVOT trades ON symbol IN ('BTC', 'ETH') USING sum(price)");
    assertThat(rows(connection, "FROM pivoted")).containsExactly("4.0|2.0");
    execute(
        connection,
        "INSERT INTO trades FROM s1.trades POSITIONAL JOIN trades SELECT 'p', 9.5 LIMIT 1");
    assertThat(rows(connection, "SELECT price FROM trades WHERE symbol = 'p'"))
        .containsExactly("9.5");
    execute(connection, "CREATE TABLE wide AS FROM (PIVOT trades ON symbol USING count(*))");
    assertThat(
            rows(connection, "SELECT column_name FROM (DESCRIBE wide) WHERE column_name = 'BTC'"))
        .hasSize(1);
  }

  @Test
  void ownRowsThatAreNotCommitted() throws SQLException {
    connection.setAutoCommit(false);
    execute(connection, "INSERT INTO trades VALUES ('SOL', 4)");
    assertThat(rows(connection, "FROM (PIVOT trades ON symbol USING sum(price)) SELECT SOL"))
        .containsExactly("4.0");
    assertThat(
            rows(
                connection,
                "SELECT DISTINCT symbol FROM trades ANTI JOIN s1.trades USING (symbol)"))
        .containsExactlyInAnyOrder("BTC", "ETH", "SOL");
    connection.rollback();
    assertThat(rows(connection, "FROM (SUMMARIZE trades) SELECT max(count)")).containsExactly("3");
  }

  @Test
  void answersFollowTheTables() throws SQLException {
    List<String> queries =
        List.of(
            "FROM (PIVOT trades ON symbol IN ('NEW') USING count(*)) SELECT sum(NEW)",
            "FROM (SUMMARIZE trades) SELECT max(count) - 3",
            "FROM query('SELECT count(*) - 3 FROM trades')",
            "FROM query_table('trades') SELECT count(*) - 3",
            "FROM trades SEMI JOIN trades t USING (symbol) SELECT count(*) - 3");
    for (int rows = 0; rows < 3; rows++) {
      for (String query : queries) {
        assertThat(rows(connection, query)).as(query).containsExactly(String.valueOf(rows));
        assertThat(rows(connection, query)).as(query).containsExactly(String.valueOf(rows));
      }
      execute(connection, "INSERT INTO trades VALUES ('NEW', 10)");
    }
  }

  @Test
  void namesInTheCurrentSchema() throws SQLException {
    connection.setSchema("s1");
    assertThat(rows(connection, "FROM trades POSITIONAL JOIN (SELECT 1) SELECT price"))
        .containsExactly("7");
    assertThat(rows(connection, "FROM trades POSITIONAL JOIN main.trades SELECT count(*)"))
        .containsExactly("3");
    assertThat(rows(connection, "FROM (SHOW TABLES)")).containsExactly("trades");
  }

  @Test
  void whatDoesNotResolve() {
    assertFails("42P01", () -> rows(connection, "FROM tradez POSITIONAL JOIN trades"))
        .hasMessageContaining("There is no table tradez in schema main. Did you mean \"trades\"?");
    assertFails("42P01", () -> rows(connection, "PIVOT tradez ON symbol USING sum(price)"))
        .hasMessageContaining("tradez");
    assertFails("3F000", () -> rows(connection, "FROM nowhere.trades POSITIONAL JOIN trades"));
    assertFails(
        "42703", () -> rows(connection, "FROM trades POSITIONAL JOIN trades t2 SELECT pric"));
    assertFails("42703", () -> rows(connection, "SELECT filename FROM trades"));
    assertFails(
        "42703",
        () -> rows(connection, "FROM trades SEMI JOIN trades t USING (symbol) SELECT filename"));
  }

  @Test
  void namesOfTheSystem() throws SQLException {
    for (String query :
        List.of(
            "FROM information_schema.tables t POSITIONAL JOIN (SELECT 1)"
                + " SELECT DISTINCT t.table_name WHERE t.table_schema = 's1'",
            "FROM polarway.information_schema.tables SEMI JOIN trades ON true"
                + " SELECT DISTINCT table_name",
            "FROM polarway.settings p POSITIONAL JOIN (SELECT 1)"
                + " SELECT DISTINCT 'trades' WHERE p.name = 'schema'",
            "FROM (PIVOT information_schema.tables ON table_schema USING count(*)"
                + " GROUP BY table_name) SELECT table_name WHERE s1 = 1 AND main = 1",
            "FROM duckdb_tables POSITIONAL JOIN (SELECT 1) SELECT DISTINCT table_name",
            "FROM (PIVOT duckdb_tables ON schema_name USING count(*) GROUP BY table_name)"
                + " SELECT table_name WHERE s1 = 1",
            "FROM (PIVOT duckdb_tables() ON schema_name USING count(*) GROUP BY table_name)"
                + " SELECT table_name WHERE s1 = 1",
            "FROM duckdb_tables() POSITIONAL JOIN (SELECT 1)"
                + " SELECT DISTINCT duckdb_tables.table_name",
            "WITH duckdb_tables AS (SELECT 1 AS i) FROM system.main.duckdb_tables() f"
                + " POSITIONAL JOIN duckdb_tables t SELECT f.table_name WHERE t.i = 1",
            "FROM (PIVOT (SELECT information_schema.tables.table_name AS n FROM"
                + " information_schema.tables) ON n USING max(n)) SELECT trades",
            "SELECT DISTINCT polarway.information_schema.tables.table_name FROM"
                + " polarway.information_schema.tables POSITIONAL JOIN (SELECT 1)",
            "FROM (PIVOT (SELECT main.trades.price FROM main.trades WHERE main.trades.symbol ="
                + " 'ETH') ON price USING first('trades'))",
            "FROM (PIVOT (FROM pragma_table_info('s1.trades') LIMIT 1) ON name USING"
                + " first('trades')) SELECT symbol")) {
      assertThat(rows(connection, query)).as(query).containsExactly("trades");
    }
    for (String query :
        List.of(
            "FROM query('FROM duckdb_tables()')",
            "FROM query('FROM duckdb' || '_tables()')",
            "FROM query('SELECT * FROM query(''FROM \"information_schema\".tables'')')",
            "FROM query('FROM (SHOW ALL TABLES)')",
            "FROM query_table('information_schema.tables')",
            "FROM query_table(['trades', 'duckdb_' || 'tables'])")) {
      assertFails("0A000", () -> rows(connection, query));
    }
    try (PreparedStatement statement = connection.prepareStatement("FROM query('FROM ' || ?)")) {
      statement.setString(1, "duckdb_tables()");
      assertFails("0A000", statement::executeQuery);
    }
    execute(connection, "CREATE TABLE duckdb_tables AS SELECT 5 AS own");
    assertThat(rows(connection, "FROM duckdb_tables POSITIONAL JOIN (SELECT 1) SELECT own"))
        .containsExactly("5");
  }

  @Test
  void listingsWithinQueries() throws SQLException {
    execute(connection, "CREATE TEMP TABLE scratch (a INTEGER)");
    for (String listing :
        List.of(
            "SHOW TABLES",
            "SHOW ALL TABLES",
            "SHOW DATABASES",
            "SHOW SCHEMAS",
            "SHOW TABLES FROM s1",
            "SHOW TABLES FROM polarway.main",
            "DESCRIBE trades",
            "DESCRIBE s1.trades",
            "DESCRIBE information_schema.tables",
            "DESCRIBE polarway.partitions",
            "DESCRIBE scratch",
            "SUMMARIZE trades")) {
      List<String> expected = rows(connection, listing);
      assertThat(expected).isNotEmpty();
      assertThat(rows(connection, "FROM (" + listing + ")")).as(listing).isEqualTo(expected);
      assertThat(rows(connection, "WITH x AS (FROM ( " + listing + " ) y) SELECT y.* FROM x y"))
          .as(listing)
          .isEqualTo(expected);
    }
    assertThat(
            rows(
                connection,
                "SELECT count(*) FROM (SHOW ALL TABLES) a, (SHOW TABLES) b, (SHOW TABLES FROM s1)"
                    + " c, trades"))
        .containsExactly("6");
    assertFails("3F000", () -> rows(connection, "FROM (SHOW TABLES FROM nowhere)"));
  }

  @Test
  void tablesOfOneNameInTwoSchemas() throws SQLException {
    for (String from :
        List.of(
            "main.trades POSITIONAL JOIN s1.trades u",
            "main.trades t POSITIONAL JOIN s1.trades u",
            "trades t POSITIONAL JOIN polarway.s1.trades u",
            "polarway.main.trades POSITIONAL JOIN (FROM s1.trades) u")) {
      assertThat(rows(connection, "FROM " + from + " SELECT count(*), max(u.price), sum(u.price)"))
          .as(from)
          .containsExactly("3|7|7");
    }
    assertThat(
            rows(
                connection,
                "FROM main.trades SEMI JOIN s1.trades ON s1.trades.price > main.trades.price"
                    + " SELECT sum(price)"))
        .containsExactly("6.0");
  }

  @Test
  void aSyntaxErrorShowsItsPlaceInTheUsersText() {
    assertFails("42601", () -> rows(connection, "SELECT 'é',\n  price FROM FROM trades"))
        .hasMessageContaining("syntax error at or near \"FROM\" at line 2, column 14.");
    assertFails("42601", () -> execute(connection, "INSERT INTO trades\nSELECT FROM FROM trades"))
        .hasMessageContaining("syntax error at or near \"FROM\" at line 2, column 13.");
    for (String sql :
        List.of(
            "INSERT INTO trades VALUES ('a', 1 +^)",
            "INSERT INTO trades SELECT 1, 2 ^2 RETURNING 1",
            "INSERT INTO trades VALUES ('a', 1) ON CONFLICT DO NOTHING RETURNING price price ^x",
            "UPDATE trades SET price = ^= 2",
            "UPDATE trades SET symbol = 'a',\n  price = (1 ^2) WHERE price = 1",
            "DELETE FROM trades WHERE price = 1 ^+",
            "DELETE FROM trades WHERE ^FROM",
            "MERGE INTO trades USING s1.trades s ON s.price = ^= 1 WHEN MATCHED THEN DELETE",
            "WITH x AS (SELECT 1 ^2) UPDATE trades SET price = 1",
            "CREATE TABLE copy AS\n SELECT FROM ^FROM trades")) {
      int place = sql.indexOf('^');
      int lineStart = sql.lastIndexOf('\n', place) + 1;
      assertFails("42601", () -> execute(connection, sql.replace("^", "")))
          .as(sql)
          .hasMessageContaining(
              " at line %d, column %d.".formatted(lineStart == 0 ? 1 : 2, place - lineStart + 1))
          .message()
          .doesNotContain("polarway_");
    }
  }

  @Test
  void namesOfDerivedQueriesDoNotShow() {
    for (String sql :
        List.of(
            "UPDATE trades SET price = polarway_rowid",
            "DELETE FROM trades WHERE polarway_target.price = 1")) {
      assertFails("0A000", () -> execute(connection, sql)).hasMessageContaining("polarway_");
    }
    for (String sql :
        List.of(
            "UPDATE trades SET price = polarway_rowi",
            "DELETE FROM trades WHERE polarway.price = 1",
            "INSERT INTO trades SELECT x.symbol, 1 FROM trades t",
            "INSERT INTO trades VALUES ('a', 1) RETURNING polarwayrow",
            "MERGE INTO trades t USING s1.trades s ON t.price = s.pric WHEN MATCHED THEN DELETE")) {
      assertThatThrownBy(() -> execute(connection, sql))
          .as(sql)
          .isInstanceOf(SQLSyntaxErrorException.class)
          .message()
          .doesNotContain("polarway_rowid", "polarway_target");
    }
  }

  @Test
  void openResultsDoNotDisturbEachOther() throws SQLException {
    String sql = "FROM trades POSITIONAL JOIN range(3) t(i) SELECT symbol, i";
    try (ResultSet first = connection.createStatement().executeQuery(sql);
        ResultSet second = connection.createStatement().executeQuery(sql)) {
      assertThat(first.next()).isTrue();
      execute(connection, "DROP TABLE s1.trades");
      assertThat(rows(second)).hasSize(3);
      assertThat(rows(first)).hasSize(2);
    }
  }
}
