package io.polarway.tck.crash;

import io.polarway.storage.fault.FaultPoint;
import io.polarway.tck.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A store whose writing process ends again and again in the midst of its work, and what must hold
 * in it after each time. What does not hold is an {@link IllegalStateException}.
 */
public final class CrashedStore {

  static final int SIGKILL_EXIT_CODE = 128 + 9;
  private static final long TIMEOUT_SECONDS = 120;
  private static final int LONGEST_WORK_MILLIS = 1_000;
  private static final int LONGEST_START_MILLIS = 2_500;

  private final Path directory;
  private final Path store;
  private final Path journalFile;
  private final Path temporaryDirectory;
  private final SplittableRandom random;

  /** Unacknowledged changes that were found, or found missing: that must not change any more. */
  private final Map<Long, Boolean> settled = new HashMap<>();

  private Duration longestOpening = Duration.ZERO;
  private int filesLost;

  /**
   * @param directory is made, with the store and all else in it
   */
  public CrashedStore(Path directory, long seed) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.store = directory.resolve("store");
    this.journalFile = directory.resolve("journal");
    this.temporaryDirectory = Files.createDirectories(directory.resolve("temporary"));
    this.random = new SplittableRandom(seed);
  }

  /** The store's own directory. */
  public Path store() {
    return store;
  }

  /** What the processes said. */
  public Journal journal() throws IOException {
    return Journal.read(journalFile);
  }

  /** The longest time from opening the store to the first answer. */
  public Duration longestOpening() {
    return longestOpening;
  }

  /** How many files lost something by losses of power. */
  public int filesLost() {
    return filesLost;
  }

  /** Kills a process: mostly while it commits, sometimes while it still begins to. */
  public void kill() throws IOException, InterruptedException {
    runAndKill(Map.of());
  }

  /** As {@link #kill}, and what the process has not forced to the disk is gone. */
  public void losePower() throws IOException, InterruptedException {
    PowerLoss loss = PowerLoss.prepare(store);
    runAndKill(noted());
    filesLost += loss.happen(notes());
  }

  /** Lets a process lose power when it comes to a point for the n-th time. */
  public void losePowerAt(FaultPoint point, int count) throws IOException, InterruptedException {
    PowerLoss loss = PowerLoss.prepare(store);
    end(point, count, noted());
    filesLost += loss.happen(notes());
  }

  /** Lets a process end when it comes to a point for the n-th time. */
  public void endAt(FaultPoint point, int count) throws IOException, InterruptedException {
    end(point, count, Map.of(FaultPoint.PROPERTY, HaltAtPoint.class.getName()));
  }

  private Path notes() {
    return directory.resolve("forced");
  }

  private Map<String, String> noted() throws IOException {
    Files.deleteIfExists(notes());
    return Map.of(
        FaultPoint.PROPERTY, ForcedFiles.class.getName(), ForcedFiles.NOTES, notes().toString());
  }

  private void end(FaultPoint point, int count, Map<String, String> handler)
      throws IOException, InterruptedException {
    Map<String, String> properties = new HashMap<>(handler);
    properties.put(HaltAtPoint.POINT, point.name());
    properties.put(HaltAtPoint.COUNT, Integer.toString(count));
    properties.put(HaltAtPoint.JOURNAL, journalFile.toString());
    Process process = start(properties, 1);
    try {
      require(
          process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), "the process did not reach " + point);
    } finally {
      process.destroyForcibly().waitFor();
    }
    checkExit(process);
    require(journal().lastReached().equals(point.name()), "the process did not end at " + point);
  }

  private void runAndKill(Map<String, String> properties) throws IOException, InterruptedException {
    long before = journal().stored();
    List<Path> leftoversBefore = leftovers();
    Process process = start(properties, 1 + random.nextInt(Change.THREADS));
    try {
      if (random.nextInt(5) > 0) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (journal().stored() == before && process.isAlive()) {
          require(System.nanoTime() < deadline, "there was no commit in time");
          Thread.sleep(5);
        }
        Thread.sleep(random.nextInt(LONGEST_WORK_MILLIS));
      } else {
        Thread.sleep(random.nextInt(LONGEST_START_MILLIS));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    checkExit(process);
    if (journal().stored() > before) {
      // All native libraries were loaded; while one is, its file is there.
      require(
          leftovers().equals(leftoversBefore),
          "files are left in the temporary directory of processes that had committed: "
              + leftovers());
    }
  }

  private Process start(Map<String, String> properties, int threads) throws IOException {
    Map<String, String> all = new HashMap<>(properties);
    all.put("java.io.tmpdir", temporaryDirectory.toString());
    List<String> arguments =
        List.of(
            "jdbc:polarway:" + store,
            journalFile.toString(),
            Long.toString(journal().nextNumber()),
            Long.toString(random.nextLong()),
            Integer.toString(threads));
    return new ProcessBuilder(JavaCommand.of(CrashWriter.class, all, arguments))
        .redirectErrorStream(true)
        .redirectOutput(errors().toFile())
        .start();
  }

  private Path errors() {
    return directory.resolve("errors");
  }

  private void checkExit(Process process) throws IOException {
    require(
        process.exitValue() == SIGKILL_EXIT_CODE,
        "the process failed: " + Files.readString(errors()));
  }

  /** What killed processes left, but for scratch files, which later processes delete. */
  private List<Path> leftovers() throws IOException {
    try (var paths = Files.walk(temporaryDirectory)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.toString().contains("polarway-scratch-"))
          .sorted()
          .toList();
    }
  }

  /**
   * Opens the store and compares all that it holds with the journal.
   *
   * @return false when there are no tables yet, which is right when no process had any
   */
  public boolean check() throws IOException, SQLException {
    Journal journal = journal();
    long start = System.nanoTime();
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:" + store)) {
      if (!hasTables(connection)) {
        require(!journal.isReady(), "the tables are gone");
        return false;
      }
      Duration opening = Duration.ofNanos(System.nanoTime() - start);
      longestOpening = opening.compareTo(longestOpening) > 0 ? opening : longestOpening;
      Contents found = Contents.read(connection);
      Contents expected = Contents.initial();
      for (Change change : journal.begun()) {
        if (tookPlace(change, journal, found)) {
          expected.apply(change);
        }
      }
      String difference = expected.differenceOf(found);
      require(difference.isEmpty(), difference);
    }
    return true;
  }

  private boolean tookPlace(Change change, Journal journal, Contents found) {
    if (!change.kind().stores() || journal.isAcknowledged(change)) {
      return true;
    }
    boolean present = found.changes().containsKey(change.number());
    Boolean earlier = settled.putIfAbsent(change.number(), present);
    require(
        earlier == null || earlier == present,
        "change %s was not acknowledged, and found later or lost later".formatted(change));
    return present;
  }

  private static boolean hasTables(Connection connection) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, "main", "changes", null)) {
      return tables.next();
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise + "; the store is " + store);
    }
  }
}
