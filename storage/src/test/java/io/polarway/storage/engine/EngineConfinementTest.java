package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineConfinementTest {

  private Path directory;
  private TestEngine engine;
  private Path allowed;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    this.directory = directory;
    allowed = Files.createDirectory(directory.resolve("allowed"));
    Files.writeString(allowed.resolve("prices.csv"), "symbol,price\nABC,1.5\n");
    engine = new TestEngine(directory, allowed);
    Files.writeString(engine.data.resolve("inside.txt"), "inside");
    Path sibling = Files.createDirectory(engine.store.resolve("data2"));
    Files.writeString(sibling.resolve("beside.txt"), "beside");
    Files.writeString(directory.resolve("spill/other.txt"), "of another program");
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private static void assertDenied(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("allowedPaths")
        .extracting(e -> ((StorageException) e).failure())
        .isEqualTo(Failure.ACCESS_DENIED);
  }

  @Test
  void readsTheDataAndTheAllowedPaths() {
    assertThat(
            engine.value("SELECT content FROM read_text('%s/inside.txt')".formatted(engine.data)))
        .isEqualTo("inside");
    assertThat(engine.rows("FROM '%s/prices.csv'".formatted(allowed)))
        .containsExactly(List.of("ABC", 1.5));
  }

  @Test
  void readsNothingElse() {
    String store = engine.store.toString();
    for (String relation :
        List.of(
            "read_text('/etc/passwd')",
            "read_csv('/etc/passwd')",
            "sniff_csv('/etc/passwd')",
            "read_ndjson_objects('/etc/passwd')",
            "parquet_metadata('/etc/passwd')",
            "glob('/etc/*')",
            "'/etc/passwd.csv'",
            "read_blob('" + store + "/catalog.db')",
            "read_text('" + store + "/catalog.db')",
            "read_blob('" + store + "/*')",
            "read_text('" + store + "/data/../catalog.db')",
            "read_text('" + store + "/data2/beside.txt')",
            "read_text('" + directory + "/spill/other.txt')",
            "glob('" + store + "/*')",
            "glob('" + store + "/**')",
            "'" + store + "/catalog.db'",
            "'http://localhost:1/x.parquet'",
            "read_csv('https://localhost:1/x.csv')",
            "'s3://bucket/x.parquet'")) {
      assertDenied(() -> engine.rows("FROM " + relation));
    }
  }

  @Test
  void runsQueriesOnly() {
    String data = engine.data.toString();
    for (String statement :
        List.of(
            "COPY (SELECT 1) TO '/tmp/polarway-denied.csv'",
            "COPY (SELECT 1) TO '" + data + "/new.csv'",
            "EXPLAIN ANALYZE COPY (SELECT 1) TO '" + data + "/new.csv'",
            "EXPORT DATABASE '" + data + "'",
            "ATTACH '" + data + "/new.db'",
            "ATTACH ':memory:' AS other",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET threads = 1",
            "SET TimeZone = 'UTC'",
            "RESET ALL",
            "PRAGMA enable_profiling",
            "CALL enable_logging()",
            "CREATE TABLE t (a INTEGER)",
            "CREATE TEMP TABLE t AS SELECT 1",
            "CREATE SECRET (TYPE s3)",
            "INSERT INTO t VALUES (1)",
            "CHECKPOINT",
            "USE memory",
            "BEGIN",
            "PREPARE p AS SELECT 1")) {
      assertDenied(() -> engine.rows(statement));
    }
    assertThat(engine.data.resolve("new.csv")).doesNotExist();
  }

  /** What the engine itself denies, should a statement get past the check for queries. */
  @Test
  void theInstanceIsConfinedByItself() {
    for (String statement :
        List.of(
            "COPY (SELECT 1) TO '/tmp/polarway-denied.csv'",
            "COPY (SELECT 1) TO '" + engine.store + "/denied.csv'",
            "ATTACH '" + engine.store + "/denied.db'",
            "EXPORT DATABASE '/tmp/polarway-denied'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET allowed_directories = ['/']",
            "SET enable_external_access = true",
            "SET lock_configuration = false",
            "SET allowed_configs = ['threads']",
            "SET temp_directory = '/tmp'",
            "SET threads = 1",
            "SET profiling_output = '/tmp/polarway-denied'",
            "PRAGMA enable_profiling",
            "CALL enable_logging(storage = 'file', storage_path = '/tmp/polarway-denied')")) {
      assertDenied(() -> engine.run(statement));
    }
    assertThat(engine.value("SELECT 1")).isEqualTo(1);
  }

  @Test
  void severalStatementsAreRefusedBeforeTheFirstRuns() {
    Path target = engine.data.resolve("new.csv");
    assertThatThrownBy(() -> engine.rows("COPY (SELECT 1) TO '%s'; SELECT 1".formatted(target)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("more than one statement");
    assertThat(target).doesNotExist();
  }

  @Test
  void settingsOfASession() {
    engine.session.set("timezone", "America/New_York");
    assertThat(engine.value("SELECT current_setting('TimeZone')")).isEqualTo("America/New_York");
    try (EngineSession other = engine.engine.openSession()) {
      other.set("integer_division", "true");
      engine.session.set("TimeZone", null);
      assertThat(engine.value("SELECT 5 / 2")).isEqualTo(2.5);
      assertThat(engine.value("SELECT current_setting('TimeZone')"))
          .isNotEqualTo("America/New_York");
    }
  }

  @Test
  void otherSettingsAreFixed() {
    assertThatThrownBy(() -> engine.session.set("threads", "1"))
        .hasMessageContaining("threads cannot be changed");
    assertThatThrownBy(() -> engine.session.set("Time_Zonee", "UTC"))
        .hasMessageContaining("Did you mean TimeZone?");
    assertThatThrownBy(() -> engine.session.set("TimeZone", "Nowhere/Else"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("Unknown TimeZone 'Nowhere/Else'")
        .extracting(e -> ((StorageException) e).failure())
        .isEqualTo(Failure.INVALID_VALUE);
    assertThat(engine.value("SELECT 1")).isEqualTo(1);
  }

  @Test
  void allowedPathsMustNotLeadToACatalog() throws Exception {
    Path otherStore = Files.createDirectory(directory.resolve("other"));
    Files.writeString(otherStore.resolve("catalog.db"), "x");
    Path link = Files.createSymbolicLink(directory.resolve("link"), otherStore);
    Path dataOfOther = Files.createDirectories(otherStore.resolve("data/main"));
    for (Path path :
        List.of(
            otherStore,
            link,
            otherStore.resolve("catalog.db"),
            dataOfOther,
            engine.store,
            directory,
            engine.data)) {
      assertThatThrownBy(() -> startWith(path))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("allowedPaths");
    }
    assertThatThrownBy(() -> startWith(directory.resolve("missing")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void anAllowedFile() throws Exception {
    Path file = Files.writeString(directory.resolve("one.csv"), "a\n1\n");
    Path other = Files.writeString(directory.resolve("two.csv"), "a\n2\n");
    try (TestEngine withFile = new TestEngine(directory.resolve("second"), file)) {
      assertThat(withFile.rows("FROM '%s'".formatted(file))).containsExactly(List.of(1L));
      assertDenied(() -> withFile.rows("FROM '%s'".formatted(other)));
    }
  }

  private void startWith(Path allowedPath) {
    Engine.start(new EngineOptions(engine.data, List.of(allowedPath), directory, 0, 0)).close();
  }
}
