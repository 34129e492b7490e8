package io.polarway.tck.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell as a process of its own. */
@Timeout(120)
class ShellProcessTest {

  private static final int WAIT_SECONDS = 30;
  private static final int SHOWN_LENGTH = 2_000;
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  private static List<String> command(List<String> jvm, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ShellCommand.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  @Test
  void aPipeIsReadToItsEndAndTheExitStatusTellsOfAFailure(@TempDir Path directory)
      throws Exception {
    String store = directory.resolve("store").toString();
    Path good = directory.resolve("good.sql");
    Files.writeString(
        good,
        "CREATE TABLE t (a INTEGER);\nINSERT INTO t VALUES (1),\n(2);\nSELECT sum(a) AS s FROM t");
    Path out = directory.resolve("out");
    Process piped =
        new ProcessBuilder(command(List.of(), store, "--csv"))
            .redirectInput(good.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(piped.waitFor()).isZero();
    assertThat(Files.readString(out)).isEqualTo("s\n3\n");

    Path errors = directory.resolve("errors");
    Process failing =
        new ProcessBuilder(
                command(List.of(), store, "-c", "SELECT 1 AS one; SELECT none FROM t; SELECT 2"))
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(failing.waitFor()).isEqualTo(1);
    assertThat(Files.readString(out)).contains("│ one │").doesNotContain("│ 2 │");
    assertThat(Files.readString(errors)).contains("none", "SQLState 42703");
  }

  @Test
  void ctrlCAtARealTerminalCancelsTheStatementAndNotTheShell(@TempDir Path directory)
      throws Exception {
    assumeTrue(Files.isExecutable(SCRIPT), "util-linux's script makes the terminal");
    String java =
        String.join(
            " ",
            command(
                    List.of(
                        "-Dpolarway.terminal=true",
                        "-Dpolarway.terminal.input=true",
                        "-Duser.home=" + directory),
                    directory.resolve("store").toString())
                .stream()
                .map(argument -> "'" + argument + "'")
                .toList());
    // What runs in the background of a script has SIGINT ignored, and hands that on. A shell that
    // stays in between would be ended by the Ctrl-C.
    String command = "exec env --default-signal=INT " + java;
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qfec", command, "/dev/null")
            .redirectErrorStream(true);
    builder.environment().put("TERM", "xterm");
    builder.environment().remove("XDG_STATE_HOME");
    Process process = builder.start();
    try (Screen screen = new Screen(process.getInputStream());
        OutputStream keys = process.getOutputStream()) {
      screen.waitFor("polarway> ");
      type(
          keys,
          "SELECT count(*) FROM range(100000000000) t(a), range(1000) u(b) WHERE a % 7 = b % 3;\r");
      screen.waitFor("Ctrl-C cancels");
      type(keys, "\u0003");
      screen.waitFor("SQLState 57014");
      screen.waitFor("polarway> ");
      type(keys, "SELECT 40 + 2 AS answer;\r");
      screen.waitFor("1 row, ");
      screen.waitFor("polarway> ");
      type(keys, "\u0004");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(directory.resolve(".local/state/polarway/shell-history"))
        .content(UTF_8)
        .contains("answer");
    assertThat(directory.resolve("store").resolve("shell-history")).doesNotExist();
  }

  private static void type(OutputStream keys, String text) throws IOException {
    keys.write(text.getBytes(UTF_8));
    keys.flush();
  }

  /** What a terminal shows, read by a thread of its own. */
  private static final class Screen implements AutoCloseable {

    private final StringBuilder shown = new StringBuilder();
    private final InputStream output;
    private boolean ended;
    private int seen;

    Screen(InputStream output) {
      this.output = output;
      Thread reader = new Thread(this::read, "screen");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      byte[] buffer = new byte[4096];
      try {
        for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
          add(new String(buffer, 0, count, UTF_8));
        }
      } catch (IOException closed) {
        // The process has ended.
      }
      end();
    }

    private synchronized void add(String text) {
      shown.append(text);
      notifyAll();
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }

    /** Waits for a text behind the one that was waited for before. */
    synchronized void waitFor(String text) throws InterruptedException {
      int found = shown.indexOf(text, seen);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
      while (found < 0 && !ended && System.nanoTime() < deadline) {
        wait(100);
        found = shown.indexOf(text, seen);
      }
      assertThat(found)
          .as("%s in: %s", text, shown.substring(Math.max(0, shown.length() - SHOWN_LENGTH)))
          .isNotNegative();
      seen = found + text.length();
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
