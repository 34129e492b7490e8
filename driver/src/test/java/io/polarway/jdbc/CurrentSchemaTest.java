package io.polarway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The functions that tell catalog and schema, as a DuckDB tells them whose catalog has our name.
 */
class CurrentSchemaTest {

  private Connection polarway;
  private Connection duckDb;

  @BeforeEach
  void open() throws SQLException {
    polarway = DriverManager.getConnection("jdbc:polarway:");
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    TestStore.execute(duckDb, "ATTACH ':memory:' AS polarway");
    TestStore.execute(duckDb, "USE polarway");
    for (Connection connection : List.of(polarway, duckDb)) {
      TestStore.execute(connection, "CREATE SCHEMA sales");
      TestStore.execute(connection, "CREATE SCHEMA \"Odd 'name\"");
      for (String schema : List.of("main", "sales", "\"Odd 'name\"")) {
        TestStore.execute(
            connection,
            "CREATE TABLE "
                + schema
                + ".t (n INTEGER, current_database VARCHAR, \"user\" VARCHAR)");
        TestStore.execute(
            connection, "INSERT INTO " + schema + ".t VALUES (1, 'column', 'x'), (2, 'b', 'y')");
      }
    }
  }

  @AfterEach
  void close() throws SQLException {
    polarway.close();
    duckDb.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT current_database(), current_catalog, current_schema(), current_schema",
        "SELECT current_catalog(), \"current_database\"(), main.current_schema()",
        "SELECT current_schemas(false)",
        "SELECT list_contains(current_schemas(true), current_schema())",
        "SELECT current_setting('schema')",
        "SELECT n, current_database, current_database(), current_schema() FROM t",
        "FROM t SELECT current_schema WHERE current_schema() <> current_database()",
        "WITH c AS (SELECT current_schema() AS s) SELECT s, 'current_schema()' FROM c",
        "SELECT COLUMNS(*), current_schema() FROM t",
        "SELECT list_transform([1, 2], lambda x: current_database() || x)",
        "PIVOT (SELECT n, current_schema() AS s FROM t) ON n USING max(s)",
        "SELECT n FROM t SEMI JOIN (SELECT 1 AS n WHERE current_database() = 'polarway') USING (n)",
        "SELECT pg_catalog.current_schema(), pg_catalog.current_database()",
      })
  void queries(String sql) throws SQLException {
    for (String schema : List.of("main", "sales", "Odd 'name")) {
      polarway.setSchema(schema);
      TestStore.execute(duckDb, "SET schema = 'polarway.\"" + schema.replace("'", "''") + "\"'");
      for (String made : List.of("", "CREATE OR REPLACE TEMP TABLE here AS SELECT 1 AS one")) {
        if (!made.isEmpty()) {
          TestStore.execute(polarway, made);
        }
        assertThat(TestStore.rows(polarway, sql)).as(schema).isEqualTo(TestStore.rows(duckDb, sql));
      }
      TestStore.execute(polarway, "DROP TABLE here");
    }
  }

  @Test
  void statementsThatUseAnotherSchema() throws SQLException {
    String sql = "SELECT current_schema()";
    try (PreparedStatement prepared = polarway.prepareStatement(sql)) {
      for (String use :
          List.of("USE sales", "SET schema = 'main'", "USE polarway.sales", "RESET schema")) {
        TestStore.execute(polarway, use);
        String expected = use.contains("sales") ? "sales" : "main";
        try (ResultSet row = prepared.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString(1)).as(use).isEqualTo(expected);
        }
        assertThat(TestStore.rows(polarway, sql)).as(use).containsExactly(expected);
      }
    }
  }

  @Test
  void changesOfRows() throws SQLException {
    polarway.setSchema("sales");
    TestStore.execute(polarway, "INSERT INTO t SELECT 3, current_schema(), current_database()");
    TestStore.execute(polarway, "UPDATE t SET current_database = current_schema() WHERE n = 1");
    TestStore.execute(polarway, "DELETE FROM t WHERE n = 2 AND current_catalog = 'polarway'");
    TestStore.execute(
        polarway, "CREATE TABLE made AS SELECT current_database() AS c, current_schema() AS s");
    assertThat(TestStore.rows(polarway, "SELECT * FROM t ORDER BY n"))
        .containsExactly("1|sales|x", "3|sales|polarway");
    assertThat(TestStore.rows(polarway, "FROM sales.made")).containsExactly("polarway|sales");
  }

  @Test
  void aSchemaOfTheUrl() throws SQLException {
    try (Connection other =
        DriverManager.getConnection("jdbc:polarway:?schema=main&timeZone=UTC")) {
      assertThat(TestStore.rows(other, "SELECT current_schema(), current_setting('TimeZone')"))
          .containsExactly("main|UTC");
    }
  }
}
