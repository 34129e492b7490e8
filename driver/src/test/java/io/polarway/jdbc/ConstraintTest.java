package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PRIMARY KEY, UNIQUE and CHECK: what they refuse, and how they say so. */
final class ConstraintTest {

  private static final String DUPLICATE = "23505";
  private static final String CHECK = "23514";

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
  void aPrimaryKeyIsTakenOnce() throws SQLException {
    execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR)");
    execute(connection, "INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    assertFails(DUPLICATE, () -> execute(connection, "INSERT INTO t VALUES (3, 'c'), (2, 'd')"))
        .isInstanceOf(SQLIntegrityConstraintViolationException.class)
        .hasMessageContainingAll("t_id_pkey", "PRIMARY KEY (id)", "id = 2");
    assertFails(DUPLICATE, () -> execute(connection, "INSERT INTO t VALUES (7, 'c'), (7, 'd')"))
        .hasMessageContaining("id = 7");
    assertFails("23502", () -> execute(connection, "INSERT INTO t VALUES (NULL, 'x')"));
    execute(connection, "INSERT INTO t VALUES (3, 'c'), (7, 'd')");
    assertThat(rows(connection, "SELECT id FROM t ORDER BY id"))
        .containsExactly("1", "2", "3", "7");
  }

  @Test
  void rowsInFilesCountAsThoseThatAreHot() throws SQLException {
    execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
    execute(connection, "INSERT INTO t SELECT i * 2 FROM range(5000) s(i)");
    execute(connection, "INSERT INTO t VALUES (1), (99999)");
    assertFails(DUPLICATE, () -> execute(connection, "INSERT INTO t VALUES (4444)"));
    assertFails(DUPLICATE, () -> execute(connection, "INSERT INTO t VALUES (99999)"));
    assertFails(
            DUPLICATE,
            () -> execute(connection, "INSERT INTO t SELECT i FROM range(1, 3000, 2) s(i)"))
        .hasMessageContaining("id = 1");
    assertFails(
        DUPLICATE,
        () -> execute(connection, "INSERT INTO t SELECT i % 4000 + 200001 FROM range(5000) s(i)"));
    execute(connection, "INSERT INTO t SELECT i FROM range(3, 3001, 2) s(i)");
    assertThat(rows(connection, "SELECT count(*), count(DISTINCT id) FROM t"))
        .containsExactly("6501|6501");
  }

  @Test
  void aTransactionSeesItsOwnKeysAndAStatementFailsAlone() throws SQLException {
    execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
    connection.setAutoCommit(false);
    execute(connection, "INSERT INTO t VALUES (1)");
    assertFails(DUPLICATE, () -> execute(connection, "INSERT INTO t VALUES (2), (1)"));
    execute(connection, "INSERT INTO t VALUES (2)");
    execute(connection, "INSERT INTO t SELECT i FROM range(10, 4000) s(i)");
    assertFails(DUPLICATE, () -> execute(connection, "INSERT INTO t VALUES (3999)"));
    connection.commit();
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("3992");
  }

  @Test
  void aUniqueKeyOfSeveralColumnsTakesNulls() throws SQLException {
    execute(
        connection,
        "CREATE TABLE t (a INTEGER, b VARCHAR, c INTEGER UNIQUE, CONSTRAINT pair UNIQUE (b, a))");
    execute(
        connection,
        "INSERT INTO t VALUES (1, 'x', 1), (1, 'X', 2), (1, NULL, NULL), (1, NULL, NULL)");
    execute(connection, "INSERT INTO t VALUES (NULL, 'x', NULL)");
    assertFails(DUPLICATE, () -> execute(connection, "INSERT INTO t VALUES (1, 'X', 9)"))
        .hasMessageContainingAll("pair", "UNIQUE (b, a)", "b = X, a = 1");
    assertFails(DUPLICATE, () -> execute(connection, "INSERT INTO t VALUES (2, 'X', 2)"))
        .hasMessageContaining("t_c_key");
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DOUBLE|0.0|-0.0",
        "DOUBLE|'NaN'|'NaN'",
        "REAL|'NaN'|'NaN'",
        "REAL|0.0|-0.0",
        "BOOLEAN|true|1",
        "VARCHAR|'ä'|'ä'",
        "VARCHAR(9)|''|''",
        "DECIMAL(9,2)|1.5|1.50",
        "DECIMAL(30,2)|-12345678901234567890.5|-12345678901234567890.50",
        "DATE|'2026-01-31'|'2026-01-31'",
        "TIMESTAMP|'2026-01-31'|'2026-01-31 00:00:00'",
        "TIME|'10:00'|'10:00:00'",
        "BLOB|'\\x00a'::BLOB|'\\x00a'::BLOB",
        "TIMESTAMPTZ|'2026-01-31 00:00:00+00'|'2026-01-31 01:00:00+01'",
        "SMALLINT|7|7",
        "UUID|'a0000000-0000-0000-0000-000000000001'|'A0000000-0000-0000-0000-000000000001'"
      })
  void valuesAreEqualWhereTheEngineSaysSo(String typeAndValues) throws SQLException {
    String[] parts = typeAndValues.split("\\|", -1);
    String type = parts[0];
    String one = parts[1];
    String same = parts[2];
    for (String table : List.of("hot", "cold")) {
      execute(
          connection,
          "CREATE TABLE %s (k %s UNIQUE)%s"
              .formatted(table, type, table.equals("hot") ? "" : " WITH (hot-rows = 0)"));
      String insert = "INSERT INTO " + table + " VALUES (";
      assertFails(DUPLICATE, () -> execute(connection, insert + one + "), (" + same + ")"));
      execute(connection, insert + one + ")");
      assertFails(DUPLICATE, () -> execute(connection, insert + same + ")"));
    }
  }

  @Test
  void aKeyThatIsNotEnforcedIsNotChecked() throws SQLException {
    execute(
        connection,
        "CREATE TABLE t (a INTEGER PRIMARY KEY NOT ENFORCED, b INTEGER UNIQUE NOT ENFORCED)");
    execute(connection, "INSERT INTO t VALUES (1, 1), (1, 1)");
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("2");
  }

  @Test
  void aCheckIsFalseForNoRow() throws SQLException {
    execute(
        connection,
        "CREATE TABLE t (price INTEGER CHECK (price > 0), low INTEGER, CONSTRAINT ordered CHECK"
            + " (low < price OR low IN (7, 8)))");
    execute(connection, "INSERT INTO t VALUES (1, 0), (NULL, 5), (3, NULL), (1, 7)");
    assertFails(CHECK, () -> execute(connection, "INSERT INTO t VALUES (1, 0), (0, 0)"))
        .hasMessageContainingAll("t_check", "CHECK (price > 0)", "price = 0");
    assertFails(
            CHECK, () -> execute(connection, "INSERT INTO t SELECT 5, i FROM range(4, 2000) s(i)"))
        .hasMessageContainingAll("ordered", "price = 5, low = 5");
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("4");
    assertFails("42703", () -> execute(connection, "CREATE TABLE u (a INTEGER CHECK (b > 0))"));
    assertFails(
        "0A000", () -> execute(connection, "CREATE TABLE u (a INTEGER CHECK (a > (SELECT 1)))"));
  }

  @Test
  void oneOfTwoTransactionsWithTheSameKeyCommits(@TempDir Path store) throws SQLException {
    String url = "jdbc:polarway:" + store;
    try (Connection one = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      execute(one, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER UNIQUE)");
      one.setAutoCommit(false);
      other.setAutoCommit(false);
      execute(one, "INSERT INTO t VALUES (1, 1)");
      execute(other, "INSERT INTO t VALUES (2, 1)");
      one.commit();
      assertFails(DUPLICATE, other::commit).hasMessageContaining("v = 1");
      execute(other, "INSERT INTO t VALUES (2, 2)");
      execute(one, "INSERT INTO t SELECT i, i FROM range(2, 3000) s(i)");
      other.commit();
      assertFails(DUPLICATE, one::commit);
      execute(one, "INSERT INTO t SELECT i, i FROM range(5000, 9000) s(i)");
      execute(other, "INSERT INTO t SELECT i + 3999, -i FROM range(5000, 9000) s(i)");
      one.commit();
      assertFails(DUPLICATE, other::commit).hasMessageContaining("id = 8999");
      execute(other, "INSERT INTO t VALUES (9000, 9000)");
      other.commit();
      one.rollback();
      assertThat(rows(one, "SELECT count(*), count(DISTINCT id), count(DISTINCT v) FROM t"))
          .containsExactly("4003|4003|4003");
    }
  }

  @Test
  void manyStatementsInOneTransaction() throws SQLException {
    execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      for (int i = 0; i < 3000; i++) {
        insert.setInt(1, i);
        insert.executeUpdate();
      }
    }
    connection.commit();
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("3000");
  }

  @Test
  void constraintsAreTold() throws SQLException {
    execute(connection, "CREATE SCHEMA s");
    execute(
        connection,
        "CREATE TABLE s.parent (a INTEGER, b INTEGER, PRIMARY KEY (b, a), v INTEGER UNIQUE,"
            + " n INTEGER CONSTRAINT loose UNIQUE NOT ENFORCED)");
    execute(
        connection,
        "CREATE TABLE child (x INTEGER CHECK (x > 0), y INTEGER,"
            + " FOREIGN KEY (x, y) REFERENCES s.parent ON DELETE RESTRICT)");
    DatabaseMetaData metaData = connection.getMetaData();
    assertThat(rows(metaData.getIndexInfo(null, "s", "parent", true, true)))
        .extracting(row -> row.split("\\|", -1)[5] + " " + row.split("\\|", -1)[8])
        .containsExactly("parent_b_a_pkey b", "parent_b_a_pkey a", "parent_v_key v");
    String foreignKey =
        "polarway|s|parent|%s|polarway|main|child|%s|%d|3|3|child_x_y_fkey|parent_b_a_pkey|7";
    List<String> expected =
        List.of(foreignKey.formatted("b", "x", 1), foreignKey.formatted("a", "y", 2));
    assertThat(rows(metaData.getImportedKeys(null, null, "child"))).isEqualTo(expected);
    assertThat(rows(metaData.getExportedKeys(null, "s", "parent"))).isEqualTo(expected);
    assertThat(rows(metaData.getCrossReference(null, "s", "parent", null, "main", "child")))
        .isEqualTo(expected);
    assertThat(rows(metaData.getImportedKeys(null, "s", "parent"))).isEmpty();
    assertThat(
            rows(
                connection,
                "SELECT constraint_name, constraint_type, enforced FROM"
                    + " information_schema.table_constraints WHERE constraint_type <> 'NOT NULL'"
                    + " AND constraint_name NOT LIKE '%null' ORDER BY ALL"))
        .contains(
            "child_check|CHECK|YES",
            "child_x_y_fkey|FOREIGN KEY|NO",
            "loose|UNIQUE|NO",
            "parent_b_a_pkey|PRIMARY KEY|YES",
            "parent_v_key|UNIQUE|YES");
    String text =
        rows(connection, "SELECT sql FROM duckdb_tables() WHERE table_name = 'parent'").get(0);
    execute(connection, "DROP TABLE s.parent");
    execute(connection, text);
    assertThat(rows(connection, "SELECT sql FROM duckdb_tables() WHERE table_name = 'parent'"))
        .containsExactly(text);
  }

  @Test
  void rowsAreFoundByTheirKeysInFilesInAnyOrder() throws SQLException {
    execute(connection, "CREATE TABLE t (id UUID PRIMARY KEY, code VARCHAR UNIQUE, n INTEGER)");
    String row = "CAST(md5(CAST(i AS VARCHAR)) AS UUID), 'c' || hash(i), i";
    execute(connection, "INSERT INTO t SELECT " + row + " FROM range(40000) r(i)");
    for (int pass = 0; pass < 2; pass++) {
      for (int i : new int[] {0, 17, 16_384, 39_999}) {
        String found = "SELECT n FROM t WHERE %s = (SELECT %s FROM range(%d, %d) r(i))";
        String id = "CAST(md5(CAST(i AS VARCHAR)) AS UUID)";
        assertThat(rows(connection, found.formatted("id", id, i, i + 1)))
            .containsExactly(String.valueOf(i));
        String key = rows(connection, "SELECT id, code FROM t WHERE n = " + i).get(0);
        String[] parts = key.split("\\|");
        assertThat(rows(connection, "SELECT n FROM t WHERE id = '" + parts[0] + "'"))
            .containsExactly(String.valueOf(i));
        assertThat(rows(connection, "SELECT n FROM t WHERE code = '" + parts[1] + "'"))
            .containsExactly(String.valueOf(i));
        assertFails(
            DUPLICATE,
            () -> execute(connection, "INSERT INTO t VALUES (uuid(), '" + parts[1] + "', -1)"));
      }
      assertThat(rows(connection, "SELECT n FROM t WHERE code = 'nobody'")).isEmpty();
      execute(connection, "OPTIMIZE t");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TINYINT|(h % 120)::TINYINT",
        "SMALLINT|(h % 30000)::SMALLINT",
        "INTEGER|(h % 1000000)::INTEGER - 500000",
        "BIGINT|(h % 1000000000000)::BIGINT - 5000000",
        "DECIMAL(7, 2)|((h % 9999999)::INTEGER / 100)::DECIMAL(7, 2)",
        "DECIMAL(15, 4)|((h % 99999999)::BIGINT / 1000)::DECIMAL(15, 4)",
        "DECIMAL(30, 6)|((h % 99999999)::BIGINT / 1000)::DECIMAL(30, 6)",
        "VARCHAR|'text ' || h",
        "CHAR(20)|'c' || (h % 10000)",
        "BLOB|encode('b' || h)",
        "DATE|DATE '1970-01-01' + ((h % 40000)::INTEGER - 20000)",
        "TIME|TIME '00:00:00' + to_seconds((h % 86400)::INTEGER)",
        "TIMESTAMP|TIMESTAMP '1969-01-01' + to_seconds((h % 100000000)::INTEGER)",
        "TIMESTAMPTZ|TIMESTAMPTZ '1969-01-01 00:00:00Z' + to_seconds((h % 100000000)::INTEGER)",
        "UUID|CAST(md5(CAST(h AS VARCHAR)) AS UUID)",
        "DOUBLE|((h % 1000)::INTEGER - 500) / 4.0"
      })
  void noFilterHidesARow(String typeAndValue) throws SQLException {
    String[] parts = typeAndValue.split("\\|", 2);
    execute(
        connection,
        "CREATE TABLE t (k " + parts[0] + " UNIQUE, n INTEGER) WITH (\"hot-rows\" = 0)");
    execute(
        connection,
        "INSERT INTO t SELECT k, row_number() OVER () FROM (SELECT DISTINCT "
            + parts[1]
            + " AS k FROM (SELECT hash(i) AS h FROM range(3000) r(i)))");
    String all = rows(connection, "SELECT count(*) FROM t").get(0);
    for (String key : rows(connection, "SELECT CAST(k AS VARCHAR) FROM t WHERE n % 97 = 0")) {
      String value = "CAST('" + key.replace("'", "''") + "' AS " + parts[0] + ")";
      assertThat(rows(connection, "SELECT count(*) FROM t WHERE k = " + value))
          .as(key)
          .containsExactly("1");
      assertThat(rows(connection, "SELECT count(*) FROM t WHERE k IN (NULL, " + value + ")"))
          .as(key)
          .containsExactly("1");
    }
    assertFails(DUPLICATE, () -> execute(connection, "INSERT INTO t SELECT k, -1 FROM t LIMIT 1"));
    assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly(all);
  }
}
