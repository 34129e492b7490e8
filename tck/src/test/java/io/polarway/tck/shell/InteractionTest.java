package io.polarway.tck.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user at a terminal, which is JLine's own and lives in this process. */
@Timeout(60)
class InteractionTest {

  private static final int WAIT_SECONDS = 15;
  private static final String ENTER = "\r";
  private static final String TAB = "\t";
  private static final String PREVIOUS = "\u0010";
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]");

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private Path history = Path.of("");
  private LineDisciplineTerminal terminal;
  private CompletableFuture<Void> shell = CompletableFuture.completedFuture(null);

  InteractionTest() throws IOException {
    terminal = new LineDisciplineTerminal("test", "xterm", screen, UTF_8);
  }

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    history = directory.resolve("history");
    startShell();
  }

  private void startShell() throws Exception {
    terminal = new LineDisciplineTerminal("test", "xterm", screen, UTF_8);
    terminal.setSize(new Size(100, 40));
    shell =
        CompletableFuture.runAsync(
            () -> {
              try {
                ShellCommand.runOn(terminal, ShellOptions.of(List.of()), Optional.of(history));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    waitFor("polarway> ");
  }

  @AfterEach
  void end() throws Exception {
    terminal.close();
  }

  private void type(String keys) throws IOException {
    terminal.processInputBytes(keys.getBytes(UTF_8));
  }

  /** What the screen got since the last wait, up to and with this text; without its escapes. */
  private String waitFor(String text) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (true) {
      String shown;
      synchronized (screen) {
        shown = ESCAPES.matcher(screen.toString(UTF_8)).replaceAll("");
        if (shown.contains(text)) {
          screen.reset();
          return shown;
        }
      }
      assertThat(shell.isCompletedExceptionally()).as(shown).isFalse();
      assertThat(System.nanoTime()).as("%s in: %s", text, shown).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void ctrlCCancelsTheRunningStatementAndNotTheShell() throws Exception {
    type("SELECT k, count(*) FROM (SELECT range % 7 AS k FROM range(100000000000)) GROUP BY k;");
    type(ENTER);
    // The first line of progress can come before the engine can tell how far it is.
    assertThat(waitFor(" %, ")).contains("░");
    waitFor("Ctrl-C cancels");

    type(CTRL_C);
    assertThat(waitFor("polarway> ")).contains("SQLState 57014");

    type("SELECT 40 + 2;" + ENTER);
    assertThat(waitFor("1 row, ")).contains("│       42 │");
  }

  @Test
  void ctrlCDropsTheLineAndCtrlDEnds() throws Exception {
    type("SELECT 'never run';");
    waitFor("never run';");
    type(CTRL_C);
    assertThat(waitFor("polarway> ")).doesNotContain("│");

    type(CTRL_D);
    shell.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aStatementGoesOnUntilItsSemicolon() throws Exception {
    type("SELECT 'a;" + ENTER);
    waitFor("'> ");
    type("b' AS x, (" + ENTER);
    waitFor("(> ");
    type("1) AS y -- ;" + ENTER);
    waitFor("-> ");
    type("; SELECT 2 AS z;" + ENTER);

    assertThat(waitFor("│ 2 │")).contains("│ a;⏎b │ 1 │");
    type("\\q" + ENTER);
    shell.get(20, TimeUnit.SECONDS);
  }

  @Test
  void tabCompletesTheNamesOfTheStore() throws Exception {
    type("CREATE TABLE trades (symbol_name VARCHAR);" + ENTER);
    waitFor("polarway> ");

    type("SELECT count(symb" + TAB);
    waitFor("symbol_name");
    type(") AS n FROM tra" + TAB);
    waitFor("trades");
    type(";" + ENTER);
    assertThat(waitFor("1 row, ")).contains("│ 0 │");

    type("\\tim" + TAB + ENTER);
    waitFor("timing is off");
  }

  @Test
  void theHistoryOutlivesTheShell() throws Exception {
    type("SELECT 'remember'" + ENTER);
    waitFor("-> ");
    type("AS me;" + ENTER);
    waitFor("1 row, ");
    type("\\q" + ENTER);
    shell.get(20, TimeUnit.SECONDS);
    assertThat(Files.readString(history)).contains("remember");

    startShell();
    type(PREVIOUS + PREVIOUS);
    waitFor("me;");
    type(ENTER);
    assertThat(waitFor("1 row, ")).contains("│ remember │");
  }
}
