package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over tables of many files answer as DuckDB does over the same rows. */
class PruningTest {

  private static final long SEED = Long.getLong("polarway.pruning.seed", System.nanoTime());
  private static final int QUERIES = Integer.getInteger("polarway.pruning.queries", 60);

  private static Connection store;
  private static Connection oracle;

  @BeforeAll
  static void createTables() throws SQLException {
    store = DriverManager.getConnection("jdbc:polarway:?hot=off&upkeep=off");
    oracle = DriverManager.getConnection("jdbc:duckdb:");
    for (String table : List.of("a", "b")) {
      String columns = "(k INTEGER, ts TIMESTAMP, v DOUBLE, s VARCHAR, only_%s INTEGER)";
      execute(
          store,
          "CREATE TABLE %s %s PARTITIONED BY (day(ts))".formatted(table, columns.formatted(table)));
      execute(oracle, "CREATE TABLE %s %s".formatted(table, columns.formatted(table)));
      String rows =
          "SELECT i %% %d AS k, TIMESTAMP '2026-02-01' + to_hours((i * %d) %% 120) AS ts,"
              + " CASE WHEN i %% 7 = 0 THEN 'NaN' ELSE i / 4 END AS v,"
              + " CASE WHEN i %% 5 = 0 THEN NULL ELSE chr((65 + i %% 5)::INTEGER) END AS s,"
              + " CASE WHEN i %% 3 = 0 THEN NULL ELSE i %% 10 END AS n FROM range(40) r(i)";
      String insert = "INSERT INTO " + table + " " + rows.formatted(table.equals("a") ? 9 : 7, 11);
      execute(store, insert.replace("/ 4", "/ 4::DOUBLE"));
      execute(oracle, insert.replace("/ 4", "/ 4::DOUBLE"));
    }
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
    oracle.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM a LEFT JOIN b ON a.k = b.k AND b.ts < '2026-02-02' WHERE b.k IS NULL",
        "SELECT count(*) FROM a LEFT JOIN b ON a.k = b.k AND a.ts < '2026-02-02'",
        "SELECT count(*) FROM a LEFT JOIN b ON a.k = b.k WHERE b.ts >= '2026-02-03'",
        "SELECT count(*) FROM a LEFT JOIN b ON a.k = b.k WHERE b.ts >= '2026-02-03' OR b.ts IS"
            + " NULL",
        "SELECT count(*) FROM a FULL JOIN b ON a.k = b.k AND a.ts < '2026-02-02'",
        "SELECT count(*) FROM a FULL JOIN b ON a.k = b.k WHERE a.ts < '2026-02-02'",
        "SELECT count(*) FROM a FULL JOIN b ON a.k = b.k WHERE a.ts IS NULL AND b.ts <"
            + " '2026-02-02'",
        "SELECT count(*) FROM a RIGHT JOIN b ON a.k = b.k AND b.ts > '2026-02-03' AND a.ts >"
            + " '2026-02-03'",
        "SELECT count(*) FROM a JOIN b USING (k) WHERE k = 3 AND a.ts::DATE = DATE '2026-02-02'",
        "SELECT count(*) FROM a FULL JOIN b USING (ts) WHERE ts > '2026-02-03'",
        "SELECT count(*) FROM a NATURAL JOIN b WHERE ts > '2026-02-03'",
        "SELECT count(*), count(b.k) FROM a ASOF LEFT JOIN b ON a.ts >= b.ts WHERE b.ts >"
            + " '2026-02-03 05:00:00'",
        "SELECT count(*) FROM a SEMI JOIN b ON a.k = b.k AND b.ts > '2026-02-04' WHERE a.ts <"
            + " '2026-02-04'",
        "SELECT count(*) FROM a ANTI JOIN b ON a.k = b.k AND b.ts > '2026-02-04' WHERE a.ts <"
            + " '2026-02-04'",
        "SELECT count(*) FROM (SELECT * FROM a ORDER BY ts LIMIT 10) WHERE ts > '2026-02-02'",
        "SELECT count(*) FROM (SELECT *, row_number() OVER (ORDER BY ts) AS n FROM a) WHERE ts >"
            + " '2026-02-02' AND n < 30",
        "SELECT k, row_number() OVER (ORDER BY ts, k) AS n FROM a WHERE ts > '2026-02-02' QUALIFY n"
            + " < 3 ORDER BY n",
        "SELECT ts::DATE AS d, count(*) FROM a WHERE d = '2026-02-02' GROUP BY d",
        "SELECT max(ts)::VARCHAR AS ts FROM a HAVING max(ts) > '2026-02-02'",
        "WITH c AS (SELECT * FROM a WHERE ts > '2026-02-02') SELECT count(*) FROM c x JOIN c y ON"
            + " x.k = y.k WHERE x.ts < '2026-02-03'",
        "WITH a AS (SELECT 1 AS ts) SELECT count(*) FROM a WHERE ts = 1",
        "SELECT count(*) FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.k = a.k AND b.ts >"
            + " '2026-02-04' AND a.ts < '2026-02-03')",
        "SELECT (SELECT count(*) FROM b WHERE only_a = 2 AND ts > '2026-02-03') FROM a WHERE only_a"
            + " = 2 ORDER BY 1",
        "SELECT count(*) FROM a, b WHERE only_a = 2 AND only_b = 4 AND a.ts < '2026-02-03'",
        "SELECT count(*) FROM a, a AS c WHERE c.ts < '2026-02-02' AND a.ts > '2026-02-02'",
        "SELECT count(*) FROM a WHERE ts > '2026-02-02' UNION ALL SELECT count(*) FROM a WHERE ts <"
            + " '2026-02-02'",
        "SELECT s COLLATE NOCASE FROM a WHERE s COLLATE NOCASE = 'b' ORDER BY 1",
        "SELECT count(*) FROM a WHERE v > 1e300",
        "SELECT count(*) FROM a WHERE v = 'NaN'",
        "SELECT count(*) FROM a WHERE ts > '2030-01-01'",
        "FROM a SELECT k, v WHERE ts = (SELECT max(ts) FROM b) ORDER BY ALL",
        "SELECT count(*) FROM a t(x, y) WHERE y < '2026-02-02'",
        "SELECT count(*) FROM (a JOIN b ON a.k = b.k) WHERE a.ts < '2026-02-02' AND b.ts >"
            + " '2026-02-03'",
        "SELECT count(*) FROM a, LATERAL (SELECT * FROM b WHERE b.k = a.k AND ts < '2026-02-02') c"
            + " WHERE a.ts < '2026-02-02'"
      })
  void anAnswerIsThatOfDuckDb(String sql) throws SQLException {
    assertThat(rows(store, sql)).isEqualTo(rows(oracle, sql));
  }

  /** Macros can have the names of the engine's functions. */
  @Test
  void aMacroIsNotTakenForAFunction() throws SQLException {
    try (Connection own = TestStore.temporary()) {
      execute(own, "CREATE TABLE t (ts TIMESTAMP, s VARCHAR)");
      execute(own, "INSERT INTO t VALUES (TIMESTAMP '2026-02-01 00:00:00', 'A')");
      execute(own, "CREATE TEMP MACRO year(x) AS 1066");
      execute(own, "CREATE TEMP MACRO starts_with(x, y) AS true");
      assertThat(rows(own, "SELECT s FROM t WHERE year(ts) = 1066 AND starts_with(s, 'Z')"))
          .containsExactly("A");
    }
  }

  @Test
  void randomJoinsAnswerAsDuckDb() throws SQLException {
    System.out.println("PruningTest: -Dpolarway.pruning.seed=" + SEED);
    Random random = new Random(SEED);
    for (int n = 0; n < QUERIES; n++) {
      List<Object> parameters = new ArrayList<>();
      String sql =
          "SELECT count(*), sum(a.k), sum(b.k), sum(c.k) FROM a "
              + join(random)
              + " b ON a.k = b.k AND "
              + condition(random, parameters, "a", "b")
              + " "
              + join(random)
              + " a AS c ON c.k = b.k AND "
              + condition(random, parameters, "a", "b", "c")
              + " WHERE "
              + condition(random, parameters, "a", "b", "c")
              + (random.nextBoolean() ? " AND " : " OR ")
              + condition(random, parameters, "a", "b", "c");
      assertThat(answer(store, sql, parameters))
          .as("%s with %s, seed %d", sql, parameters, SEED)
          .isEqualTo(answer(oracle, sql, parameters));
    }
  }

  private static List<String> answer(Connection connection, String sql, List<Object> parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      return rows(statement.executeQuery());
    }
  }

  private static String join(Random random) {
    return List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN").get(random.nextInt(4));
  }

  private static String condition(Random random, List<Object> parameters, String... tables) {
    String table = tables[random.nextInt(tables.length)];
    String day = "2026-02-0" + (1 + random.nextInt(5));
    return switch (random.nextInt(8)) {
      case 0 -> table + ".ts >= '" + day + "'";
      case 1 -> table + ".ts::DATE = DATE '" + day + "'";
      case 2 -> table + ".ts IS NULL";
      case 3 -> "NOT " + table + ".v > 4";
      case 4 -> "(" + table + ".s = 'B' OR " + table + ".ts < '" + day + "')";
      case 5 -> {
        parameters.add(java.time.LocalDateTime.parse(day + "T12:00:00"));
        yield table + ".ts < ?";
      }
      case 6 -> table + ".k IN (1, 2, 3)";
      default -> "true";
    };
  }
}
