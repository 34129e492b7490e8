package io.polarway.tck.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is called or written, the answer is right or an SQLException with an SQLState. {@code
 * polarway.misuse.rounds} makes it longer, {@code polarway.misuse.seed} repeats a run.
 */
class MisuseTest {

  @TempDir private Path directory;

  @Test
  @Timeout(600)
  void everyMisuseIsAnsweredOrRefused() throws SQLException {
    long seed = Long.getLong("polarway.misuse.seed", System.nanoTime());
    int rounds = Integer.getInteger("polarway.misuse.rounds", 1);
    System.out.println("polarway.misuse.seed=" + seed);
    List<Misuse> cases = new ArrayList<>(MisusedCalls.all(seed, rounds));
    cases.addAll(MisusedTexts.all(seed, 10 * rounds));

    MisuseRun.Summary summary = MisuseRun.run("jdbc:polarway:" + directory.resolve("store"), cases);

    System.out.println(cases.size() + " misuses: " + summary.counts());
    assertThat(summary.failures()).isEmpty();
  }
}
