package io.polarway.tck.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.tck.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCommandTest {

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new PrintStream(output, true, UTF_8), new PrintStream(errors, true, UTF_8), false);

  @Test
  void runsSeveralStatementsOnAStoreThatStays(@TempDir Path directory) {
    String store = directory.resolve("store").toString();

    assertThat(
            SqlCommand.run(
                console,
                store,
                "CREATE TABLE t (id INTEGER, name VARCHAR);"
                    + " INSERT INTO t VALUES (1, 'one'), (2, NULL)"))
        .isTrue();
    assertThat(SqlCommand.run(console, store, "SELECT * FROM t ORDER BY id")).isTrue();

    assertThat(output.toString(UTF_8))
        .containsSubsequence(
            "done, 0 rows changed",
            "done, 2 rows changed",
            "│ id │ name │",
            "│  1 │ one  │",
            "│  2 │ NULL │",
            "2 rows, ");
    assertThat(errors.toString(UTF_8)).isEmpty();
  }

  @Test
  void saysWhatFailedWithItsSqlStateAndStopsThere() {
    assertThat(SqlCommand.run(console, "", "SELECT 1; SELECT * FROM nowhere; SELECT 3")).isFalse();

    assertThat(output.toString(UTF_8)).contains("│ 1 │").doesNotContain("│ 3 │");
    assertThat(errors.toString(UTF_8)).contains("error: ", "nowhere", "SQLState 42P01");
  }
}
