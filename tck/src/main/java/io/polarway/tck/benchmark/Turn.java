package io.polarway.tck.benchmark;

import io.polarway.tck.console.Numbers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * The same work done again and again for a while, by one thread or by several at once.
 *
 * @param runs the time of each run
 * @param elapsedNanos of all of it
 */
record Turn(Samples runs, long elapsedNanos) {

  /** What is measured. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /**
   * Takes a turn in the calling thread, of one run at least.
   *
   * @param mostRuns ends the turn before its time is over
   */
  static Turn of(Work work, Duration longest, int mostRuns) throws SQLException {
    long[] nanos = new long[Math.min(mostRuns, 1024)];
    long begin = System.nanoTime();
    long end = begin + longest.toNanos();
    long start = begin;
    int run = 0;
    do {
      work.run();
      long now = System.nanoTime();
      if (run == nanos.length) {
        nanos = Arrays.copyOf(nanos, run * 2);
      }
      nanos[run++] = now - start;
      start = now;
    } while (run < mostRuns && start - end < 0);
    return new Turn(new Samples(Arrays.copyOf(nanos, run)), start - begin);
  }

  /** Takes a turn with a thread for each work. */
  static Turn of(List<? extends Work> works, Duration longest) throws SQLException {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      CyclicBarrier start = new CyclicBarrier(works.size());
      List<Future<Turn>> turns = new ArrayList<>();
      for (Work work : works) {
        turns.add(
            threads.submit(
                () -> {
                  start.await();
                  return of(work, longest, Integer.MAX_VALUE);
                }));
      }
      LongStream nanos = LongStream.empty();
      long elapsed = 0;
      for (Future<Turn> future : turns) {
        Turn turn = future.get();
        nanos = LongStream.concat(nanos, Arrays.stream(turn.runs.nanos()));
        elapsed = Math.max(elapsed, turn.elapsedNanos);
      }
      return new Turn(new Samples(nanos.toArray()), elapsed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new SQLException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  double runsPerSecond() {
    return Numbers.perSecond(runs.nanos().length, elapsedNanos);
  }
}
