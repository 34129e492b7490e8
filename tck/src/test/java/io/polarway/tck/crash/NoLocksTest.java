package io.polarway.tck.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.fault.FaultHandler;
import io.polarway.storage.fault.FaultPoint;
import io.polarway.tck.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that refuses locks between processes. */
class NoLocksTest {

  /** Opens the store, and prints the SQLState and the message of what came of it. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] arguments) {
      try (Connection connection = DriverManager.getConnection(arguments[0])) {
        System.out.println("00000 " + connection.getMetaData().getURL());
      } catch (SQLException e) {
        System.out.println(e.getSQLState() + " " + e.getMessage());
      }
    }
  }

  /** Throws what the system does for a file system without locks. */
  public static final class Refusal implements FaultHandler {
    @Override
    public void reached(FaultPoint point, @Nullable Path file) {
      if (point == FaultPoint.LOCK_ASKED) {
        Refusal.<RuntimeException>rethrow(new IOException("No locks available"));
      }
    }

    /** Throws what the system throws, which a handler cannot declare. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable fault) throws T {
      throw (T) fault;
    }
  }

  @Test
  void theErrorSaysWhatAStoreNeeds(@TempDir Path directory) throws Exception {
    String url = "jdbc:polarway:" + directory.resolve("store");
    assertThat(open(url, Map.of(FaultPoint.PROPERTY, Refusal.class.getName())))
        .startsWith("58030")
        .contains("commit.lock (No locks available)", "file system with locks");
    assertThat(open(url, Map.of())).startsWith("00000");
  }

  private static String open(String url, Map<String, String> properties) throws Exception {
    Process process =
        new ProcessBuilder(JavaCommand.of(Opener.class, properties, List.of(url)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
