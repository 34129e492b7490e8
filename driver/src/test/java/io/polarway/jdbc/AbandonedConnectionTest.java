package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedConnectionTest {

  private static final Duration BOUND = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:polarway:" + directory.resolve("store"));
  }

  /** The last connection of a process writes the rows of small commits to files. */
  @Test
  void connectionsThatNobodyClosedAndNobodyHasAreClosed() throws Exception {
    for (int i = 0; i < 5; i++) {
      abandon();
    }
    long end = System.nanoTime() + BOUND.toNanos();
    while (!hasFiles() && System.nanoTime() < end) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(hasFiles()).isTrue();
    try (Connection connection = connect()) {
      assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("5");
    }
  }

  @Test
  void aConnectionIsKeptByAResultSetThatIsRead() throws Exception {
    ResultSet rows = connect().createStatement().executeQuery("SELECT * FROM range(10000)");
    for (int i = 0; i < 10_000; i++) {
      if (i % 2_000 == 0) {
        System.gc();
      }
      assertThat(rows.next()).isTrue();
    }
    assertThat(rows.next()).isFalse();
    rows.getStatement().getConnection().close();
  }

  /** Leaves a connection with a transaction and an open result behind. */
  private void abandon() throws SQLException {
    Connection connection = connect();
    execute(connection, "CREATE TABLE IF NOT EXISTS t (a INTEGER)");
    execute(connection, "INSERT INTO t VALUES (1)");
    connection.setAutoCommit(false);
    execute(connection, "INSERT INTO t VALUES (2)");
    assertThat(connection.createStatement().executeQuery("SELECT * FROM t").next()).isTrue();
  }

  private boolean hasFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.anyMatch(file -> file.toString().endsWith(".parquet"));
    }
  }
}
