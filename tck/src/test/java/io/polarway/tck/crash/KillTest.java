package io.polarway.tck.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.tck.crash.Journal.Commit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes is killed at random moments: no acknowledged commit is lost, none shows in
 * part or twice, and other programs see the same rows. {@code -Dpolarway.crash.kills} and {@code
 * -Dpolarway.crash.seed} change the number and the moments.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("polarway.crash.kills", 50);
  private static final long SEED = Long.getLong("polarway.crash.seed", System.nanoTime());
  private static final int KILLS_PER_STORE = 10;
  private static final int STORES_AT_ONCE = 2;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsHalfDone(@TempDir Path directory) throws Exception {
    System.out.println("polarway.crash.seed=" + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    ExecutorService executor = Executors.newFixedThreadPool(STORES_AT_ONCE);
    try {
      List<Future<CrashedStore>> running = new ArrayList<>();
      for (int kills = 0; kills < KILLS; kills += KILLS_PER_STORE) {
        Path storeDirectory = directory.resolve("store-" + running.size());
        int killsOfStore = Math.min(KILLS_PER_STORE, KILLS - kills);
        long seed = random.nextLong();
        running.add(executor.submit(() -> killRepeatedly(storeDirectory, killsOfStore, seed)));
      }
      Map<CommitKind, Integer> acknowledged = new EnumMap<>(CommitKind.class);
      for (Future<CrashedStore> store : running) {
        for (Commit commit : store.get().journal().commits().values()) {
          if (commit.acknowledged()) {
            acknowledged.merge(commit.kind(), 1, Integer::sum);
          }
        }
      }
      System.out.println("kills: " + KILLS + ", acknowledged: " + acknowledged);
      assertThat(acknowledged).containsOnlyKeys(CommitKind.values());
    } finally {
      executor.shutdownNow();
    }
  }

  private static CrashedStore killRepeatedly(Path directory, int kills, long seed)
      throws Exception {
    CrashedStore store = new CrashedStore(directory, seed);
    for (int kill = 0; kill < kills; kill++) {
      store.writeAndKill();
      store.check();
    }
    return store;
  }
}
