package io.polarway.tck.maintenance;

import static io.polarway.tck.maintenance.Sql.execute;
import static io.polarway.tck.maintenance.Sql.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that change rows while checkpoints and compactions move them. */
class MovedRowsTest {

  private static final int WRITERS = 2;
  private static final int ROWS_OF_EACH = 20;
  private static final int SECONDS = Integer.getInteger("polarway.moves.seconds", 4);

  private String url = "";
  private Connection user;
  private Connection upkeep;

  @BeforeEach
  void connect(@TempDir Path directory) throws SQLException {
    url = "jdbc:polarway:" + directory.resolve("store") + "?upkeep=off";
    user = DriverManager.getConnection(url);
    upkeep = DriverManager.getConnection(url);
    execute(
        upkeep,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, part INTEGER, v INTEGER)"
            + " PARTITIONED BY (part) SORTED BY (id DESC) WITH ('rest-level' = 3)");
    execute(upkeep, "INSERT INTO t SELECT i, i % 2, 0 FROM range(6) AS r(i)");
    user.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    user.close();
    upkeep.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CHECKPOINT", "OPTIMIZE t", "CHECKPOINT; OPTIMIZE t", "OPTIMIZE t; OPTIMIZE t"})
  void aChangeFollowsItsRows(String maintenance) throws SQLException {
    execute(user, "UPDATE t SET v = v + 1 WHERE id IN (1, 2)");
    execute(user, "DELETE FROM t WHERE id = 3");
    for (String statement : maintenance.split("; ")) {
      execute(upkeep, "INSERT INTO t VALUES (%d, 1, 7)".formatted(100 + statement.length()));
      execute(upkeep, "DELETE FROM t WHERE id >= 100");
      execute(upkeep, statement);
    }
    user.commit();
    assertThat(rows(user, "SELECT id, v FROM t ORDER BY id"))
        .containsExactly("0|0", "1|1", "2|1", "4|0", "5|0");
    user.commit();
  }

  @Test
  void whoChangesAMovedRowFirstWins() throws SQLException {
    execute(user, "UPDATE t SET v = 1 WHERE id = 1");
    execute(upkeep, "CHECKPOINT");
    execute(upkeep, "UPDATE t SET v = 2 WHERE id = 1");
    execute(upkeep, "OPTIMIZE t");
    assertThatThrownBy(user::commit).isInstanceOf(SQLTransactionRollbackException.class);
    assertThat(rows(user, "SELECT v FROM t WHERE id = 1")).containsExactly("2");
  }

  @Test
  void keysAreStillChecked() throws SQLException {
    execute(user, "UPDATE t SET id = 50 WHERE id = 1");
    execute(upkeep, "CHECKPOINT");
    execute(upkeep, "INSERT INTO t VALUES (50, 1, 1)");
    assertThatThrownBy(user::commit).isInstanceOf(SQLIntegrityConstraintViolationException.class);
  }

  @Test
  void rowsThatAreKeptMayMove() throws SQLException {
    assertThat(rows(user, "SELECT v FROM t WHERE id = 1 FOR UPDATE")).containsExactly("0");
    execute(user, "UPDATE t SET v = 5 WHERE id = 2");
    execute(upkeep, "CHECKPOINT");
    user.commit();
    assertThat(rows(user, "SELECT v FROM t WHERE id = 2 FOR UPDATE")).containsExactly("5");
    execute(user, "UPDATE t SET v = 6 WHERE id = 3");
    execute(upkeep, "UPDATE t SET v = 7 WHERE id = 2");
    execute(upkeep, "OPTIMIZE t");
    assertThatThrownBy(user::commit).isInstanceOf(SQLTransactionRollbackException.class);
  }

  @Test
  void nobodyLosesAgainstMaintenance() throws Exception {
    long seed = System.nanoTime();
    System.out.println("nobodyLosesAgainstMaintenance: seed " + seed);
    execute(
        upkeep,
        "INSERT INTO t SELECT i, i %% 3, 0 FROM range(1000, %d) AS r(i)"
            .formatted(1000 + WRITERS * ROWS_OF_EACH));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    ExecutorService executor = Executors.newCachedThreadPool();
    try {
      List<Future<Long>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int first = 1000 + i * ROWS_OF_EACH;
        Random random = new Random(seed + i);
        writers.add(executor.submit(() -> write(first, random, end)));
      }
      Random random = new Random(seed - 1);
      while (System.nanoTime() - end < 0) {
        execute(upkeep, random.nextInt(3) == 0 ? "OPTIMIZE t" : "CHECKPOINT");
      }
      long sum = 0;
      for (Future<Long> writer : writers) {
        sum += writer.get();
      }
      assertThat(sum).isPositive();
      assertThat(rows(upkeep, "SELECT sum(v), count(*) FROM t WHERE id >= 1000"))
          .containsExactly(sum + "|" + WRITERS * ROWS_OF_EACH);
    } finally {
      executor.shutdownNow();
    }
  }

  /** Adds one to rows that nobody else changes, and gives how many ones. */
  private long write(int first, Random random, long end) throws Exception {
    long sum = 0;
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      while (System.nanoTime() - end < 0) {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
          int id = first + random.nextInt(ROWS_OF_EACH);
          execute(connection, "UPDATE t SET v = v + 1, part = part + 1 WHERE id = " + id);
        }
        connection.commit();
        sum += count;
      }
    }
    return sum;
  }
}
