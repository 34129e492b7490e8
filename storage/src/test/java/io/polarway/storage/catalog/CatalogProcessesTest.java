package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.READ_ONLY;
import static io.polarway.storage.catalog.CatalogFixture.TRADES;
import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static io.polarway.storage.catalog.CatalogFixture.assertFails;
import static io.polarway.storage.catalog.CatalogFixture.createTrades;
import static io.polarway.storage.catalog.CatalogFixture.files;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.error.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one store, and processes that are killed. */
class CatalogProcessesTest {

  private final Path store;

  CatalogProcessesTest(@TempDir Path store) {
    this.store = store;
  }

  private static List<String> acknowledged(BufferedReader output) throws IOException {
    List<String> files = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      files.add(line);
    }
    return files;
  }

  private static BufferedReader outputOf(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  @Test
  void twoWritingProcessesLoseNothing() throws Exception {
    int appends = 50;
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      createTrades(catalog);
      Process one = CatalogProcess.start(store, appends);
      Process two = CatalogProcess.start(store, appends);
      try (BufferedReader first = outputOf(one);
          BufferedReader second = outputOf(two)) {
        List<String> acknowledged = new ArrayList<>(acknowledged(first));
        acknowledged.addAll(acknowledged(second));
        assertThat(one.waitFor()).isZero();
        assertThat(two.waitFor()).isZero();
        assertThat(acknowledged).hasSize(2 * appends);
        assertThat(files(catalog, TRADES).stream().map(file -> file.path().toString()))
            .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(catalog.snapshot().commitNumber()).isEqualTo(1 + 2 * appends);
      } finally {
        one.destroyForcibly();
        two.destroyForcibly();
      }
    }
  }

  @Test
  void aKilledProcessLosesNothingThatItAcknowledged() throws Exception {
    long seed = System.nanoTime();
    System.out.println("aKilledProcessLosesNothingThatItAcknowledged: seed " + seed);
    Random random = new Random(seed);
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      createTrades(catalog);
    }
    List<String> acknowledged = new ArrayList<>();
    for (int cycle = 0; cycle < 4; cycle++) {
      Process process = CatalogProcess.start(store, 1_000_000);
      try (BufferedReader output = outputOf(process)) {
        acknowledged.add(output.readLine());
        Thread.sleep(random.nextInt(150));
        // Process.destroyForcibly would close the output before it is read.
        process.toHandle().destroyForcibly();
        acknowledged.addAll(acknowledged(output));
        process.waitFor(10, TimeUnit.SECONDS);
      }
      List<String> readOnly;
      try (Catalog catalog = Catalog.open(store, READ_ONLY)) {
        readOnly = paths(catalog);
      }
      try (Catalog catalog = Catalog.open(store, WRITABLE)) {
        List<String> stored = paths(catalog);
        assertThat(stored).doesNotHaveDuplicates().containsAll(acknowledged).isEqualTo(readOnly);
        assertThat(stored.size() - acknowledged.size()).isBetween(0, cycle + 1);
        assertThat(stored).allSatisfy(file -> assertThat(Files.exists(Path.of(file))).isTrue());
        assertThat(catalog.snapshot().commitNumber()).isEqualTo(1 + stored.size());
      }
    }
  }

  private static List<String> paths(Catalog catalog) {
    return files(catalog, TRADES).stream().map(file -> file.path().toString()).sorted().toList();
  }

  @Test
  void aLogWithoutItsIndexIsTakenInByTheNextWriterOnly() throws Exception {
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      createTrades(catalog);
    }
    Process process = CatalogProcess.start(store, 1_000_000);
    try (BufferedReader output = outputOf(process)) {
      assertThat(output.readLine()).isNotNull();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(store.resolve("catalog.db-wal")).isNotEmptyFile();
    Files.delete(store.resolve("catalog.db-shm"));
    assertFails(
        Failure.READ_ONLY, () -> Catalog.open(store, READ_ONLY), "open it for writing once");
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      assertThat(files(catalog, TRADES)).isNotEmpty();
    }
    try (Catalog catalog = Catalog.open(store, READ_ONLY)) {
      assertThat(files(catalog, TRADES)).isNotEmpty();
    }
  }

  @Test
  void processesThatCreateOneStoreAtOnceAllSucceed() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(CatalogProcess.start(store.resolve("new"), 0));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    try (Catalog catalog = Catalog.open(store.resolve("new"), READ_ONLY)) {
      assertThat(catalog.snapshot().schemas()).containsExactly("main");
    }
  }
}
