package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Conditions outside of subqueries and common tables leave out files of the tables in them, and
 * never change what DuckDB answers over the same rows.
 */
class OutsideConditionTest {

  private static final long SEED = Long.getLong("polarway.pruning.seed", System.nanoTime());
  private static final int QUERIES = Integer.getInteger("polarway.pruning.queries", 150);
  private static final int DAYS = 6;

  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata");

  private static Connection store;
  private static Connection oracle;

  /** A relation that can stand in FROM, and its columns, each named after its kind. */
  private record Shape(String sql, List<String> columns) {}

  private final Random random = new Random(SEED);
  private int names;

  @BeforeAll
  static void createTables() throws SQLException {
    store = DriverManager.getConnection("jdbc:polarway:?hot=off&upkeep=off");
    oracle = DriverManager.getConnection("jdbc:duckdb:");
    String same = "(k INTEGER, ts TIMESTAMP, tz TIMESTAMPTZ, dt DATE, v DOUBLE, s VARCHAR)";
    String other = "(dt TIMESTAMP, k BIGINT, v DECIMAL(9, 2), ts DATE, s VARCHAR, tz VARCHAR)";
    create("a", same, "(day(ts))");
    create("b", same, "(day(tz))");
    create("c", other, "(day(dt))");
    for (Connection connection : List.of(store, oracle)) {
      execute(connection, "SET TimeZone = 'UTC'");
      for (int day = 0; day < DAYS; day++) {
        String rows =
            " FROM (SELECT i, TIMESTAMP '2025-10-24' + to_hours((i * 5 + %d * 24)::INTEGER) AS t"
                    .formatted(day)
                + " FROM range(5) r(i))";
        String columns =
            "SELECT %s, CASE WHEN i = 4 THEN NULL ELSE t END, t::TIMESTAMPTZ, t::DATE,"
                + " CASE WHEN i = 3 THEN 'NaN'::DOUBLE ELSE i / 4::DOUBLE END,"
                + " CASE WHEN i = 2 THEN NULL ELSE chr(65 + i::INTEGER) END";
        execute(connection, "INSERT INTO a " + columns.formatted("i + " + day) + rows);
        execute(connection, "INSERT INTO b " + columns.formatted("i * 2") + rows);
        execute(
            connection,
            "INSERT INTO c SELECT t, i, i / 4, t::DATE, chr(65 + i::INTEGER), t::VARCHAR" + rows);
      }
    }
  }

  private static void create(String name, String columns, String partitioning) throws SQLException {
    execute(store, "CREATE TABLE " + name + " " + columns + " PARTITIONED BY " + partitioning);
    execute(oracle, "CREATE TABLE " + name + " " + columns);
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
    oracle.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 | SELECT * FROM (SELECT * FROM a) t WHERE ts >= '2025-10-29'",
        "1 | SELECT * FROM (SELECT ts AS x, k FROM a) WHERE x >= '2025-10-29' AND k < 100",
        "1 | WITH d AS (SELECT ts AS t, v FROM a) SELECT * FROM d WHERE t >= '2025-10-29'",
        "1 | WITH d(x, y) AS (SELECT k, ts FROM a) SELECT * FROM d WHERE y >= '2025-10-29'",
        "1 | SELECT * FROM (SELECT k, ts FROM a) t(x, y) WHERE t.y >= '2025-10-29'",
        "1 | WITH d AS (SELECT * FROM a), e AS (SELECT * FROM d) SELECT * FROM e WHERE ts >="
            + " '2025-10-29'",
        "2 | WITH d AS (SELECT * FROM a) SELECT * FROM d WHERE ts >= '2025-10-29' UNION ALL SELECT"
            + " * FROM d WHERE ts < '2025-10-25'",
        "12 | WITH d AS (SELECT * FROM a) SELECT * FROM d x JOIN d y ON x.k = y.k WHERE x.ts >="
            + " '2025-10-29'",
        "2 | SELECT * FROM (SELECT * FROM a UNION ALL SELECT * FROM a) t WHERE ts >= '2025-10-29'",
        "2 | SELECT * FROM (SELECT k, ts FROM a UNION SELECT 1, ts FROM b) t WHERE ts >="
            + " '2025-10-29'",
        "18 | SELECT * FROM (SELECT k, ts FROM a UNION ALL SELECT k, ts FROM c) t WHERE ts >="
            + " '2025-10-29'",
        "18 | SELECT * FROM (SELECT * FROM a UNION ALL BY NAME SELECT * FROM c) t WHERE ts >="
            + " '2025-10-29'",
        "1 | SELECT * FROM (SELECT ts, count(*) AS n FROM a GROUP BY ts) WHERE ts >= '2025-10-29'",
        "12 | SELECT * FROM (SELECT ts, count(*) AS n FROM a GROUP BY ROLLUP (ts)) WHERE ts >="
            + " '2025-10-29'",
        "12 | SELECT * FROM (SELECT max(ts) AS ts FROM a) WHERE ts >= '2025-10-29'",
        "12 | SELECT * FROM (SELECT * FROM a ORDER BY ts LIMIT 3) WHERE ts >= '2025-10-29'",
        "12 | SELECT * FROM (SELECT DISTINCT ON (k) k, ts FROM a ORDER BY k, ts) WHERE ts >="
            + " '2025-10-29'",
        "1 | SELECT * FROM (SELECT DISTINCT k, ts FROM a) WHERE ts >= '2025-10-29'",
        "12 | SELECT * FROM (SELECT *, row_number() OVER (ORDER BY tz) AS n FROM a) WHERE ts >="
            + " '2025-10-29'",
        "6 | SELECT * FROM (SELECT dt AS ts, ts AS dt FROM a) WHERE dt IS NULL",
        "12 | SELECT * FROM (SELECT * REPLACE (dt AS ts) FROM a) WHERE ts >= '2025-10-29'",
        "12 | SELECT * FROM (SELECT * RENAME (tz AS ts, ts AS x) FROM a) WHERE ts >= '2025-10-29'",
        "13 | SELECT * FROM (SELECT x.k, y.tz FROM a x LEFT JOIN b y ON x.tz = y.tz) WHERE tz >="
            + " '2025-10-29'",
        "18 | SELECT * FROM (SELECT x.k, y.tz FROM a x LEFT JOIN b y ON x.tz = y.tz AND y.k > 2)"
            + " WHERE tz IS NULL",
        "18 | SELECT * FROM (SELECT * FROM a JOIN b USING (tz)) WHERE tz >= '2025-10-29'",
        "1 | SELECT x.* FROM (SELECT * FROM (SELECT ts AS t FROM a) WHERE t IS NOT NULL) x WHERE"
            + " x.t >= '2025-10-29' ORDER BY 1",
      })
  void filesAreLeftOut(int files, String sql) throws SQLException {
    for (Connection connection : List.of(store, oracle)) {
      execute(connection, "SET TimeZone = 'UTC'");
    }
    assertThat(sorted(rows(store, sql))).isEqualTo(sorted(rows(oracle, asText(sql))));
    assertThat(rows(store, "SELECT files FROM polarway.queries WHERE query = " + quoted(sql)))
        .first()
        .isEqualTo(String.valueOf(files));
  }

  /** A macro may stand for a window function. */
  @Test
  void aMacroOfTheSessionKeepsAllFiles() throws SQLException {
    try (Connection own = TestStore.temporary()) {
      execute(own, "CREATE TABLE t (ts TIMESTAMP) PARTITIONED BY (day(ts))");
      execute(own, "INSERT INTO t VALUES (TIMESTAMP '2026-02-01 00:00:00'), ('2026-02-02')");
      execute(own, "CREATE TEMP MACRO number() AS row_number() OVER (ORDER BY 1)");
      String sql =
          "SELECT n FROM (SELECT ts, count(*) OVER () AS n FROM t) WHERE ts > '2026-02-01'";
      assertThat(rows(own, sql)).containsExactly("2");
      assertThat(rows(own, sql.replace("count(*) OVER ()", "number()"))).hasSize(1);
    }
  }

  @Test
  void randomQueriesAnswerAsDuckDb() throws SQLException {
    System.out.println("OutsideConditionTest: -Dpolarway.pruning.seed=" + SEED);
    int failed = 0;
    for (int n = 0; n < QUERIES; n++) {
      if (n % 30 == 0) {
        String zone = any(ZONES);
        for (Connection connection : List.of(store, oracle)) {
          execute(connection, "SET TimeZone = '" + zone + "'");
        }
      }
      names = 0;
      Shape shape = shape(3);
      String sql =
          "SELECT * FROM %s q WHERE %s".formatted(shape.sql, condition(shape.columns, "q."));
      List<String> expected;
      try {
        expected = answer(oracle, asText(sql));
      } catch (SQLException notAccepted) {
        failed++;
        continue;
      }
      assertThat(answer(store, sql)).as("%s, seed %d", sql, SEED).isEqualTo(expected);
    }
    assertThat(failed).isLessThan(QUERIES / 3);
  }

  private static List<String> answer(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < statement.getParameterMetaData().getParameterCount(); i++) {
        statement.setObject(i + 1, java.time.LocalDateTime.parse("2025-10-26T02:30:00"));
      }
      return sorted(rows(statement.executeQuery()));
    }
  }

  /** A query whose values DuckDB writes as texts. */
  private static String asText(String sql) {
    return "SELECT COLUMNS(*)::VARCHAR FROM (" + sql + ")";
  }

  private static List<String> sorted(List<String> rows) {
    List<String> sorted = new ArrayList<>(rows);
    Collections.sort(sorted);
    return sorted;
  }

  // -- shapes

  private Shape shape(int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return new Shape(any("a", "a", "b", "c"), List.of("k", "ts", "tz", "dt", "v", "s"));
    }
    Shape inner = shape(depth - 1);
    String where = random.nextInt(3) == 0 ? " WHERE " + condition(inner.columns, "") : "";
    String from = " FROM " + inner.sql + " r" + depth + where;
    List<String> columns = inner.columns;
    return switch (random.nextInt(12)) {
      case 0, 1 -> new Shape("(SELECT *" + from + ")", columns);
      case 2, 3 -> renamed(columns, from, "");
      case 4 -> renamed(columns, from, "DISTINCT ");
      case 5 -> new Shape("(SELECT *" + from + " ORDER BY ALL LIMIT 7)", columns);
      case 6 -> {
        String group = columns.get(random.nextInt(columns.size()));
        String sets = any("%s", "%s", "ROLLUP (%s)", "ALL").formatted(group);
        yield new Shape(
            "(SELECT %s, count(*) AS k_%d%s GROUP BY %s)".formatted(group, ++names, from, sets),
            List.of(group, "k_" + names));
      }
      case 7 ->
          new Shape(
              "(SELECT *, row_number() OVER (ORDER BY %s) AS k_%d%s)"
                  .formatted(String.join(", ", columns), ++names, from),
              columns);
      case 8 -> {
        Shape other = shape(depth - 1);
        List<String> few = columns.subList(0, Math.min(columns.size(), other.columns.size()));
        yield new Shape(
            "(SELECT %s%s UNION%s SELECT %s FROM %s)"
                .formatted(
                    String.join(", ", few),
                    from,
                    any(" ALL", "", " ALL BY NAME"),
                    String.join(", ", other.columns.subList(0, few.size())),
                    other.sql),
            few);
      }
      case 9 -> {
        String base = any("a", "b", "c");
        String other = any(base, base, "a", "c");
        yield new Shape(
            "(SELECT * FROM %s WHERE %s UNION ALL SELECT * FROM %s)"
                .formatted(base, condition(List.of("k", "v", "s"), ""), other),
            List.of("k", "ts", "tz", "dt", "v", "s"));
      }
      case 10 -> {
        Shape other = shape(0);
        String left = columns.get(random.nextInt(columns.size()));
        yield new Shape(
            "(SELECT l.*, r.ts AS ts_%d FROM %s l %s JOIN %s r ON l.%s = r.%s AND %s)"
                .formatted(
                    ++names,
                    inner.sql,
                    any("", "LEFT", "RIGHT", "FULL"),
                    other.sql,
                    left,
                    left.split("_", 2)[0],
                    condition(other.columns, "r.")),
            append(columns, "ts_" + names));
      }
      default -> {
        String name = "w" + ++names;
        String second =
            random.nextBoolean()
                ? ""
                : " UNION ALL SELECT * FROM %s WHERE %s".formatted(name, condition(columns, ""));
        yield new Shape(
            "(WITH %s AS (SELECT *%s) SELECT * FROM %s%s%s)"
                .formatted(name, from, name, " WHERE " + condition(columns, ""), second),
            columns);
      }
    };
  }

  private Shape renamed(List<String> columns, String from, String quantifier) {
    List<String> given = new ArrayList<>(columns);
    Collections.shuffle(given, random);
    List<String> made = new ArrayList<>();
    String items =
        given.stream()
            .map(
                column -> {
                  boolean isKept = random.nextBoolean() && !made.contains(column);
                  made.add(isKept ? column : column.split("_", 2)[0] + "_" + ++names);
                  return isKept ? column : column + " AS " + made.get(made.size() - 1);
                })
            .collect(Collectors.joining(", "));
    return new Shape("(SELECT " + quantifier + items + from + ")", made);
  }

  private static List<String> append(List<String> columns, String column) {
    List<String> all = new ArrayList<>(columns);
    all.add(column);
    return all;
  }

  // -- conditions

  private String condition(List<String> columns, String qualifier) {
    String first = leaf(columns, qualifier);
    return switch (random.nextInt(5)) {
      case 0 -> "(" + first + " OR " + leaf(columns, qualifier) + ")";
      case 1 -> first + " AND " + leaf(columns, qualifier);
      case 2 -> "NOT (" + first + ")";
      default -> first;
    };
  }

  private String leaf(List<String> columns, String qualifier) {
    String name = columns.get(random.nextInt(columns.size()));
    String column = qualifier + name;
    String day = "2025-10-" + (24 + random.nextInt(6));
    if (random.nextInt(6) == 0) {
      return column + any(" IS NULL", " IS NOT NULL");
    }
    String operator = any(" = ", " < ", " <= ", " > ", " >= ", " <> ");
    return switch (name.split("_", 2)[0]) {
      case "k" -> column + operator + random.nextInt(8);
      case "v" -> column + operator + any("0.5", "'NaN'::DOUBLE", "0", "0.25");
      case "s" -> column + any(" = 'B'", " > 'C'", " LIKE 'A%'", " IN ('A', 'D')");
      case "tz" ->
          column + operator + any("TIMESTAMPTZ '" + day + " 02:30:00+02'", quoted(day), "?");
      default ->
          any(
              column + operator + quoted(day),
              column + "::DATE" + operator + "DATE " + quoted(day),
              "date_trunc('day', " + column + ")" + operator + "TIMESTAMP " + quoted(day),
              column + operator + "?",
              column + " BETWEEN '2025-10-26' AND " + quoted(day + " 12:00:00"));
    };
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
