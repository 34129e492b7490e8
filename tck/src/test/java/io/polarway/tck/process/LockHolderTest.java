package io.polarway.tck.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.polarway.storage.fault.FaultHandler;
import io.polarway.storage.fault.FaultPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is stopped while it commits keeps the others waiting, and is named. */
@EnabledOnOs(OS.LINUX)
class LockHolderTest {

  private static final String HOLDS = "holds the lock";

  /** Inserts a row, and stays where its handler of faults makes it stay. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws SQLException {
      try (Connection connection = DriverManager.getConnection(arguments[0]);
          Statement statement = connection.createStatement()) {
        System.setProperty(StayUnderLock.ARMED, "true");
        statement.execute("INSERT INTO t VALUES (1)");
      }
    }
  }

  /** Stays for ever where a commit has the lock of the processes, and nothing else yet. */
  public static final class StayUnderLock implements FaultHandler {
    static final String ARMED = "polarway.process.armed";

    @Override
    public void reached(FaultPoint point, @Nullable Path file) {
      if (point == FaultPoint.FILES_DURABLE && Boolean.getBoolean(ARMED)) {
        System.out.println(HOLDS);
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @Test
  void theErrorSaysWhichProcessHoldsTheLock(@TempDir Path directory) throws Exception {
    String url = "jdbc:polarway:" + directory.resolve("store");
    try (Connection connection = DriverManager.getConnection(url + "?lockTimeout=300ms");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (i INTEGER)");
      Process holder = start(url);
      try {
        signal(holder, "STOP");
        SQLException failure =
            catchThrowableOfType(
                SQLException.class, () -> statement.execute("INSERT INTO t VALUES (2)"));
        assertThat(failure.getMessage()).contains("process " + holder.pid() + " holds");
        assertThat(failure.getSQLState()).isEqualTo("55P03");
      } finally {
        holder.destroyForcibly().waitFor();
      }
      // What the dead process noted is still there, and nobody believes it.
      statement.execute("INSERT INTO t VALUES (3)");
    }
  }

  private static Process start(String url) throws IOException {
    List<String> command =
        JavaCommand.of(
            Holder.class, Map.of(FaultPoint.PROPERTY, StayUnderLock.class.getName()), List.of(url));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(output.readLine()).isEqualTo(HOLDS);
    return process;
  }

  /** Returns when the process is in the state that the signal means. */
  private static void signal(Process process, String signal) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor())
        .isZero();
    Path state = Path.of("/proc/" + process.pid() + "/stat");
    while (!Files.readString(state).contains(") T ")) {
      Thread.sleep(1);
    }
  }
}
