package io.polarway.tck.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.SplittableRandom;

/**
 * The process that is killed: it commits for ever, and keeps a journal of what it began and what
 * was acknowledged. What it wrote into the journal survives it in the system's page cache.
 */
public final class CrashWriter implements AutoCloseable {

  static final String READY = "ready";
  static final String BEGIN = "begin";
  static final String ACKNOWLEDGED = "acknowledged";

  private static final LocalDateTime FIRST_TIME = LocalDateTime.of(2026, 2, 1, 0, 0);
  private static final int LARGEST_BATCH = 3_000;
  private static final int HOURS = 72;

  private final Connection connection;
  private final FileOutputStream journal;
  private final SplittableRandom random;

  private CrashWriter(Connection connection, FileOutputStream journal, long seed) {
    this.connection = connection;
    this.journal = journal;
    this.random = new SplittableRandom(seed);
  }

  /** Arguments: URL, journal file, first commit's number, seed. */
  public static void main(String[] arguments) throws Exception {
    try (CrashWriter writer =
        new CrashWriter(
            DriverManager.getConnection(arguments[0]),
            new FileOutputStream(arguments[1], true),
            Long.parseLong(arguments[3]))) {
      writer.createTables();
      writer.record(READY);
      for (long commit = Long.parseLong(arguments[2]); ; commit++) {
        writer.commit(commit);
      }
    }
  }

  /** The amount in a row, so that a reader can tell whether the row is the one that was written. */
  static long amount(long commit, int row) {
    return commit * 31 + row;
  }

  private void createTables() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS events (
              commit_number BIGINT NOT NULL, row_number INTEGER NOT NULL, amount BIGINT NOT NULL,
              at TIMESTAMP NOT NULL
          ) PARTITIONED BY (day(at))\
          """);
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS ledger (
              commit_number BIGINT NOT NULL, amount BIGINT NOT NULL)\
          """);
    }
  }

  private void commit(long commit) throws SQLException, IOException {
    CommitKind[] kinds = CommitKind.values();
    CommitKind kind = kinds[random.nextInt(kinds.length)];
    boolean many = kind == CommitKind.BATCH || kind == CommitKind.ROLLED_BACK;
    int rows = many ? 1 + random.nextInt(LARGEST_BATCH) : 1;
    record(BEGIN + " " + commit + " " + kind + " " + rows);
    boolean maintenance = kind == CommitKind.OPTIMIZE || kind == CommitKind.VACUUM;
    connection.setAutoCommit(kind == CommitKind.SINGLE || maintenance);
    if (!maintenance) {
      insertEvents(commit, rows);
    }
    switch (kind) {
      case SINGLE -> {}
      case BATCH -> connection.commit();
      case TRANSFER -> {
        insertCounterpart(commit);
        connection.commit();
      }
      case ROLLED_BACK -> connection.rollback();
      case OPTIMIZE -> execute("OPTIMIZE events");
      case VACUUM -> execute("CALL polarway.vacuum(older_than => INTERVAL '0 seconds')");
    }
    record(ACKNOWLEDGED + " " + commit);
  }

  private void insertEvents(long commit, int rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO events VALUES (?, ?, ?, ?)")) {
      for (int row = 0; row < rows; row++) {
        insert.setLong(1, commit);
        insert.setInt(2, row);
        insert.setLong(3, amount(commit, row));
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

  private void insertCounterpart(long commit) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO ledger VALUES (?, ?)")) {
      insert.setLong(1, commit);
      insert.setLong(2, -amount(commit, 0));
      insert.executeUpdate();
    }
  }

  private void record(String line) throws IOException {
    journal.write((line + "\n").getBytes(US_ASCII));
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    journal.close();
  }
}
