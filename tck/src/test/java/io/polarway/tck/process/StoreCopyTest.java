package io.polarway.tck.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that is copied while a process has it open, or is stopped in the midst of its commits,
 * and a store that is moved.
 */
@DisabledOnOs(OS.WINDOWS)
class StoreCopyTest {

  private static final int COPIES = 4;

  @Test
  void aCopyHoldsAllThatWasAcknowledged(@TempDir Path directory) throws Exception {
    Path store = directory.resolve("store");
    try (Connection connection = connect(store)) {
      Transfers.createTables(connection);
    }
    Process writer =
        new ProcessBuilder(
                JavaCommand.of(
                    Transfers.class, Map.of(), List.of("write", store.toString(), "0", "1")))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8))) {
      assertThat(output.readLine()).isEqualTo("ready");
      checkCopy(store, directory.resolve("idle"), 0);

      input(writer);
      int acknowledged = 0;
      for (int copy = 0; copy < COPIES; copy++) {
        for (int i = 0; i < 5; i++) {
          acknowledged = Integer.parseInt(output.readLine());
        }
        run("kill", "-STOP", Long.toString(writer.pid()));
        while (output.ready()) {
          acknowledged = Integer.parseInt(output.readLine());
        }
        checkCopy(store, directory.resolve("stopped-" + copy), acknowledged);
        run("kill", "-CONT", Long.toString(writer.pid()));
      }
      input(writer);
      for (String line = output.readLine(); !line.equals("done"); line = output.readLine()) {
        acknowledged = Integer.parseInt(line);
      }
      assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
      Path moved = Files.move(store, directory.resolve("moved"));
      check(moved, acknowledged);
      assertThat(moved.resolve("catalog.db")).exists();
      assertThat(store).doesNotExist();
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private static void checkCopy(Path store, Path copy, int acknowledged) throws Exception {
    run("cp", "-a", store.toString(), copy.toString());
    check(copy, acknowledged);
    // What was left open is closed and put in order now.
    check(copy, acknowledged);
  }

  /** The last transfer may have been committed and not acknowledged. */
  private static void check(Path store, int acknowledged) throws SQLException {
    try (Connection connection = connect(store)) {
      long transfers = Transfers.number(connection, "SELECT count(*) FROM journal");
      assertThat(transfers).isBetween((long) acknowledged, acknowledged + 1L);
      assertThat(Transfers.number(connection, "SELECT count(DISTINCT sequence) FROM journal"))
          .isEqualTo(transfers);
      assertThat(
              Transfers.number(
                  connection, "SELECT (SELECT sum(amount) FROM a) + (SELECT sum(amount) FROM b)"))
          .isEqualTo(Transfers.TOTAL);
      execute(connection, "UPDATE a SET amount = amount WHERE id = 1");
    }
  }

  private static Connection connect(Path store) throws SQLException {
    return DriverManager.getConnection("jdbc:polarway:" + store);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void input(Process process) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
        .as(String.join(" ", command))
        .isZero();
  }
}
