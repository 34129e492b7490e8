package io.polarway.tck.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.fault.FaultPoint;
import io.polarway.tck.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog's last step fails, before or after it took place. */
class UnknownOutcomeTest {

  @Test
  void aCommitThatIsFoundHasTakenPlace(@TempDir Path store) throws Exception {
    assertThat(insert(store, FaultPoint.CATALOG_COMMITTED)).containsExactly("00000", "5");
    assertThat(dataFiles(store)).isEqualTo(1);
  }

  @Test
  void aCommitThatIsNotFoundHasNot(@TempDir Path store) throws Exception {
    List<String> lines = insert(store, FaultPoint.CATALOG_CHANGED);
    assertThat(lines.get(0)).startsWith("58030").contains("disk I/O error");
    assertThat(lines.get(1)).isEqualTo("0");
    assertThat(dataFiles(store)).isZero();
  }

  @Test
  void whenNobodyKnowsNothingIsDeleted(@TempDir Path directory) throws Exception {
    Path happened = directory.resolve("happened");
    List<String> lines = insert(happened, FaultPoint.CATALOG_COMMITTED, FaultPoint.OUTCOME_ASKED);
    assertThat(lines.get(0)).startsWith("08007").contains("may or may not have taken place");
    assertThat(lines.get(1)).isEqualTo("5");
    assertThat(dataFiles(happened)).isEqualTo(1);

    Path missed = directory.resolve("missed");
    lines = insert(missed, FaultPoint.CATALOG_CHANGED, FaultPoint.OUTCOME_ASKED);
    assertThat(lines.get(0)).startsWith("08007");
    assertThat(lines.get(1)).isEqualTo("0");
    assertThat(dataFiles(missed)).as("files that VACUUM is to delete").isEqualTo(1);
  }

  private static List<String> insert(Path store, FaultPoint... points) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(store.toString()));
    for (FaultPoint point : points) {
      arguments.add(point.name());
    }
    Process process =
        new ProcessBuilder(
                JavaCommand.of(
                    FailedCommit.class,
                    Map.of(FaultPoint.PROPERTY, FailedCommit.class.getName()),
                    arguments))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  private static long dataFiles(Path store) throws IOException {
    try (Stream<Path> paths = Files.walk(store.resolve("data"))) {
      return paths.filter(path -> path.toString().endsWith(".parquet")).count();
    }
  }
}
