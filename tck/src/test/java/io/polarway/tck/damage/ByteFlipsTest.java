package io.polarway.tck.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.tck.damage.ByteFlips.Flip;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bytes that change on the disk: each gives right answers or a clear error. {@code
 * -Dpolarway.damage.flips} and {@code -Dpolarway.damage.seed} change how many and which.
 */
class ByteFlipsTest {

  private static final int FLIPS = Integer.getInteger("polarway.damage.flips", 50);
  private static final long SEED = Long.getLong("polarway.damage.seed", System.nanoTime());

  @Test
  void noneGivesAWrongAnswer(@TempDir Path directory) throws Exception {
    System.out.println("polarway.damage.seed=" + SEED);
    List<Flip> flips;
    try (ByteFlips bytes = new ByteFlips(Subject.POLARWAY, directory, SEED)) {
      flips = bytes.run(FLIPS);
    }
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    flips.forEach(flip -> outcomes.merge(flip.outcome(), 1, Integer::sum));
    System.out.println("flipped bytes: " + outcomes);
    assertThat(flips)
        .as("flipped bytes")
        .allMatch(flip -> flip.outcome() == Outcome.RIGHT || flip.outcome() == Outcome.ERROR);
  }
}
