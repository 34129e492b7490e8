package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.engine.EngineFunctions.Dependence;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of the engine's functions, compared with what the engine says of them. */
class EngineFunctionsTest {

  @Test
  void whateverTheEngineCallsVolatileDependsOnTheMoment(@TempDir Path directory) throws Exception {
    try (TestEngine engine = new TestEngine(directory)) {
      List<List<@Nullable Object>> names =
          engine.rows(
              "SELECT DISTINCT function_name FROM duckdb_functions() WHERE stability IN"
                  + " ('VOLATILE', 'CONSISTENT_WITHIN_QUERY') AND macro_definition IS NULL");
      assertThat(names).hasSizeGreaterThan(20);
      for (List<@Nullable Object> row : names) {
        String name = String.valueOf(row.get(0));
        for (String called :
            List.of(
                name,
                name.toUpperCase(Locale.ROOT),
                '"' + name + '"',
                "main." + name,
                "\"System\" . main.\"" + name.toUpperCase(Locale.ROOT) + '"',
                name + " /* x */ ",
                "1 ." + name)) {
          assertThat(dependence(engine, "SELECT " + called + "('s')"))
              .as(called)
              .isEqualTo(Dependence.MOMENT);
        }
      }
    }
  }

  @Test
  void macrosDependOnWhatTheyCall(@TempDir Path directory) throws Exception {
    try (TestEngine engine = new TestEngine(directory)) {
      assertThat(dependence(engine, "\"ago\"(INTERVAL 1 DAY)")).isEqualTo(Dependence.MOMENT);
      assertThat(dependence(engine, "wavg(a, b)")).isEqualTo(Dependence.NONE);
      assertThat(dependence(engine, "\"Read_Csv\"('a')")).isEqualTo(Dependence.OTHER_SOURCES);
      assertThat(dependence(engine, "SELECT \"random\", sum(\"now\") FROM t"))
          .isEqualTo(Dependence.NONE);
    }
  }

  private static Dependence dependence(TestEngine engine, String sql) {
    return engine.engine.functions().of(StatementWords.of(sql));
  }
}
