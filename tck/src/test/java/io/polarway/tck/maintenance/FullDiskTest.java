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

/**
 * OPTIMIZE on a disk that fills up: a file system in memory of 24 MB, where the machine lets us
 * mount one.
 */
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

  /** Writes a file until so many bytes are free. */
  private static void fill(Path file, long freeBytes) throws IOException {
    long bytes = Files.getFileStore(file.getParent()).getUsableSpace() - freeBytes;
    Files.write(file, new byte[Math.toIntExact(bytes)]);
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
