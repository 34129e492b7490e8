package io.polarway.tck.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that insert the same keys into one store, and take values of the same sequences: a key
 * is had by one of them, and a value, too. {@code -Dpolarway.process.seed} repeats a run.
 */
class InsertersTest {

  private static final long SEED = Long.getLong("polarway.process.seed", System.nanoTime());
  private static final String ENDLESS = Integer.toString(Integer.MAX_VALUE);

  @Test
  void oneProcessHasAKey(@TempDir Path directory) throws Exception {
    System.out.println("polarway.process.seed=" + SEED);
    Path store = directory.resolve("store");
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:" + store)) {
      execute(connection, "CREATE TABLE simple (id INTEGER PRIMARY KEY, winner INTEGER)");
      execute(
          connection,
          "CREATE TABLE composite (a VARCHAR, b INTEGER, winner INTEGER, UNIQUE (a, b))");
      List<ChildProcess> children = start(store, "keys", "keys", "keys");
      List<String> won = new ArrayList<>();
      try {
        for (int i = 0; i < children.size(); i++) {
          for (String line : lines(children.get(i))) {
            won.add(line + " " + i);
          }
        }
      } finally {
        children.forEach(child -> child.process().destroyForcibly());
      }
      List<String> there =
          rows(
              connection,
              "SELECT 'simple ' || id || ' ' || winner FROM simple UNION ALL"
                  + " SELECT 'composite ' || (b * 7 + CAST(a[2:] AS INT)) || ' ' || winner"
                  + " FROM composite");
      assertThat(won).hasSize(2 * Inserter.KEYS).containsExactlyInAnyOrderElementsOf(there);
    }
  }

  @Test
  void oneProcessHasAValue(@TempDir Path directory) throws Exception {
    System.out.println("polarway.process.seed=" + SEED);
    Path store = directory.resolve("store");
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:" + store)) {
      execute(connection, "CREATE SEQUENCE s CACHE 5");
      execute(connection, "CREATE TABLE numbered (id BIGINT AUTO_INCREMENT PRIMARY KEY, v INT)");
      List<ChildProcess> children = start(store, "25", "25", ENDLESS);
      List<String> taken = new ArrayList<>();
      try {
        ChildProcess killed = children.get(2);
        for (int i = 0; i < 40; i++) {
          taken.add(killed.line());
        }
        killed.process().destroyForcibly().waitFor();
        for (ChildProcess child : children.subList(0, 2)) {
          taken.addAll(lines(child));
        }
      } finally {
        children.forEach(child -> child.process().destroyForcibly());
      }
      rows(connection, "SELECT 's ' || nextval('s') FROM range(200)").forEach(taken::add);
      Set<String> distinct = new HashSet<>(taken);
      assertThat(distinct).hasSameSizeAs(taken);
      assertThat(rows(connection, "SELECT 'id ' || id FROM numbered"))
          .doesNotHaveDuplicates()
          .containsAll(distinct.stream().filter(value -> value.startsWith("id")).toList());
    }
  }

  private static List<ChildProcess> start(Path store, String... does) throws Exception {
    List<ChildProcess> children = new ArrayList<>();
    for (int i = 0; i < does.length; i++) {
      children.add(
          ChildProcess.start(
              Inserter.class, does[i], store.toString(), Integer.toString(i), Long.toString(SEED)));
    }
    for (ChildProcess child : children) {
      assertThat(child.line()).isEqualTo("ready");
    }
    for (ChildProcess child : children) {
      child.go();
    }
    return children;
  }

  /** The lines that a process prints before it ends. */
  private static List<String> lines(ChildProcess child) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    for (String line = child.line(); !line.equals("done"); line = child.line()) {
      assertThat(line).as("what processes print").isNotEqualTo("null");
      lines.add(line);
    }
    assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.process().exitValue()).isZero();
    return lines;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }
}
