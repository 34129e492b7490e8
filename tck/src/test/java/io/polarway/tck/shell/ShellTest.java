package io.polarway.tck.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {

  private static final int TERMINAL_WIDTH = 40;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new PrintStream(output, true, UTF_8), new PrintStream(errors, true, UTF_8), false);

  private Connection connection;
  private Shell shell;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:polarway:");
    shell = new Shell(console, connection, new Display(console.out(), () -> Display.UNLIMITED));
  }

  @AfterEach
  void close() throws SQLException {
    shell.finish();
    connection.close();
  }

  private String printed() {
    String text = output.toString(UTF_8);
    output.reset();
    return text;
  }

  private String complaints() {
    String text = errors.toString(UTF_8);
    errors.reset();
    return text;
  }

  private void useTerminal() {
    shell = new Shell(console, connection, new Display(console.out(), () -> TERMINAL_WIDTH));
  }

  @Test
  void showsRowsCountsAndTimes() {
    assertThat(
            shell.run(
                "CREATE TABLE t (id INTEGER, name VARCHAR);"
                    + " INSERT INTO t VALUES (1, 'one'), (20, NULL); SELECT * FROM t ORDER BY id"))
        .isTrue();

    assertThat(printed())
        .containsSubsequence(
            "done, 0 rows changed, ",
            " ms",
            "done, 2 rows changed",
            "┌────┬──────┐\n",
            "│ id │ name │\n",
            "│  1 │ one  │\n",
            "│ 20 │ NULL │\n",
            "2 rows, ");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void saysWhatFailedWithItsSqlStateAndWhereAndStopsThere() {
    assertThat(shell.run("SELECT 1; SELECT * FROM nowhere; SELECT 3")).isFalse();
    assertThat(printed()).contains("│ 1 │").doesNotContain("│ 3 │");
    assertThat(complaints()).contains("error: ", "nowhere", "SQLState 42P01");

    assertThat(shell.run("SELECT (1, 2] FROM t")).isFalse();
    assertThat(complaints())
        .contains("line 1, column 13", "  SELECT (1, 2] FROM t\n              ^", "SQLState 42601");
  }

  @Test
  void aTerminalShowsWideRowsExpandedAndCutsOffLongResults() {
    useTerminal();
    shell.run("SELECT 'a' AS narrow");
    assertThat(printed()).contains("│ a      │");

    shell.run("SELECT repeat('x', 50) AS wide, 'two\nlines' AS other");
    assertThat(printed())
        .contains("─[ row 1 ]─", "wide  │ " + "x".repeat(50) + "\n", "other │ two⏎lines\n");

    shell.run("SELECT * FROM range(1000)");
    assertThat(printed()).contains("│   199 │", "the first 200 rows").doesNotContain("│   200 │");
    shell.run("SELECT * FROM range(200)");
    assertThat(printed()).contains("\n200 rows");
    shell.run("\\rows 0");
    shell.run("SELECT * FROM range(3000)");
    assertThat(printed()).contains("│  2999 │", "3,000 rows");
  }

  @Test
  void controlCharactersOfValuesDoNotReachTheTerminal() {
    shell.run("SELECT 'a' || chr(27) || '[31mred' || chr(7) AS v");

    assertThat(printed()).contains("a␛[31mred␇").doesNotContain("\u001b");
  }

  @Test
  void wideCharactersTakeTwoCells() {
    shell.run("SELECT '東京' AS city UNION ALL SELECT 'Rome' ORDER BY 1");

    assertThat(printed()).contains("│ Rome │\n│ 東京 │\n");
  }

  @Test
  void writesCsv() {
    shell.run("\\format csv");
    shell.run("SELECT 1 AS a, NULL AS \"b,c\", '' AS d, 'say \"hi\"' AS e, 'x\ny' AS f");

    assertThat(printed()).isEqualTo("a,\"b,c\",d,e,f\n1,,\"\",\"say \"\"hi\"\"\",\"x\ny\"\n");
  }

  @Test
  void writesJson() {
    shell.run("\\format json");
    shell.run(
        "SELECT 1 AS a, NULL AS b, 1.50 AS c, 'x' AS d, true AS e, DATE '2026-02-01' AS f,"
            + " 'nan'::DOUBLE AS g");

    assertThat(printed())
        .isEqualTo(
            "{\"a\":1,\"b\":null,\"c\":1.50,\"d\":\"x\",\"e\":true,\"f\":\"2026-02-01\","
                + "\"g\":\"NaN\"}\n");
  }

  @Test
  void describesSchemasAndTables() {
    shell.run("CREATE SCHEMA s; CREATE TABLE s.\"My_t\" (id INTEGER NOT NULL, d DECIMAL(10,2))");
    printed();

    assertThat(shell.run("\\dn")).isTrue();
    assertThat(printed()).contains("│ main ", "│ s ");
    assertThat(shell.run("\\dt my")).isTrue();
    assertThat(printed()).contains("│ s      │ My_t  │");
    assertThat(shell.run("\\dt nothing")).isTrue();
    assertThat(printed()).doesNotContain("My_t");
    assertThat(shell.run("\\d s.my_T")).isTrue();
    assertThat(printed())
        .containsSubsequence(
            "s.My_t", "│ id     │ INTEGER       │ NOT NULL │", "│ d      │ DECIMAL(10,2) │");
    assertThat(shell.run("\\d My_t")).isFalse();
    assertThat(complaints()).contains("There is no table My_t");
  }

  @Test
  void switchesTimesExpandedRowsAndComplainsOfWrongArguments() {
    shell.run("\\timing off");
    shell.run("\\x");
    shell.run("SELECT 1 AS a");
    assertThat(printed()).endsWith("a │ 1\n1 row\n");

    for (String wrong :
        List.of("\\timing maybe", "\\x 1", "\\rows -1", "\\rows x", "\\format xml", "\\i", "\\k")) {
      assertThat(shell.run(wrong)).as(wrong).isFalse();
      assertThat(complaints()).as(wrong).startsWith("error: ");
    }
    assertThat(shell.run("\\?")).isTrue();
    assertThat(printed()).contains("\\d [TABLE]", "\\q");
  }

  @Test
  void runsFilesAndWritesResultsToFiles(@TempDir Path directory) throws IOException {
    Path results = directory.resolve("results.txt");
    Path script = directory.resolve("script.sql");
    Files.writeString(
        script,
        """
        -- a comment; with a semicolon
        CREATE TABLE t (a VARCHAR);
        INSERT INTO t VALUES
          ('one;
        two'), ($$three;$$);
        \\o %s
        SELECT count(*) AS lines FROM t; SELECT
          2 AS last
        """
            .formatted(results));

    assertThat(shell.run("\\i " + script)).as(complaints()).isTrue();

    assertThat(printed()).contains("done, 2 rows changed").doesNotContain("lines");
    shell.run("\\o");
    assertThat(Files.readString(results)).contains("│ lines │", "│     2 │", "│ last │");
    shell.run("SELECT 'here again' AS text");
    assertThat(printed()).contains("here again");
  }

  @Test
  void aFailingFileStopsAndFilesThatIncludeEachOtherFail(@TempDir Path directory)
      throws IOException {
    Path failing = Files.writeString(directory.resolve("f"), "SELECT x;\nSELECT 7 AS seven;\n");
    assertThat(shell.run("\\i " + failing)).isFalse();
    assertThat(printed()).doesNotContain("seven");
    assertThat(complaints()).contains("SQLState 42703");

    Path endless = directory.resolve("e");
    Files.writeString(endless, "\\i " + endless + "\n");
    assertThat(shell.run("\\i " + endless)).isFalse();
    assertThat(complaints()).contains("too deep");
    assertThat(shell.run("\\i " + directory.resolve("missing"))).isFalse();
    assertThat(complaints()).contains("missing", "cannot be opened");
  }

  @Test
  void readsItsCommandLine() {
    ShellOptions options =
        ShellOptions.of(List.of("/data/store", "-c", "SELECT 1", "-f", "file.sql", "--csv"));
    assertThat(options.url()).isEqualTo("jdbc:polarway:/data/store");
    assertThat(options.inputs()).containsExactly("SELECT 1", "\\i file.sql");
    assertThat(options.format()).isEqualTo(Display.Format.CSV);
    assertThat(ShellOptions.of(List.of("jdbc:polarway:/s?readOnly=true")).url())
        .isEqualTo("jdbc:polarway:/s?readOnly=true");
    assertThat(ShellOptions.of(List.of()).url()).isEqualTo("jdbc:polarway:");

    for (List<String> wrong :
        List.of(List.of("-c"), List.of("a", "b"), List.of("--xml"), List.of("-x"))) {
      assertThatThrownBy(() -> ShellOptions.of(wrong)).isInstanceOf(UsageException.class);
    }
  }
}
