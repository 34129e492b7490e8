package io.polarway.tck.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that write and read one store at once: no transfer is lost or counted twice, and each
 * reader's queries in one transaction agree. {@code -Dpolarway.process.writers}, {@code readers},
 * {@code seconds} and {@code seed} change how many for how long.
 */
class ProcessesTest {

  private static final int WRITERS = Integer.getInteger("polarway.process.writers", 2);
  private static final int READERS = Integer.getInteger("polarway.process.readers", 2);
  private static final int SECONDS = Integer.getInteger("polarway.process.seconds", 6);
  private static final long SEED = Long.getLong("polarway.process.seed", System.nanoTime());

  @Test
  void nothingIsLostOrDoubledOrTorn(@TempDir Path directory) throws Exception {
    System.out.println("polarway.process.seed=" + SEED);
    Path store = directory.resolve("store");
    createTables(store);
    List<ChildProcess> writers = new ArrayList<>();
    List<ChildProcess> children = new ArrayList<>();
    try {
      for (int i = 0; i < WRITERS; i++) {
        writers.add(child("write", store, i));
      }
      children.addAll(writers);
      for (int i = 0; i < READERS; i++) {
        children.add(child("read", store, WRITERS + i));
      }
      for (ChildProcess child : children) {
        assertThat(child.line()).isEqualTo("ready");
      }
      for (ChildProcess child : children) {
        child.go();
      }
      maintain(store);
      for (ChildProcess child : children) {
        child.go();
      }
      for (ChildProcess child : children) {
        if (!writers.contains(child)) {
          assertThat(child.line()).isEqualTo("done");
        }
      }
      try (Connection connection = DriverManager.getConnection("jdbc:polarway:" + store)) {
        for (int i = 0; i < WRITERS; i++) {
          checkJournal(connection, i, lastAcknowledged(writers.get(i)));
        }
        assertThat(
                Transfers.number(
                    connection, "SELECT (SELECT sum(amount) FROM a) + (SELECT sum(amount) FROM b)"))
            .isEqualTo(2L * Transfers.ACCOUNTS * Transfers.AMOUNT);
      }
      for (ChildProcess child : children) {
        assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.process().exitValue()).isZero();
      }
    } finally {
      children.forEach(child -> child.process().destroyForcibly());
    }
  }

  private static ChildProcess child(String does, Path store, int number) throws IOException {
    return ChildProcess.start(
        Transfers.class, does, store.toString(), Integer.toString(number), Long.toString(SEED));
  }

  private static void createTables(Path store) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:" + store)) {
      for (String table : List.of("a", "b")) {
        execute(connection, "CREATE TABLE %s (id INTEGER, amount INTEGER)".formatted(table));
        execute(
            connection,
            "INSERT INTO %s SELECT range, %d FROM range(%d)"
                .formatted(table, Transfers.AMOUNT, Transfers.ACCOUNTS));
      }
      execute(connection, "CHECKPOINT b");
      execute(connection, "CREATE TABLE journal (writer INTEGER, sequence INTEGER)");
    }
  }

  /** Checkpoints and compactions beside the others' work. */
  private static void maintain(Path store) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:" + store)) {
      while (System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(700);
        execute(connection, "CHECKPOINT journal");
        execute(connection, "OPTIMIZE journal");
      }
    }
  }

  private static int lastAcknowledged(ChildProcess writer) {
    int last = 0;
    for (String line = writer.line(); !line.equals("done"); line = writer.line()) {
      assertThat(line).as("what writers print").isEqualTo(Integer.toString(last + 1));
      last++;
    }
    assertThat(last).isPositive();
    return last;
  }

  private static void checkJournal(Connection connection, int writer, int last)
      throws SQLException {
    String of = "FROM journal WHERE writer = " + writer;
    assertThat(Transfers.number(connection, "SELECT count(*) " + of)).isEqualTo(last);
    assertThat(Transfers.number(connection, "SELECT count(DISTINCT sequence) " + of))
        .isEqualTo(last);
    assertThat(Transfers.number(connection, "SELECT max(sequence) " + of)).isEqualTo(last);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
