package io.polarway.tck.maintenance;

import static io.polarway.tck.maintenance.Sql.execute;
import static io.polarway.tck.maintenance.Sql.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up: a file system in memory of 24 MB, where the machine lets us mount one. */
class FullDiskTest {

  @Test
  void nothingIsLostAndNothingIsLeft(@TempDir Path parent) throws Exception {
    Path directory = Files.createDirectory(parent.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", directory.toString()),
        "mounting a file system is not allowed here");
    try (Connection connection =
        DriverManager.getConnection("jdbc:polarway:" + directory + "/store")) {
      execute(
          connection,
          "CREATE TABLE t (part INTEGER, i BIGINT, text VARCHAR) PARTITIONED BY (part) WITH"
              + " ('rest-level' = 5)");
      for (int part = 0; part < 3; part++) {
        execute(
            connection,
            "INSERT INTO t SELECT %d, i, hash(i)::VARCHAR || hash(-i)::VARCHAR FROM range(80000) AS r(i)"
                .formatted(part));
      }
      String query =
          "SELECT part, count(*), sum(i), sum(hash(text)) FROM t GROUP BY part ORDER BY part";
      List<String> before = rows(connection, query);
      Path filling = directory.resolve("filling");
      fill(filling, 800_000);
      List<Path> files = files(directory);

      assertThatThrownBy(() -> rows(connection, "OPTIMIZE t"))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getSQLState()).as(e.toString()).isEqualTo("53100"));
      assertThat(files(directory)).isEqualTo(files);
      assertThat(rows(connection, query)).isEqualTo(before);

      Files.delete(filling);
      assertThat(rows(connection, "OPTIMIZE t")).hasSize(3);
      assertThat(rows(connection, query)).isEqualTo(before);
    } finally {
      // Lazily: the index of the catalog's log stays mapped until a garbage collection.
      assertThat(run("umount", "--lazy", directory.toString())).isTrue();
    }
  }

  @Test
  void smallCommitsAndCheckpointsFailClearlyAndGoOnLater(@TempDir Path parent) throws Exception {
    Path directory = Files.createDirectory(parent.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", directory.toString()),
        "mounting a file system is not allowed here");
    String url = "jdbc:polarway:" + directory + "/store";
    long stored;
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, "CREATE TABLE t (i BIGINT, text VARCHAR)");
      execute(connection, "CREATE TABLE cold (i BIGINT) WITH ('hot-rows' = 0)");
      stored = insert(connection, 0);
      Path filling = directory.resolve("filling");
      fill(filling, 300_000);

      SQLException full = null;
      while (full == null) {
        try {
          stored = insert(connection, stored);
        } catch (SQLException e) {
          full = e;
        }
      }
      assertThat(full.getSQLState()).as(full.toString()).isEqualTo("53100");
      checkRows(connection, stored);
      fill(directory.resolve("rest"), 0);
      for (String sql : List.of("CHECKPOINT", "INSERT INTO cold SELECT range FROM range(100000)")) {
        assertThatThrownBy(() -> execute(connection, sql))
            .as(sql)
            .isInstanceOfSatisfying(
                SQLException.class,
                e -> assertThat(e.getSQLState()).as(e.toString()).isEqualTo("53100"));
        checkRows(connection, stored);
      }

      Files.delete(directory.resolve("rest"));
      Files.delete(filling);
      stored = insert(connection, stored);
      checkRows(connection, stored);
      execute(connection, "CHECKPOINT");
      execute(connection, "INSERT INTO cold SELECT range FROM range(100000)");
      checkRows(connection, stored);
    } finally {
      try (Connection again = DriverManager.getConnection(url)) {
        assertThat(rows(again, "SELECT count(*) FROM cold")).containsExactly("100000");
      } finally {
        assertThat(run("umount", "--lazy", directory.toString())).isTrue();
      }
    }
  }

  @Test
  void aQueryThatCannotSpillFailsClearly(@TempDir Path parent) throws Exception {
    Path directory = Files.createDirectory(parent.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", directory.toString()),
        "mounting a file system is not allowed here");
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:polarway:%s?memoryLimit=64MB&threads=1&temporaryDirectory=%s"
                .formatted(parent.resolve("store"), directory))) {
      assertThatThrownBy(
              () ->
                  rows(
                      connection,
                      "SELECT max(i) FROM (SELECT i, hash(i)::VARCHAR || i AS x FROM range(4000000)"
                          + " AS r(i) ORDER BY x LIMIT 3500000)"))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getSQLState()).as(e.toString()).isIn("53100", "53200"));
      assertThat(rows(connection, "SELECT count(*) FROM range(1000)")).containsExactly("1000");
    } finally {
      assertThat(run("umount", "--lazy", directory.toString())).isTrue();
    }
  }

  /** Inserts rows in one small commit, and gives how many there are then. */
  private static long insert(Connection connection, long stored) throws SQLException {
    execute(
        connection,
        "INSERT INTO t SELECT i, hash(i)::VARCHAR || hash(-i)::VARCHAR FROM range(%d, %d) AS r(i)"
            .formatted(stored, stored + 200));
    return stored + 200;
  }

  private static void checkRows(Connection connection, long stored) throws SQLException {
    assertThat(rows(connection, "SELECT count(*), count(DISTINCT i), max(i) FROM t"))
        .containsExactly(stored + "|" + stored + "|" + (stored - 1));
  }

  /** Writes a file until so many bytes are free. */
  private static void fill(Path file, long freeBytes) throws IOException {
    long bytes = Files.getFileStore(file.getParent()).getUsableSpace() - freeBytes;
    Files.write(file, new byte[Math.toIntExact(Math.max(0, bytes))]);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (var paths = Files.walk(directory.resolve("store/data"))) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
