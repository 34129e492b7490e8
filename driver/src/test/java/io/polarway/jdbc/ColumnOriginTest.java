package io.polarway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which column of which table a result's column says it is. */
class ColumnOriginTest {

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = TestStore.temporary();
    TestStore.execute(connection, "CREATE SCHEMA s");
    TestStore.execute(
        connection,
        "CREATE TABLE s.\"Trade s\" (id INTEGER NOT NULL, b VARCHAR, \"null\" INTEGER)");
    TestStore.execute(connection, "INSERT INTO s.\"Trade s\" VALUES (1, 'x', 2)");
    TestStore.execute(connection, "CREATE TABLE u (id INTEGER, s VARCHAR)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aStarIsTheTablesColumns() throws SQLException {
    assertThat(origins("SELECT * FROM \"s\".\"Trade s\""))
        .containsExactly(
            "polarway.s.Trade s.id NOT NULL", "polarway.s.Trade s.b", "polarway.s.Trade s.null");
    assertThat(
            origins("select x.* from polarway.S.\"trade S\" as x where id > 0 order by b limit 1"))
        .isEqualTo(origins("SELECT * FROM s.\"Trade s\""));
    assertThat(origins("SELECT \"Trade s\".*, id + 1 FROM s.\"Trade s\" -- a comment"))
        .hasSize(4)
        .startsWith("polarway.s.Trade s.id NOT NULL")
        .endsWith("-");
  }

  @Test
  void namedColumnsAreFoundUnderTheirLabels() throws SQLException {
    assertThat(origins("SELECT B AS c, t.id, \"id\" number, \"null\" FROM s.\"Trade s\" t"))
        .containsExactly(
            "polarway.s.Trade s.b",
            "polarway.s.Trade s.id NOT NULL",
            "polarway.s.Trade s.id NOT NULL",
            "polarway.s.Trade s.null");
    assertThat(origins("SELECT null, upper(b), b || 'x' AS b, count(*) OVER () FROM s.\"Trade s\""))
        .containsExactly("-", "-", "-", "-");
  }

  /** The engine means the column, where a column and a label have one name. */
  @Test
  void aColumnWinsOverALabel() throws SQLException {
    String sql = "SELECT id AS b, b FROM s.\"Trade s\"";

    assertThat(TestStore.rows(connection, sql)).containsExactly("1|x");
    assertThat(origins(sql))
        .containsExactly("polarway.s.Trade s.id NOT NULL", "polarway.s.Trade s.b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT DISTINCT id FROM u",
        "SELECT id FROM u GROUP BY id",
        "SELECT u.id FROM u, u v",
        "SELECT u.id FROM u JOIN u v ON u.id = v.id",
        "SELECT id FROM u UNION ALL SELECT id FROM u",
        "SELECT id FROM (SELECT id FROM u)",
        "WITH u AS (SELECT 1 AS id) SELECT id FROM u",
        "SELECT id FROM u AS v(s, id)",
        "SELECT * EXCLUDE (s) FROM u",
        "SELECT * REPLACE (id + 1 AS id) FROM u",
        "SELECT COLUMNS(*) FROM u",
        "FROM u",
        "SELECT id FROM range(3) r(id)",
        "SELECT 1 AS id",
        "VALUES (1)",
      })
  void whatIsNotSureHasNone(String sql) throws SQLException {
    assertThat(origins(sql)).allMatch("-"::equals);
  }

  private List<String> origins(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql);
        PreparedStatement prepared = connection.prepareStatement(sql)) {
      List<String> origins = origins(rows.getMetaData());
      assertThat(origins(prepared.getMetaData())).isEqualTo(origins);
      return origins;
    }
  }

  private static List<String> origins(ResultSetMetaData metaData) throws SQLException {
    List<String> origins = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      if (metaData.getTableName(i).isEmpty()) {
        assertThat(metaData.getSchemaName(i) + metaData.getCatalogName(i)).isEmpty();
        assertThat(metaData.getColumnName(i)).isEqualTo(metaData.getColumnLabel(i));
        assertThat(metaData.isNullable(i)).isEqualTo(ResultSetMetaData.columnNullableUnknown);
        origins.add("-");
      } else {
        String nullable =
            metaData.isNullable(i) == ResultSetMetaData.columnNoNulls ? " NOT NULL" : "";
        origins.add(
            String.join(
                    ".",
                    metaData.getCatalogName(i),
                    metaData.getSchemaName(i),
                    metaData.getTableName(i),
                    metaData.getColumnName(i))
                + nullable);
      }
    }
    return origins;
  }
}
