package io.polarway.tck.crash;

import io.polarway.storage.fault.FaultPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Ends of processes on one store after another: kills at random moments, losses of power, and ends
 * at each named point, in turn.
 */
public final class CrashRun {

  /** Points that work without a fault never reaches. */
  private static final Set<FaultPoint> UNREACHED = EnumSet.of(FaultPoint.OUTCOME_ASKED);

  /** Those that a process reaches in a store that is there. */
  private static final List<FaultPoint> LATER_POINTS =
      points().stream().filter(point -> point != FaultPoint.STORE_LAID_OUT).toList();

  private static final int STORES_AT_ONCE = 2;
  private static final int CYCLES_PER_STORE = 10;
  private static final int HIGHEST_COUNT = 6;

  /** What is looked at after each end of a process, beside what {@link CrashedStore} checks. */
  public interface Check {
    void check(Path store) throws IOException, SQLException;
  }

  /**
   * What was done.
   *
   * @param acknowledged changes by kind
   * @param points those at which a process ended
   * @param filesLost files that lost something by losses of power
   */
  public record Summary(
      Map<ChangeKind, Integer> acknowledged,
      Set<FaultPoint> points,
      int filesLost,
      Duration longestOpening) {}

  private final CrashedStore store;
  private final Check check;
  private final SplittableRandom random;
  private final Set<FaultPoint> reached = EnumSet.noneOf(FaultPoint.class);

  private CrashRun(CrashedStore store, Check check, SplittableRandom random) {
    this.store = store;
    this.check = check;
    this.random = random;
  }

  /** The points at which a long enough run ends a process. */
  public static Set<FaultPoint> points() {
    return EnumSet.complementOf(EnumSet.copyOf(UNREACHED));
  }

  /**
   * Runs a number of cycles in new stores below a directory.
   *
   * @throws IllegalStateException when something does not hold
   */
  public static Summary run(Path directory, int cycles, long seed, Check check)
      throws IOException, InterruptedException, SQLException {
    warmUp();
    SplittableRandom random = new SplittableRandom(seed);
    List<Future<CrashRun>> runs = new ArrayList<>();
    ExecutorService executor = Executors.newFixedThreadPool(STORES_AT_ONCE);
    try {
      for (int first = 0; first < cycles; first += CYCLES_PER_STORE) {
        CrashRun run =
            new CrashRun(
                new CrashedStore(directory.resolve("store-" + first), random.nextLong()),
                check,
                random.split());
        int from = first;
        int to = Math.min(cycles, first + CYCLES_PER_STORE);
        runs.add(executor.submit(() -> run.run(from, to)));
      }
      return summary(runs);
    } finally {
      executor.shutdownNow();
    }
  }

  /** The first opening of a store in a process takes seconds, whatever was killed before. */
  private static void warmUp() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t AS SELECT 1 AS i");
      statement.execute("SELECT count(*) FROM t");
    }
  }

  private CrashRun run(int from, int to) throws IOException, InterruptedException, SQLException {
    for (int cycle = from; cycle < to; cycle++) {
      boolean powerLoss = random.nextBoolean();
      int count = 1 + random.nextInt(HIGHEST_COUNT);
      if (cycle == from) {
        end(FaultPoint.STORE_LAID_OUT, 1, powerLoss);
      } else if (cycle % 2 == 1) {
        end(LATER_POINTS.get(cycle / 2 % LATER_POINTS.size()), count, powerLoss);
      } else if (powerLoss) {
        store.losePower();
      } else {
        store.kill();
      }
      if (store.check()) {
        check.check(store.store());
      }
    }
    return this;
  }

  private void end(FaultPoint point, int count, boolean powerLoss)
      throws IOException, InterruptedException {
    if (powerLoss) {
      store.losePowerAt(point, count);
    } else {
      store.endAt(point, count);
    }
    reached.add(point);
  }

  private static Summary summary(List<Future<CrashRun>> runs)
      throws IOException, InterruptedException {
    Map<ChangeKind, Integer> acknowledged = new EnumMap<>(ChangeKind.class);
    Set<FaultPoint> reached = EnumSet.noneOf(FaultPoint.class);
    int filesLost = 0;
    Duration longestOpening = Duration.ZERO;
    for (Future<CrashRun> future : runs) {
      CrashRun run;
      try {
        run = future.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
      reached.addAll(run.reached);
      CrashedStore store = run.store;
      store
          .journal()
          .acknowledged()
          .forEach((kind, changes) -> acknowledged.merge(kind, changes, Integer::sum));
      filesLost += store.filesLost();
      if (store.longestOpening().compareTo(longestOpening) > 0) {
        longestOpening = store.longestOpening();
      }
    }
    return new Summary(acknowledged, reached, filesLost, longestOpening);
  }
}
