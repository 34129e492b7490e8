package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of rows by JDBC: parameters, batches, keys, errors, savepoints, versions. */
class ChangeTest {

  @TempDir Path store;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = connect();
    execute(
        connection,
        "CREATE TABLE t (id INTEGER NOT NULL, x INTEGER, y VARCHAR(5) DEFAULT upper('k'), PRIMARY"
            + " KEY (id) NOT ENFORCED)");
    execute(connection, "INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c')");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:polarway:" + store);
  }

  private List<String> all() throws SQLException {
    return rows(connection, "SELECT * FROM t ORDER BY id");
  }

  @Test
  void parametersKeepTheirOrder() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "WITH w AS (SELECT ? AS v) UPDATE t SET x = x + ?, y = ? FROM w WHERE id = ? AND v = ?"
                + " RETURNING x + ? AS r")) {
      update.setInt(1, 7);
      update.setInt(2, 100);
      update.setString(3, "new");
      update.setInt(4, 2);
      update.setInt(5, 7);
      update.setInt(6, 1000);
      try (ResultSet returned = update.executeQuery()) {
        assertThat(returned.getMetaData().getColumnLabel(1)).isEqualTo("r");
        assertThat(rows(returned)).containsExactly("1120");
      }
      assertThat(update.getMetaData().getColumnCount()).isEqualTo(1);
      assertThat(update.getParameterMetaData().getParameterCount()).isEqualTo(6);
    }
    assertThat(all()).containsExactly("1|10|a", "2|120|new", "3|30|c");
    try (PreparedStatement merge =
        connection.prepareStatement(
            "MERGE INTO t USING (SELECT ? AS id, ? AS x) s USING (id) WHEN MATCHED AND t.x > ? THEN"
                + " UPDATE SET x = s.x + ? WHEN NOT MATCHED AND s.x > ? THEN INSERT (id, y) VALUES"
                + " (id, ?)")) {
      for (int id : new int[] {1, 9}) {
        merge.setInt(1, id);
        merge.setInt(2, 5);
        merge.setInt(3, 6);
        merge.setInt(4, 7);
        merge.setInt(5, 4);
        merge.setString(6, "m");
        merge.addBatch();
      }
      assertThat(merge.executeBatch()).containsExactly(1, 1);
    }
    assertThat(all()).containsExactly("1|12|a", "2|120|new", "3|30|c", "9|null|m");
  }

  @Test
  void aFailedRowUndoesTheStatement() throws SQLException {
    assertFails("22001", () -> execute(connection, "UPDATE t SET y = repeat('z', id + 3)"));
    assertFails("23502", () -> execute(connection, "UPDATE t SET id = NULL WHERE id = 2"));
    assertFails("22018", () -> execute(connection, "UPDATE t SET x = CAST(y AS INTEGER)"));
    assertFails("42703", () -> execute(connection, "UPDATE t SET nope = 1"));
    assertFails("42701", () -> execute(connection, "UPDATE t SET x = 1, X = 2"));
    assertFails("42P01", () -> execute(connection, "DELETE FROM nope"));
    assertFails(
        "21000",
        () ->
            execute(
                connection,
                "INSERT INTO t VALUES (1, 1, 'q'), (1, 2, 'q') ON CONFLICT (id) DO UPDATE SET x ="
                    + " excluded.x"));
    assertFails(
        "21000",
        () ->
            execute(
                connection,
                "MERGE INTO t USING (VALUES (1, 5), (1, 6)) s(id, v) ON s.id = t.id WHEN MATCHED"
                    + " THEN UPDATE SET x = v"));
    assertFails(
            "P0001",
            () ->
                execute(
                    connection,
                    "MERGE INTO t USING (SELECT 1 AS id) s USING (id) WHEN MATCHED THEN ERROR"
                        + " 'no ' || t.y"))
        .hasMessageContaining("no a");
    assertThat(all()).containsExactly("1|10|a", "2|20|b", "3|30|c");
  }

  @Test
  void conflictsAreOfAnyKey() throws SQLException {
    execute(connection, "CREATE TABLE u (a INTEGER PRIMARY KEY, b INTEGER UNIQUE, c INTEGER)");
    execute(connection, "INSERT INTO u VALUES (1, 10, 0), (2, NULL, 0)");
    execute(
        connection,
        "INSERT INTO u VALUES (1, 11, 1), (3, 10, 1), (4, NULL, 1), (5, NULL, 1), (6, 60, 1), (7,"
            + " 60, 1) ON CONFLICT DO NOTHING");
    execute(
        connection,
        "INSERT INTO u VALUES (8, 60, 2), (9, NULL, 2), (10, NULL, 2) ON CONFLICT (B) DO UPDATE SET"
            + " c = excluded.c + u.c");
    assertThat(rows(connection, "SELECT * FROM u ORDER BY a"))
        .containsExactly(
            "1|10|0", "2|null|0", "4|null|1", "5|null|1", "6|60|3", "9|null|2", "10|null|2");
    assertFails("42000", () -> execute(connection, "INSERT OR REPLACE INTO u VALUES (1, 2, 3)"))
        .hasMessageContaining("several keys");
    assertFails(
            "42000",
            () -> execute(connection, "INSERT INTO u VALUES (1, 2, 3) ON CONFLICT (c) DO NOTHING"))
        .hasMessageContaining("UNIQUE (b)");
    assertFails("23505", () -> execute(connection, "UPDATE u SET b = 10 WHERE a = 4"));
  }

  @Test
  void batchesStopAtTheFirstFailure() throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE t SET y = ? WHERE id = ?")) {
      for (String value : List.of("one", "too long", "three")) {
        update.setString(1, value);
        update.setInt(2, 1);
        update.addBatch();
      }
      assertFails("22001", update::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class, e -> assertThat(e.getUpdateCounts()).containsExactly(1));
    }
    assertThat(all()).containsExactly("1|10|one", "2|20|b", "3|30|c");
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(all()).containsExactly("1|10|a", "2|20|b", "3|30|c");
  }

  @Test
  void savepointsAreOverRows() throws SQLException {
    connection.setAutoCommit(false);
    execute(connection, "UPDATE t SET x = 1");
    Savepoint savepoint = connection.setSavepoint();
    execute(connection, "DELETE FROM t WHERE id = 1");
    execute(connection, "SAVEPOINT inner_one");
    execute(connection, "INSERT INTO t VALUES (4, 4, 'd')");
    execute(connection, "ROLLBACK TO inner_one");
    assertThat(all()).containsExactly("2|1|b", "3|1|c");
    connection.rollback(savepoint);
    assertThat(all()).containsExactly("1|1|a", "2|1|b", "3|1|c");
    connection.commit();
    connection.setAutoCommit(true);
    assertThat(all()).containsExactly("1|1|a", "2|1|b", "3|1|c");
  }

  @Test
  void keysOfWrittenRows() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO t (id, x) VALUES (?, 5)", Statement.RETURN_GENERATED_KEYS)) {
      for (int id = 10; id < 13; id++) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      insert.executeBatch();
      assertThat(rows(insert.getGeneratedKeys())).containsExactly("10|K", "11|K", "12|K");
      insert.setInt(1, 13);
      insert.executeUpdate();
      assertThat(rows(insert.getGeneratedKeys())).containsExactly("13|K");
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE t SET x = id * 2 WHERE id > ?", new int[] {2, 1})) {
      update.setInt(1, 11);
      assertThat(update.executeUpdate()).isEqualTo(2);
      assertThat(rows(update.getGeneratedKeys())).containsExactlyInAnyOrder("24|12", "26|13");
    }
  }

  @Test
  void rowsForUpdateAreKept() throws SQLException {
    connection.setAutoCommit(false);
    assertThat(rows(connection, "SELECT *, x + 1 FROM t WHERE id > 1 ORDER BY id DESC FOR UPDATE"))
        .containsExactly("3|30|c|31", "2|20|b|21");
    try (Connection other = connect()) {
      execute(other, "UPDATE t SET x = 0 WHERE id = 3");
    }
    execute(connection, "UPDATE t SET x = 1 WHERE id = 1");
    assertFails("40001", connection::commit);
    connection.setAutoCommit(true);
    assertThat(all()).containsExactly("1|10|a", "2|20|b", "3|0|c");
    assertFails("0A000", () -> rows(connection, "SELECT count(*) FROM t GROUP BY x FOR UPDATE"));
  }

  @Test
  void versionsOfTables() throws SQLException {
    long first = number();
    Instant before = Instant.now();
    Thread.onSpinWait();
    execute(connection, "UPDATE t SET x = x + 1");
    long second = number();
    execute(connection, "DELETE FROM t WHERE id = 1");
    assertThat(rows(connection, "SELECT sum(x) FROM t FOR SYSTEM_VERSION AS OF " + first))
        .containsExactly("60");
    try (PreparedStatement join =
        connection.prepareStatement(
            "SELECT n.id, o.x, n.x, ? FROM t FOR SYSTEM_VERSION AS OF ? AS o JOIN t AT (VERSION =>"
                + " ?) n ON n.id = o.id LEFT JOIN t c ON c.id = o.id WHERE c.id IS NULL AND o.x <"
                + " ?")) {
      join.setString(1, "p");
      join.setLong(2, first);
      join.setLong(3, second);
      join.setInt(4, 1000);
      assertThat(rows(join.executeQuery())).containsExactly("1|10|11|p");
    }
    try (PreparedStatement past =
        connection.prepareStatement("SELECT sum(x) FROM t FOR SYSTEM_TIME AS OF ? WHERE id > ?")) {
      past.setTimestamp(1, Timestamp.from(before));
      past.setInt(2, 0);
      assertThat(rows(past.executeQuery())).containsExactly("60");
    }
    assertThat(
            rows(
                connection,
                "SELECT count(*) FROM t FOR SYSTEM_TIME AS OF now() + INTERVAL 1 HOUR later"))
        .containsExactly("2");
    assertFails(
        "42P01",
        () -> rows(connection, "SELECT * FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2001-01-01'"));
    assertFails("22023", () -> rows(connection, "SELECT * FROM t AT (VERSION => NULL)"));
    execute(
        connection,
        "INSERT INTO t SELECT * FROM t FOR SYSTEM_VERSION AS OF " + first + " WHERE id = 1");
    assertThat(all()).containsExactly("1|10|a", "2|21|b", "3|31|c");
  }

  @Test
  void aRowThatIsAssignedHasAsManyColumns() throws SQLException {
    execute(connection, "CREATE TABLE s (id INTEGER, x INTEGER, y VARCHAR)");
    execute(connection, "INSERT INTO s VALUES (1, 11, 'aa'), (2, 22, 'bb')");
    execute(connection, "UPDATE t SET (x, y) = (SELECT s.x, s.y FROM s WHERE s.id = t.id)");
    assertThat(all()).containsExactly("1|11|aa", "2|22|bb", "3|null|null");
    execute(
        connection, "UPDATE t SET (id, x, y) = (SELECT * FROM s WHERE s.id = t.id) WHERE t.id < 3");
    assertThat(all()).containsExactly("1|11|aa", "2|22|bb", "3|null|null");
    assertFails("42601", () -> execute(connection, "UPDATE t SET (x, y) = (SELECT 1, 'a', 3)"));
    assertFails("42601", () -> execute(connection, "UPDATE t SET (x, y) = (SELECT 1)"));
    assertFails("42000", () -> execute(connection, "UPDATE t SET (x, y) = (SELECT * FROM s)"));
    assertFails("42000", () -> execute(connection, "UPDATE t SET (x, y) = (VALUES (1, 'a', 3))"));
    assertThat(all()).containsExactly("1|11|aa", "2|22|bb", "3|null|null");
  }

  private long number() throws SQLException {
    return Long.parseLong(
        rows(connection, "SELECT max(commit_number) FROM polarway.snapshots").get(0));
  }

  @Test
  void aStatementThatLostIsTriedAgain() throws Exception {
    int threads = 4;
    int each = 10;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  try (Connection own = connect()) {
                    for (int n = 0; n < each; n++) {
                      execute(own, "UPDATE t SET x = x + 1 WHERE id = 1");
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(rows(connection, "SELECT x FROM t WHERE id = 1"))
        .containsExactly(String.valueOf(10 + threads * each));
  }

  @Test
  void conditionsSelectFiles() throws SQLException {
    execute(connection, "CREATE TABLE p (d DATE, v INTEGER) PARTITIONED BY (day(d))");
    execute(
        connection,
        "INSERT INTO p SELECT DATE '2026-01-01' + CAST(i % 10 AS INTEGER), i FROM range(5000)"
            + " r(i)");
    String plan =
        String.join(
            "\n", rows(connection, "EXPLAIN UPDATE p SET v = 0 WHERE d = DATE '2026-01-03'"));
    assertThat(plan).contains("d = DATE '2026-01-03'").containsPattern("files:? *1\\b");
  }
}
