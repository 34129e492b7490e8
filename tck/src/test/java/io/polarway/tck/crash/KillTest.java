package io.polarway.tck.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.tck.store.DuckDbView;
import io.polarway.tck.store.IcebergView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that changes a store is killed at random moments, ends at each named point, and loses
 * power: no acknowledged change is lost, none shows in part or twice, and other programs see the
 * same rows. {@code -Dpolarway.crash.kills} and {@code -Dpolarway.crash.seed} change the number and
 * the moments.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("polarway.crash.kills", 30);
  private static final long SEED = Long.getLong("polarway.crash.seed", System.nanoTime());

  @Test
  void nothingAcknowledgedIsLostAndNothingIsHalfDone(@TempDir Path directory) throws Exception {
    System.out.println("polarway.crash.seed=" + SEED);
    CrashRun.Summary summary = CrashRun.run(directory, KILLS, SEED, KillTest::checkFromOutside);
    System.out.println("ends of processes: " + KILLS + ", " + summary);
    if (KILLS >= 30) {
      assertThat(summary.acknowledged()).containsOnlyKeys(ChangeKind.values());
      assertThat(summary.points()).containsExactlyInAnyOrderElementsOf(CrashRun.points());
    }
  }

  /** After VACUUM there are the tables' files, and no other; and DuckDB alone sees the same. */
  private static void checkFromOutside(Path store) throws IOException, SQLException {
    List<String> tables = new ArrayList<>();
    List<Long> changes;
    try (Connection connection =
        DriverManager.getConnection("jdbc:polarway:" + store + "?upkeep=off")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT");
        statement.execute("CALL polarway.vacuum(older_than => INTERVAL '0 seconds')");
      }
      try (ResultSet row = connection.getMetaData().getTables(null, "main", "%", null)) {
        while (row.next()) {
          tables.add(row.getString("TABLE_NAME"));
        }
      }
      changes = changes(connection);
    }
    List<Path> needed = new ArrayList<>();
    for (String table : tables) {
      needed.addAll(IcebergView.filesOf(store, "main", table));
    }
    try (var paths = Files.walk(store.resolve("data"))) {
      assertThat(paths.filter(path -> path.toString().endsWith(".parquet")).toList())
          .as("data files after VACUUM")
          .containsExactlyInAnyOrderElementsOf(needed);
    }
    List<Path> files = IcebergView.filesOf(store, "main", "changes");
    if (!files.isEmpty()) {
      try (Connection duckDb = DuckDbView.open()) {
        DuckDbView.createView(duckDb, "changes", files);
        assertThat(changes(duckDb)).isEqualTo(changes);
      }
    }
  }

  private static List<Long> changes(Connection connection) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT number FROM changes ORDER BY number")) {
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
    }
    return numbers;
  }
}
