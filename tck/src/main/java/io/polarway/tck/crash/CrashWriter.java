package io.polarway.tck.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The process that is killed: it changes a store for ever, by one thread or several, and keeps a
 * journal of what it began and what was acknowledged.
 */
public final class CrashWriter {

  private static final LocalDateTime FIRST_TIME = LocalDateTime.of(2026, 2, 1, 0, 0);
  private static final int HOURS = 72;
  private static final List<String> TABLES = List.of("events", "cold", "changes", "givers");

  private final Connection connection;
  private final Journal.Writer journal;
  private final SplittableRandom random;
  private final boolean alone;

  private CrashWriter(
      Connection connection, Journal.Writer journal, SplittableRandom random, boolean alone) {
    this.connection = connection;
    this.journal = journal;
    this.random = random;
    this.alone = alone;
  }

  /** Arguments: URL, journal file, first change's number, seed, threads. */
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[3]));
    int threads = Integer.parseInt(arguments[4]);
    try (Journal.Writer journal = new Journal.Writer(Path.of(arguments[1]))) {
      try (Connection connection = DriverManager.getConnection(url)) {
        createTables(connection);
      }
      journal.ready();
      List<Thread> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        long first = Long.parseLong(arguments[2]) + i;
        SplittableRandom own = random.split();
        running.add(new Thread(() -> write(url, journal, first, own, threads == 1)));
      }
      running.forEach(Thread::start);
      for (Thread thread : running) {
        thread.join();
      }
    }
  }

  private static void write(
      String url, Journal.Writer journal, long first, SplittableRandom random, boolean alone) {
    try (Connection connection = DriverManager.getConnection(url)) {
      CrashWriter writer = new CrashWriter(connection, journal, random, alone);
      for (long number = first; ; number += Change.THREADS) {
        writer.step(number);
      }
    } catch (Exception e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  /** One transaction, so that the tables are there with their accounts or not at all. */
  private static void createTables(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      if (connection.getMetaData().getTables(null, "main", "changes", null).next()) {
        return;
      }
      String columns =
          "(change BIGINT NOT NULL, row_number INTEGER NOT NULL, amount BIGINT NOT NULL,"
              + " at TIMESTAMP NOT NULL) PARTITIONED BY (day(at))";
      statement.execute("CREATE TABLE changes (number BIGINT NOT NULL)");
      statement.execute("CREATE TABLE events " + columns);
      statement.execute("CREATE TABLE cold " + columns + " WITH ('hot-rows' = 0)");
      for (String accounts : List.of("givers", "receivers")) {
        statement.execute(
            "CREATE TABLE " + accounts + " (account BIGINT PRIMARY KEY, balance BIGINT)");
        statement.execute(
            "INSERT INTO %s SELECT range, %d FROM range(%d)"
                .formatted(accounts, Contents.FIRST_BALANCE, Change.ACCOUNTS));
      }
      connection.commit();
    }
  }

  private void step(long number) throws SQLException, IOException {
    ChangeKind[] kinds = ChangeKind.values();
    ChangeKind kind = kinds[random.nextInt(kinds.length)];
    if (kind == ChangeKind.VACUUM && !alone) {
      // Files of age 0 can be those of another's transaction.
      kind = ChangeKind.CHECKPOINT;
    }
    Change change = Change.random(kind, number, random);
    journal.begin(change);
    boolean done = false;
    while (!done) {
      try {
        make(change);
        done = true;
      } catch (SQLTransactionRollbackException lost) {
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
      }
    }
    journal.acknowledge(change);
  }

  private void make(Change change) throws SQLException {
    switch (change.kind()) {
      case CHECKPOINT -> maintain("CHECKPOINT");
      case OPTIMIZE -> maintain("OPTIMIZE " + TABLES.get(change.size() % TABLES.size()));
      case VACUUM -> maintain("CALL polarway.vacuum(older_than => INTERVAL '0 seconds')");
      default -> transact(change);
    }
  }

  private void maintain(String sql) throws SQLException {
    connection.setAutoCommit(true);
    execute(sql);
  }

  private void transact(Change change) throws SQLException {
    connection.setAutoCommit(change.kind() == ChangeKind.SINGLE);
    execute("INSERT INTO changes VALUES (" + change.number() + ")");
    if (change.kind() == ChangeKind.SINGLE) {
      return;
    }
    long target = change.target();
    switch (change.kind()) {
      case BATCH -> {
        insert("events", change, change.size());
        insert("cold", change, change.size());
      }
      case TRANSFER -> {
        move("givers", -change.size(), target);
        move("receivers", change.size(), change.receiver());
      }
      case UPDATE ->
          execute(
              "UPDATE events SET amount = amount + %d WHERE change = %d"
                  .formatted(change.size(), target));
      case DELETE -> {
        execute("DELETE FROM events WHERE change = " + target);
        execute("DELETE FROM cold WHERE change = " + target);
      }
      case SAVEPOINT -> {
        insert("events", change, change.size());
        Savepoint savepoint = connection.setSavepoint();
        insert("cold", change, change.size());
        execute("DELETE FROM events WHERE change IN (%d, %d)".formatted(target, change.number()));
        connection.rollback(savepoint);
      }
      case DEFINE -> {
        execute("DROP TABLE IF EXISTS " + Contents.MADE + target);
        execute(
            "CREATE TABLE %s%d AS SELECT CAST(%d AS BIGINT) AS number FROM range(%d)"
                .formatted(Contents.MADE, change.number(), change.number(), change.size()));
      }
      default -> insert("events", change, change.size());
    }
    if (change.kind() == ChangeKind.ROLLED_BACK) {
      connection.rollback();
    } else {
      connection.commit();
    }
  }

  private void move(String accounts, int amount, long account) throws SQLException {
    execute(
        "UPDATE %s SET balance = balance + %d WHERE account = %d"
            .formatted(accounts, amount, account));
  }

  private void insert(String table, Change change, int rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?)")) {
      for (int row = 0; row < rows; row++) {
        insert.setLong(1, change.number());
        insert.setInt(2, row);
        insert.setLong(3, change.amount(row));
        insert.setObject(4, FIRST_TIME.plusHours(random.nextInt(HOURS)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
