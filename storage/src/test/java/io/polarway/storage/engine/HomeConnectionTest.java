package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.error.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary objects, and results that stay open while others run beside them. */
final class HomeConnectionTest {

  @TempDir Path directory;
  private TestEngine engine;

  @BeforeEach
  void open() throws Exception {
    engine = new TestEngine(directory);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void temporaryTablesBelongToOneSession() {
    assertThat(engine.session.hasTemporaryObjects()).isFalse();
    assertThat(change("CREATE TEMP TABLE t AS SELECT * FROM range(5) AS r(i)")).isEqualTo(5);
    assertThat(engine.session.hasTemporary("T")).isTrue();
    assertThat(change("INSERT INTO t VALUES (?), (?)", 10L, 11L)).isEqualTo(2);
    assertThat(change("UPDATE t SET i = i + 1 WHERE i >= ?", 4L)).isEqualTo(3);
    assertThat(change("DELETE FROM t WHERE i = 0")).isEqualTo(1);
    assertThat(engine.value("SELECT sum(i)::BIGINT FROM t")).isEqualTo(1L + 2 + 3 + 5 + 11 + 12);
    try (EngineSession other = engine.engine.openSession()) {
      assertThatThrownBy(() -> other.query("FROM t", List.of(), Duration.ZERO).close())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("t");
    }
    change("DROP TABLE t");
    assertThat(engine.session.hasTemporaryObjects()).isFalse();
  }

  @Test
  void variablesAndMacrosAreSeenByLaterStatements() {
    change("SET VARIABLE limit_value = ?", 3L);
    change("CREATE OR REPLACE TEMP MACRO doubled(x) AS 2 * x");
    assertThat(engine.value("SELECT doubled(getvariable('limit_value'))")).isEqualTo(6L);
    change("RESET VARIABLE limit_value");
    change("DROP MACRO doubled");
    assertThat(engine.session.hasTemporaryObjects()).isFalse();
  }

  @Test
  void boundTablesFollowTheirRelation() {
    engine.session.bindTables(Map.of("trades", "(SELECT 1 AS price)", "main.trades", "(SELECT 7)"));
    change("CREATE TEMP VIEW doubled AS SELECT 2 * price AS price FROM trades");
    assertThat(engine.value("SELECT price FROM doubled")).isEqualTo(2);
    engine.session.bindTables(Map.of("trades", "(SELECT 5 AS price, 'x' AS symbol)"));
    assertThat(engine.value("SELECT price FROM doubled")).isEqualTo(10);
    assertThat(engine.session.hasTemporary("trades")).isFalse();
    engine.session.bindTables(Map.of());
    assertThatThrownBy(() -> engine.rows("FROM doubled")).hasMessageContaining("trades");
  }

  @Test
  void aTemporaryTableHidesATableOfTheSameName() {
    engine.session.bindTables(Map.of("trades", "(SELECT 1 AS price)"));
    String sql = "CREATE TEMP TABLE TRADES AS SELECT 2 AS price";
    assertThat(engine.session.change(sql, "TRADES", List.of(), Duration.ZERO)).isEqualTo(1);
    engine.session.bindTables(Map.of("trades", "(SELECT 1 AS price)"));
    assertThat(engine.value("FROM trades")).isEqualTo(2);
  }

  /** A result of every type goes on unchanged after another statement took its connection. */
  @Test
  void openResultsSurviveOtherStatements() {
    change("SET VARIABLE v = 1");
    String sql =
        """
        SELECT i, NULL AS nothing, i % 2 = 0 AS flag, (i % 7)::UTINYINT AS small, (i * 3)::HUGEINT AS huge,
          i::DECIMAL(30, 5) / 7 AS number, i / 3 AS ratio, 'text ' || i AS words, repeat('long ', 9) || i AS longer,
          ('\\x00\\xAB' || '')::BLOB AS bytes, DATE '2020-01-01' + i::INTEGER % 99 AS day, TIME '10:00:00' AS hour,
          TIMESTAMP '2020-01-01' + to_seconds(i) AS ts, TIMESTAMPTZ '2020-01-01 00:00+00' AS tz,
          to_days(i::INTEGER % 5) AS span, '00000000-0000-0000-0000-000000000001'::UUID AS id, '101'::BIT AS bits,
          (CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END)::ENUM ('a', 'b') AS pick, [i, NULL, i + 1] AS list,
          {'a': i, 'b "q"': [i::VARCHAR]} AS struct, MAP {i: 'x'} AS map, union_value(num := i) AS choice,
          [i, i]::BIGINT[2] AS pair, CASE WHEN i % 4 = 0 THEN i END AS sparse
        FROM range(20000) AS r(i) ORDER BY i
        """;
    List<List<@Nullable Object>> expected =
        engine.rows(sql).stream().map(HomeConnectionTest::comparable).toList();
    try (BatchStream stream = engine.open(sql);
        BatchStream second = engine.open("SELECT i FROM range(9000) AS r(i) ORDER BY i")) {
      List<List<@Nullable Object>> seen = new ArrayList<>();
      add(stream.next(), seen);
      assertThat(engine.value("SELECT getvariable('v')")).isEqualTo(1);
      change("SET VARIABLE v = 2");
      add(stream.next(), seen);
      assertThat(engine.value("SELECT getvariable('v')")).isEqualTo(2);
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        add(batch, seen);
      }
      assertThat(seen).isEqualTo(expected);
      long rows = 0;
      for (ColumnBatch batch = second.next(); batch != null; batch = second.next()) {
        rows += batch.size();
      }
      assertThat(rows).isEqualTo(9000);
    }
    assertThat(engine.engine.instance().openCursors()).isEqualTo(1);
  }

  @Test
  void anErrorOfTheRestIsTheResultsOwn() {
    change("SET VARIABLE v = 1");
    String sql =
        "SELECT CASE WHEN i < 300000 THEN i ELSE error('broken at ' || i)::BIGINT END"
            + " FROM range(400000) AS r(i)";
    try (BatchStream stream = engine.open(sql)) {
      assertThat(stream.next()).isNotNull();
      assertThat(engine.value("SELECT getvariable('v')")).isEqualTo(1);
      assertThatThrownBy(
              () -> {
                while (stream.next() != null) {}
              })
          .hasMessageContaining("broken at");
    }
    assertThat(engine.value("SELECT getvariable('v')")).isEqualTo(1);
  }

  @Test
  void aClosedSessionLeavesOpenResultsReadable() {
    change("SET VARIABLE v = 1");
    BatchStream stream = engine.open("FROM range(10000)");
    engine.session.close();
    long rows = 0;
    for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
      rows += batch.size();
    }
    assertThat(rows).isEqualTo(10_000);
    stream.close();
    assertThat(engine.engine.instance().openCursors()).isZero();
  }

  @Test
  void onlyTemporaryObjectsCanBeChanged() {
    for (String sql :
        List.of(
            "CREATE TABLE t (i INTEGER)",
            "CREATE TEMP SECRET s (TYPE s3)",
            "COPY (SELECT 1) TO 'x'",
            "SET threads = 1",
            "SET VARIABLE v = 1; ATTACH 'x'",
            "PRAGMA version",
            "CREATE MACRO f() AS 1")) {
      assertThatThrownBy(() -> change(sql)).as(sql).isInstanceOf(StorageException.class);
    }
  }

  private long change(String sql, @Nullable Object... parameters) {
    return engine.session.change(sql, null, java.util.Arrays.asList(parameters), Duration.ZERO);
  }

  private static void add(@Nullable ColumnBatch batch, List<List<@Nullable Object>> rows) {
    if (batch == null) {
      return;
    }
    for (int row = 0; row < batch.size(); row++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Column column : batch.columns()) {
        values.add(ColumnObjects.get(column, row));
      }
      rows.add(comparable(values));
    }
  }

  private static List<@Nullable Object> comparable(List<@Nullable Object> values) {
    List<@Nullable Object> row = new ArrayList<>();
    for (Object value : values) {
      row.add(value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : value);
    }
    return row;
  }
}
