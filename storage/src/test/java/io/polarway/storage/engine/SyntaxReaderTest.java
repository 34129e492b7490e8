package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.syntax.PlacedName;
import io.polarway.storage.syntax.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntaxReaderTest {

  private TestEngine engine;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    engine = new TestEngine(directory);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private static PlacedName name(int position, String... parts) {
    return new PlacedName(List.of(parts), position, false);
  }

  @Test
  void tablesWithTheirPositions() {
    assertThat(engine.session.read("FROM t, \"s\".u AS x SEMI JOIN polarway.s.v USING (a)"))
        .isEqualTo(
            new Reading.Query(
                List.of(
                    name(5, "t"),
                    new PlacedName(List.of("s", "u"), 8, true),
                    name(29, "polarway", "s", "v")),
                List.of(),
                Set.of(),
                Set.of()));
  }

  @Test
  void positionsAreInCharsWhateverTheBytes() {
    String text = "SELECT 'äöü€𝄞' AS é FROM t";
    Reading.Query reading = (Reading.Query) engine.session.read(text);
    assertThat(reading.tables()).containsExactly(name(text.indexOf("t", 20), "t"));
  }

  @Test
  void namesOfWithAndOfColumns() {
    Reading.Query reading =
        (Reading.Query)
            engine.session.read(
                "WITH W AS (SELECT main.t.a FROM t WHERE b = (WITH v AS (FROM u) FROM v)) FROM w");
    assertThat(reading.bound()).containsExactlyInAnyOrder("w", "v");
    assertThat(reading.columns()).containsExactly(name(18, "main", "t", "a"));
    assertThat(reading.tables())
        .containsExactlyInAnyOrder(name(32, "t"), name(61, "u"), name(69, "v"), name(78, "w"));
  }

  @Test
  void whatIsNotPlaced() {
    Reading.Query reading = (Reading.Query) engine.session.read("FROM (SUMMARIZE s.t)");
    assertThat(reading.tables()).containsExactly(name(PlacedName.UNPLACED, "s", "t"));
    assertThat(reading.lists()).isEmpty();
    assertThat(((Reading.Query) engine.session.read("FROM (SHOW TABLES)")).lists())
        .containsExactly("tables");
  }

  @Test
  void whatIsNoQuery() {
    assertThat(engine.session.read("PIVOT t ON a USING sum(b)")).isEqualTo(new Reading.Opaque());
    assertThat(engine.session.read("CREATE TABLE t (a INT)")).isEqualTo(new Reading.Opaque());
    assertThat(engine.session.read("SELECT 'é', FROM FROM t"))
        .isEqualTo(new Reading.Wrong("syntax error at or near \"FROM\"", 17));
  }

  @Test
  void deepNesting() {
    String text = "SELECT " + "(".repeat(300) + "a" + ")".repeat(300) + " + 1 FROM t";
    assertThat(((Reading.Query) engine.session.read(text)).tables()).hasSize(1);
  }

  @Test
  void tablesOfTheirOwn() {
    Map<String, String> tables = Map.of("t", "(SELECT 1 AS a)", "a b", "range(3)");
    try (var stream =
        engine.session.query(
            "SELECT t.a, count(*) FROM t, \"a b\" GROUP BY ALL",
            tables,
            List.of(),
            Duration.ZERO)) {
      assertThat(stream.columns()).hasSize(2);
    }
    assertThat(engine.session.describe("FROM main.t", tables, null).columns()).hasSize(1);
    assertThatThrownBy(() -> engine.rows("FROM t"))
        .hasMessageContaining("Table with name t does not exist");
  }
}
