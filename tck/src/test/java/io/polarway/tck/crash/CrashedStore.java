package io.polarway.tck.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.tck.crash.Journal.Commit;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A store whose writer is killed again and again, and what must hold in it after each time. */
final class CrashedStore {

  private static final int SIGKILL_EXIT_CODE = 128 + 9;
  private static final long START_TIMEOUT_SECONDS = 60;
  private static final int LONGEST_WORK_MILLIS = 500;
  private static final int LONGEST_START_MILLIS = 2_500;

  /** The rows of one commit that a table holds. */
  private record Stored(long rows, long amount) {}

  private final Path directory;
  private final Path store;
  private final Path journalFile;
  private final Path temporaryDirectory;
  private final SplittableRandom random;

  /** Unacknowledged commits that were found, or found missing: that must not change any more. */
  private final Map<Long, Boolean> settled = new HashMap<>();

  CrashedStore(Path directory, long seed) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.store = directory.resolve("store");
    this.journalFile = directory.resolve("journal");
    this.temporaryDirectory = Files.createDirectory(directory.resolve("temporary"));
    this.random = new SplittableRandom(seed);
  }

  Journal journal() throws IOException {
    return Journal.read(journalFile);
  }

  /** What killed processes left in their temporary directory. */
  /** Scratch files, which exist for milliseconds, are left to later processes to delete. */
  private List<Path> leftovers() throws IOException {
    try (var paths = Files.walk(temporaryDirectory)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.toString().contains("polarway-scratch-"))
          .sorted()
          .toList();
    }
  }

  /** Starts a writer and kills it: mostly while it commits, sometimes while it still begins to. */
  void writeAndKill() throws IOException, InterruptedException {
    Journal before = journal();
    List<Path> leftoversBefore = leftovers();
    Path errors = directory.resolve("errors");
    Process process =
        new ProcessBuilder(command(before.nextCommit()))
            .redirectErrorStream(true)
            .redirectOutput(errors.toFile())
            .start();
    try {
      if (random.nextInt(5) > 0) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_TIMEOUT_SECONDS);
        while (journal().stored() == before.stored() && process.isAlive()) {
          assertThat(System.nanoTime()).as("time of the first commit").isLessThan(deadline);
          Thread.sleep(5);
        }
        Thread.sleep(random.nextInt(LONGEST_WORK_MILLIS));
      } else {
        Thread.sleep(random.nextInt(LONGEST_START_MILLIS));
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    assertThat(process.exitValue())
        .as("exit code; the writer said: %s", Files.readString(errors))
        .isEqualTo(SIGKILL_EXIT_CODE);
    if (journal().stored() > before.stored()) {
      // All native libraries were loaded; while one is, its file is there.
      assertThat(leftovers())
          .as("files in the temporary directory of processes that had committed")
          .isEqualTo(leftoversBefore);
    }
  }

  private List<String> command(long nextCommit) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-Djava.io.tmpdir=" + temporaryDirectory);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CrashWriter.class.getName());
    command.addAll(
        List.of(
            "jdbc:polarway:" + store,
            journalFile.toString(),
            Long.toString(nextCommit),
            Long.toString(random.nextLong())));
    return command;
  }

  /** Opens the store and compares all it holds with the journal. */
  void check() throws IOException, SQLException {
    Journal journal = journal();
    Map<Long, Stored> events;
    Map<Long, Stored> ledger;
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:" + store)) {
      if (journal.starts() == 0 && !hasTables(connection)) {
        return;
      }
      if (random.nextInt(3) == 0) {
        checkNothingIsLeft(connection);
      }
      events = commitsIn(connection, "events");
      ledger = commitsIn(connection, "ledger");
    }

    Set<Long> unknown = new HashSet<>(events.keySet());
    unknown.addAll(ledger.keySet());
    unknown.removeAll(journal.commits().keySet());
    assertThat(unknown).as("commits that nobody began").isEmpty();
    journal
        .commits()
        .forEach((number, commit) -> check(number, commit, events.get(number), ledger.get(number)));

    checkFromOutside("events", events);
    checkFromOutside("ledger", ledger);
  }

  /** After VACUUM there are the tables' files, and no other. */
  private void checkNothingIsLeft(Connection connection) throws IOException, SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CALL polarway.vacuum(older_than => INTERVAL '0 seconds')");
    }
    List<Path> needed = new ArrayList<>(IcebergView.filesOf(store, "main", "events"));
    needed.addAll(IcebergView.filesOf(store, "main", "ledger"));
    try (var paths = Files.walk(store.resolve("data"))) {
      assertThat(paths.filter(path -> path.toString().endsWith(".parquet")).toList())
          .as("data files after VACUUM")
          .containsExactlyInAnyOrderElementsOf(needed);
    }
  }

  private void check(long number, Commit commit, @Nullable Stored events, @Nullable Stored ledger) {
    boolean present = events != null || ledger != null;
    if (!commit.kind().stores()) {
      assertThat(present).as("commit %d, %s, shows", number, commit.kind()).isFalse();
      return;
    }
    if (commit.acknowledged()) {
      assertThat(present).as("commit %d, acknowledged, is there", number).isTrue();
    } else {
      Boolean earlier = settled.putIfAbsent(number, present);
      assertThat(earlier == null || earlier == present)
          .as("commit %d, unacknowledged, stays as it was found first", number)
          .isTrue();
    }
    if (present) {
      assertThat(events)
          .as("events of commit %d, %s", number, commit)
          .isEqualTo(new Stored(commit.rows(), commit.amount(number)));
      assertThat(ledger)
          .as("ledger of commit %d, %s", number, commit)
          .isEqualTo(
              commit.kind() == CommitKind.TRANSFER ? new Stored(1, -commit.amount(number)) : null);
    }
  }

  /** DuckDB alone, over the files that Iceberg's own scan lists, sees the same. */
  private void checkFromOutside(String table, Map<Long, Stored> expected) throws SQLException {
    List<Path> files = IcebergView.filesOf(store, "main", table);
    if (files.isEmpty()) {
      assertThat(expected).as("rows of %s without a file", table).isEmpty();
      return;
    }
    try (Connection duckDb = DuckDbView.open()) {
      DuckDbView.createView(duckDb, table, files);
      assertThat(commitsIn(duckDb, table)).isEqualTo(expected);
    }
  }

  private static boolean hasTables(Connection connection) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, null, "ledger", null)) {
      return tables.next();
    }
  }

  private static Map<Long, Stored> commitsIn(Connection connection, String table)
      throws SQLException {
    Map<Long, Stored> commits = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT commit_number, count(*), CAST(sum(amount) AS BIGINT) FROM "
                    + table
                    + " GROUP BY commit_number")) {
      while (rows.next()) {
        commits.put(rows.getLong(1), new Stored(rows.getLong(2), rows.getLong(3)));
      }
    }
    return commits;
  }
}
