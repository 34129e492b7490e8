package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What EXPLAIN tells of a query: the files that it reads above all. */
class ExplainTest {

  private Connection connection;

  @BeforeEach
  void createTable() throws SQLException {
    connection = DriverManager.getConnection("jdbc:polarway:?hot=off&upkeep=off");
    execute(
        connection,
        "CREATE TABLE trades (ts TIMESTAMP, symbol VARCHAR, price DOUBLE, id INTEGER)"
            + " PARTITIONED BY (day(ts))");
    execute(
        connection,
        "INSERT INTO trades SELECT TIMESTAMP '2026-02-01' + to_hours(i::INTEGER),"
            + " chr((65 + i // 24)::INTEGER), i / 2.0, i FROM range(240) r(i)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** Of ten files of a day each, by day, symbol, price and id. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ts >= TIMESTAMP '2026-02-03' AND ts < TIMESTAMP '2026-02-04' | 1",
        "ts >= '2026-02-03 12:00:00' AND ts < '2026-02-04 12:00:00' | 2",
        "ts BETWEEN DATE '2026-02-03' AND DATE '2026-02-04' | 2",
        "ts::DATE = DATE '2026-02-03' | 1",
        "CAST(ts AS DATE) IN ('2026-02-03', '2026-02-07') | 2",
        "date_trunc('day', ts) = '2026-02-03' | 1",
        "date_trunc('month', ts) = '2026-02-01' | 10",
        "year(ts) = 2025 | 0",
        "extract(year FROM ts) = 2026 | 10",
        "ts >= DATE '2026-02-01' + INTERVAL 8 DAY | 2",
        "NOT ts < '2026-02-09' | 2",
        "NOT (ts < '2026-02-09' OR symbol = 'J') | 1",
        "symbol = 'C' | 1",
        "symbol LIKE 'C%' | 1",
        "symbol LIKE '%C' | 10",
        "symbol IN ('A', 'D') | 2",
        "symbol <> 'A' | 9",
        "symbol = 'A' OR id > 230 | 2",
        "symbol = 'A' OR price * 2 > 230 | 10",
        "symbol IS NULL | 0",
        "symbol IS NOT NULL | 10",
        "price < 12 | 1",
        "price > 108 | 1",
        "price > 107.5 | 2",
        "id = 50 | 1",
        "id = '50' | 1",
        "id + 1 = 50 | 10",
        "t.id BETWEEN 0 AND 23 AND id >= 20 | 1",
        "true | 10"
      })
  void onlyTheFilesThatCanHoldRowsAreRead(String condition, int files)
      throws SQLException, IOException {
    JsonNode table = explained("SELECT count(*) FROM trades t WHERE " + condition);
    assertThat(table.path("files").asInt()).isEqualTo(files);
    assertThat(table.path("files_of_all").asInt()).isEqualTo(10);
    assertThat(table.path("bytes").asLong() < table.path("bytes_of_all").asLong())
        .isEqualTo(files < 10);
  }

  @Test
  void parametersSelectFilesByTheirValues() throws SQLException, IOException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "EXPLAIN (FORMAT json) SELECT * FROM trades WHERE ts >= ? AND ts < ?")) {
      for (int day = 1; day < 5; day++) {
        statement.setObject(1, LocalDateTime.of(2026, 2, 4, 0, 0));
        statement.setObject(2, LocalDateTime.of(2026, 2, 4 + day, 0, 0));
        String json = rows(statement.executeQuery()).get(0);
        assertThat(new ObjectMapper().readTree(json).at("/tables/0/files").asInt()).isEqualTo(day);
      }
      assertThat(statement.getMetaData().getColumnName(1)).isEqualTo("plan");
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(2);
    }
  }

  @Test
  void textAndJsonTellWhatIsUsed() throws SQLException, IOException {
    String query = "SELECT max(price) FROM trades WHERE ts > '2026-02-09' AND price * 2 > 3";
    List<String> lines = rows(connection, "EXPLAIN " + query);
    assertThat(lines)
        .contains(
            "route: engine",
            "  - table: main.trades",
            "      - ts > '2026-02-09'",
            "  - price * 2 > 3")
        .anyMatch(line -> line.startsWith("sql: SELECT max(price) FROM read_parquet(['"));
    JsonNode json = document("EXPLAIN (FORMAT json) " + query);
    assertThat(json.at("/conditions_not_used/0").asText()).isEqualTo("price * 2 > 3");
    assertThat(json.at("/plan").asText()).contains("PARQUET");
    assertThat(json.has("times_ms")).isFalse();
  }

  @Test
  void analyzeRunsTheQuery() throws SQLException, IOException {
    JsonNode json =
        document("EXPLAIN (ANALYZE, FORMAT json) SELECT * FROM trades WHERE symbol > 'F'");
    assertThat(json.path("rows").asLong()).isEqualTo(96);
    JsonNode times = json.path("times_ms");
    for (String step : List.of("parse", "route", "plan", "first_row", "last_row")) {
      assertThat(times.path(step).isNumber()).as(step).isTrue();
    }
    assertThat(rows(connection, "EXPLAIN ANALYZE SELECT 1")).contains("rows: 1");
  }

  @Test
  void theLogOfQueriesTellsWhatRan() throws SQLException {
    String sql = "SELECT count(*) + 0 FROM trades";
    for (String before : List.of("EXPLAIN ", "EXPLAIN ANALYZE ", "", "EXPLAIN ANALYZE ")) {
      rows(connection, before + sql);
    }
    assertThat(
            rows(
                connection,
                "SELECT route, files > 0 FROM polarway.queries WHERE query LIKE '%"
                    + sql
                    + "' ORDER BY query_id"))
        .containsExactly("local|null", "engine|true", "cache|false", "cache|false");
  }

  @Test
  void whetherAnAnswerIsCachedIsTold() throws SQLException, IOException {
    String query = "SELECT count(*) FROM trades";
    assertThat(document("EXPLAIN (FORMAT json) " + query).path("cache").asText()).isEqualTo("miss");
    assertThat(rows(connection, query)).containsExactly("240");
    assertThat(document("EXPLAIN (FORMAT json) " + query).path("cache").asText()).isEqualTo("hit");
    assertThat(rows(connection, "EXPLAIN SELECT random() FROM trades"))
        .contains("cache: bypass")
        .anyMatch(line -> line.startsWith("not_cached_because: it calls a function"));
  }

  @Test
  void writesAreExplainedAndNotDone() throws SQLException, IOException {
    JsonNode json =
        document(
            "EXPLAIN (FORMAT json) INSERT INTO trades SELECT * FROM trades WHERE symbol = 'B'");
    assertThat(json.path("route").asText()).isEqualTo("write");
    assertThat(json.at("/tables/0/files").asInt()).isEqualTo(1);
    assertThat(rows(connection, "EXPLAIN DROP TABLE trades")).containsExactly("route: write");
    assertThat(rows(connection, "SELECT count(*) FROM trades")).containsExactly("240");
    assertFails("42000", () -> rows(connection, "EXPLAIN ANALYZE DROP TABLE trades"));
  }

  @Test
  void aStatementThatFailsFailsInTheSameWay() {
    assertFails("42P01", () -> rows(connection, "EXPLAIN SELECT * FROM nothing"));
    assertFails("42703", () -> rows(connection, "EXPLAIN SELECT nothing FROM trades"));
    assertFails("42601", () -> rows(connection, "EXPLAIN SELECT FROM WHERE"));
    assertFails("42601", () -> rows(connection, "EXPLAIN"));
    assertFails("0A000", () -> execute(connection, "EXPLAIN (FORMAT xml) SELECT 1"));
    assertFails(
        "22003", () -> rows(connection, "EXPLAIN ANALYZE SELECT 300::TINYINT + id FROM trades"));
  }

  @Test
  void rowsThatAreNotCommittedAreRead() throws SQLException, IOException {
    connection.setAutoCommit(false);
    execute(connection, "INSERT INTO trades VALUES (TIMESTAMP '2026-02-03 05:00:00', 'X', 1, 1)");
    String condition = " FROM trades WHERE ts::DATE = DATE '2026-02-03'";
    assertThat(rows(connection, "SELECT count(*)" + condition)).containsExactly("25");
    assertThat(explained("SELECT 1" + condition).path("files_of_transaction").asInt()).isEqualTo(1);
    connection.rollback();
  }

  private JsonNode explained(String query) throws SQLException, IOException {
    return document("EXPLAIN (FORMAT json) " + query).at("/tables/0");
  }

  private JsonNode document(String sql) throws SQLException, IOException {
    List<String> rows = rows(connection, sql);
    assertThat(rows).hasSize(1);
    return new ObjectMapper().readTree(rows.get(0));
  }
}
