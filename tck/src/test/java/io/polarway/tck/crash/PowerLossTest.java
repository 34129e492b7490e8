package io.polarway.tck.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerLossTest {

  @Test
  void whatWasNotForcedIsGone(@TempDir Path store) throws Exception {
    Path data = Files.createDirectories(store.resolve("data/main/t"));
    Path earlier = Files.writeString(data.resolve("earlier"), "before the process");
    PowerLoss loss = PowerLoss.prepare(store);
    Path forced = Files.writeString(data.resolve("forced"), "content");
    Path grown = Files.writeString(data.resolve("grown"), "content, and more of it");
    Path content = Files.writeString(data.resolve("content not forced"), "content");
    Path entry = Files.writeString(data.resolve("entry not forced"), "content");
    Path directory = Files.createDirectory(data.resolve("directory not forced"));
    Path inDirectory = Files.writeString(directory.resolve("file"), "content");
    Path notes =
        Files.writeString(
            store.resolve("notes"),
            """
            file 7 %s
            file 7 %s
            file 7 %s
            file 7 %s
            entry 0 %s
            entry 0 %s
            entry 0 %s
            entry 0 %s
            file 7\
            """
                .formatted(forced, grown, entry, inDirectory, forced, grown, content, inDirectory),
            UTF_8);

    assertThat(loss.happen(notes)).isEqualTo(5);

    assertThat(earlier).hasContent("before the process");
    assertThat(forced).hasContent("content");
    assertThat(grown).hasContent("content");
    assertThat(content).isEmptyFile();
    assertThat(entry).doesNotExist();
    assertThat(directory).doesNotExist();
  }
}
