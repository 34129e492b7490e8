package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OPTIMIZE, VACUUM and CALL as statements. */
final class MaintenanceTest {

  @TempDir private Path directory;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:polarway:" + directory + "?hot=off&upkeep=off");
    execute(
        connection,
        "CREATE TABLE trades (ts TIMESTAMP, symbol VARCHAR, price DOUBLE)"
            + " PARTITIONED BY (day(ts)) SORTED BY (symbol, ts DESC)");
    for (int i = 0; i < 3; i++) {
      insert(i * 100);
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void insert(int from) throws SQLException {
    execute(
        connection,
        "INSERT INTO trades SELECT TIMESTAMP '2026-02-01' + INTERVAL (i) MINUTE * 20, 'S' || i % 7,"
            + " i / 4 FROM range(%d, %d) AS r(i)".formatted(from, from + 100));
  }

  private List<Path> files(String ending) throws IOException {
    try (var paths = Files.walk(directory.resolve("data"))) {
      return paths.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void whetherFilesAreInTheirOrderIsTold() throws SQLException {
    String sql = "SELECT DISTINCT sorted FROM polarway.partitions";
    assertThat(rows(connection, sql)).containsExactly("false");
    execute(connection, "OPTIMIZE trades");
    assertThat(rows(connection, sql)).containsExactly("true");
  }

  @Test
  void itsProgressIsTold() throws Exception {
    execute(
        connection,
        "INSERT INTO trades SELECT TIMESTAMP '2027-01-01' + INTERVAL (i) HOUR, 'S', i FROM"
            + " range(2400) AS r(i)");
    AtomicBoolean ended = new AtomicBoolean();
    try (Statement statement = connection.createStatement()) {
      StatementProgress told = statement.unwrap(StatementProgress.class);
      CompletableFuture<Set<Long>> seen =
          CompletableFuture.supplyAsync(
              () -> {
                Set<Long> rowsInAll = new HashSet<>();
                while (!ended.get()) {
                  told.progress()
                      .filter(progress -> progress.rowsDone() > 0)
                      .ifPresent(progress -> rowsInAll.add(progress.rowsInAll()));
                  LockSupport.parkNanos(1_000_000);
                }
                return rowsInAll;
              });
      try {
        statement.execute("OPTIMIZE trades");
      } finally {
        ended.set(true);
      }
      assertThat(seen.get()).containsExactly(2_700L);
    }
  }

  @Test
  void optimizeMergesEachPartitionOnce() throws SQLException, IOException {
    List<String> before = rows(connection, "SELECT * FROM trades ORDER BY ALL");
    assertThat(files(".parquet")).hasSize(7);
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("OPTIMIZE trades")) {
      int partitions = 0;
      while (result.next()) {
        partitions++;
        assertThat(result.getString("table_name")).isEqualTo("main.trades");
        assertThat(result.getString("partition")).startsWith("day=2026-02-0");
        assertThat(result.getInt("files_after")).isEqualTo(1);
        assertThat(result.getLong("rows")).isEqualTo(result.getString(2).endsWith("5") ? 12 : 72);
        assertThat(result.getInt("level")).isEqualTo(19);
        assertThat(result.getString("outcome")).isEqualTo("rewritten");
      }
      assertThat(partitions).isEqualTo(5);
    }
    assertThat(rows(connection, "SELECT * FROM trades ORDER BY ALL")).isEqualTo(before);
    assertThat(rows(connection, "SELECT symbol, ts FROM trades WHERE ts < TIMESTAMP '2026-02-02'"))
        .isEqualTo(
            rows(
                connection,
                "SELECT symbol, ts FROM trades WHERE ts < TIMESTAMP '2026-02-02'"
                    + " ORDER BY symbol, ts DESC"));
    assertThat(rows(connection, "CALL polarway.optimize('main.Trades')")).isEmpty();
    assertThat(rows(connection, "CALL optimize()")).isEmpty();
    insert(300);
    assertThat(rows(connection, "CALL polarway.optimize()")).hasSize(2);
    assertThat(rows(connection, "SELECT count(*), sum(price) FROM trades"))
        .containsExactly("400|19950.0");
  }

  @Test
  void vacuumKeepsWhatMayBeInUse() throws SQLException, IOException {
    execute(connection, "OPTIMIZE TABLE trades");
    assertThat(files(".parquet")).hasSize(12);
    assertThat(rows(connection, "VACUUM")).isEmpty();
    assertThat(rows(connection, "VACUUM trades")).isEmpty();
    assertThat(files(".parquet")).hasSize(12);
    assertThat(rows(connection, "SELECT count(*) FROM trades")).containsExactly("300");
  }

  @Test
  void vacuumRemovesWhatNothingNeeds() throws SQLException, IOException {
    execute(connection, "OPTIMIZE TABLE trades");
    Path foreign = files(".parquet").get(0).resolveSibling("mine.parquet");
    Files.writeString(foreign, "not of the store");
    try (PreparedStatement vacuum =
        connection.prepareStatement("CALL polarway.vacuum('trades', older_than => ?)")) {
      assertThat(vacuum.getMetaData().getColumnCount()).isEqualTo(5);
      vacuum.setString(1, "0 seconds");
      try (ResultSet result = vacuum.executeQuery()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getString("directory")).isEqualTo("main/trades");
        assertThat(result.getInt("snapshots")).isEqualTo(3);
        assertThat(result.getInt("data_files")).isEqualTo(7);
        assertThat(result.getInt("metadata_files")).isPositive();
        assertThat(result.getLong("bytes")).isPositive();
        assertThat(result.next()).isFalse();
      }
    }
    assertThat(files(".parquet")).hasSize(6).contains(foreign);
    assertThat(rows(connection, "SELECT count(*) FROM trades")).containsExactly("300");
    insert(300);
    assertThat(rows(connection, "SELECT count(*) FROM trades")).containsExactly("400");
    assertThat(rows(connection, "CALL polarway.vacuum()")).isEmpty();
  }

  @Test
  void vacuumRemovesDroppedTables() throws SQLException, IOException {
    execute(connection, "CREATE TABLE other (a INTEGER); INSERT INTO other VALUES (1)");
    execute(connection, "DROP TABLE trades");
    assertThat(rows(connection, "CALL polarway.vacuum(older_than => INTERVAL 1 HOUR)")).isEmpty();
    assertThat(rows(connection, "CALL polarway.vacuum('other', INTERVAL '0 seconds')")).isEmpty();
    assertThat(files(".parquet")).hasSize(8);
    assertThat(rows(connection, "CALL polarway.vacuum(older_than => INTERVAL 0 SECONDS)"))
        .singleElement()
        .asString()
        .startsWith("main/trades|0|7|");
    assertThat(files(".parquet")).hasSize(1);
    assertThat(rows(connection, "SELECT a FROM other")).containsExactly("1");
  }

  @Test
  void whatCannotRunSaysWhy() throws SQLException {
    assertFails("42P01", () -> rows(connection, "OPTIMIZE trade")).hasMessageContaining("trades");
    assertFails("42P01", () -> rows(connection, "VACUUM trade"));
    assertFails("3F000", () -> rows(connection, "OPTIMIZE nowhere.trades"));
    assertFails("42883", () -> rows(connection, "CALL polarway.optimise('trades')"))
        .hasMessageContaining("Did you mean \"polarway.optimize\"");
    assertFails("42883", () -> rows(connection, "CALL other.optimize('trades')"));
    assertFails("22023", () -> rows(connection, "CALL polarway.optimize('trades', 'x')"));
    assertFails("22023", () -> rows(connection, "CALL polarway.optimize(tabel => 'trades')"))
        .hasMessageContaining("Did you mean \"table\"");
    assertFails("22023", () -> rows(connection, "CALL polarway.optimize('a b')"));
    assertFails("22023", () -> rows(connection, "CALL polarway.vacuum(older_than => '-1 day')"));
    assertFails("22018", () -> rows(connection, "CALL polarway.vacuum(older_than => 'soon')"));
    assertFails("42P16", () -> execute(connection, "CREATE TABLE t (a INT) SORTED BY (a, a)"));
    assertFails("42703", () -> execute(connection, "CREATE TABLE t (a INT) SORTED BY (b)"));
  }

  @Test
  void neitherRunsInATransactionOrOnAStoreThatIsReadOnly() throws SQLException {
    execute(connection, "BEGIN");
    assertFails("25001", () -> rows(connection, "OPTIMIZE trades")).hasMessageContaining("COMMIT");
    assertFails("25001", () -> rows(connection, "VACUUM"));
    assertThat(rows(connection, "SELECT count(*) FROM trades")).containsExactly("300");
    execute(connection, "COMMIT");
    connection.setAutoCommit(false);
    assertFails("25001", () -> rows(connection, "OPTIMIZE trades"));
    connection.rollback();
    connection.setAutoCommit(true);
    connection.setReadOnly(true);
    assertFails("25006", () -> rows(connection, "OPTIMIZE trades"));
    try (Connection reader =
        DriverManager.getConnection("jdbc:polarway:" + directory + "?readOnly=true")) {
      assertFails("25006", () -> rows(reader, "VACUUM"));
    }
  }

  @Test
  void emptyTablesHaveNothingToDo() throws SQLException {
    execute(connection, "CREATE TABLE empty (a INTEGER) SORTED BY (a)");
    assertThat(rows(connection, "OPTIMIZE empty")).isEmpty();
    assertThat(rows(connection, "VACUUM empty")).isEmpty();
  }

  @Test
  void optimizeIsCancelledAndRunsOutOfTime() throws Exception {
    execute(
        connection,
        "CREATE TABLE large AS SELECT i, hash(i)::VARCHAR AS text FROM range(1_000_000) AS r(i)");
    execute(connection, "INSERT INTO large SELECT i, '' FROM range(10) AS r(i)");
    List<Path> before = files(".parquet");
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertFails("57014", () -> statement.executeQuery("OPTIMIZE large"));
    }
    assertThat(files(".parquet")).isEqualTo(before);
    try (Statement statement = connection.createStatement()) {
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(
              () -> assertFails("57014", () -> statement.executeQuery("OPTIMIZE large")));
      while (files(".parquet").size() == before.size() && !running.isDone()) {
        Thread.sleep(10);
      }
      statement.cancel();
      running.get();
    }
    assertThat(files(".parquet")).isEqualTo(before);
    assertThat(rows(connection, "SELECT count(*), count(DISTINCT i) FROM large"))
        .containsExactly("1000010|1000000");
  }
}
