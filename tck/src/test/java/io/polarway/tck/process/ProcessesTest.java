package io.polarway.tck.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that write and read one store at once: no transfer is lost or counted twice, and each
 * reader's queries in one transaction agree. {@code -Dpolarway.process.writers}, {@code readers},
 * {@code seconds} and {@code seed} change how many for how long.
 */
class ProcessesTest {

  private static final int WRITERS = Integer.getInteger("polarway.process.writers", 2);
  private static final int READERS = Integer.getInteger("polarway.process.readers", 2);
  private static final int SECONDS = Integer.getInteger("polarway.process.seconds", 6);
  private static final long SEED = Long.getLong("polarway.process.seed", System.nanoTime());

  @Test
  void nothingIsLostOrDoubledOrTorn(@TempDir Path directory) throws Exception {
    System.out.println("polarway.process.seed=" + SEED);
    ProcessRun.Summary summary =
        ProcessRun.run(directory.resolve("store"), WRITERS, READERS, SECONDS, SEED);
    System.out.println(summary);
    assertThat(summary.transfers()).isPositive();
    assertThat(summary.snapshots()).isPositive();
  }
}
