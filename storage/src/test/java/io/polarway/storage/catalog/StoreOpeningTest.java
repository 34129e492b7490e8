package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.READ_ONLY;
import static io.polarway.storage.catalog.CatalogFixture.TRADES;
import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static io.polarway.storage.catalog.CatalogFixture.append;
import static io.polarway.storage.catalog.CatalogFixture.assertFails;
import static io.polarway.storage.catalog.CatalogFixture.createTrades;
import static io.polarway.storage.catalog.CatalogFixture.file;
import static io.polarway.storage.catalog.CatalogFixture.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.error.Failure;
import io.polarway.storage.table.TableDefinition;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreOpeningTest {

  private static final CatalogOptions EXISTING =
      new CatalogOptions(false, false, Duration.ofSeconds(5));

  private final Path directory;

  StoreOpeningTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private void sql(Path store, String... statements) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + store.resolve("catalog.db"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void aFileIsNotAStore() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertFails(Failure.NOT_A_STORE, () -> Catalog.open(file, WRITABLE), "is a file");
    assertThat(file).hasContent("text");
  }

  @Test
  void aDirectoryOfSomethingElseIsNotAStore() throws IOException {
    Files.writeString(directory.resolve("notes.txt"), "text");
    assertFails(Failure.NOT_A_STORE, () -> Catalog.open(directory, WRITABLE), "notes.txt");
    assertThat(directory.toFile().list()).containsExactly("notes.txt");
  }

  @Test
  void aMissingStoreIsMadeOnlyWhenAsked() {
    Path missing = directory.resolve("missing");
    assertFails(Failure.NOT_A_STORE, () -> Catalog.open(missing, EXISTING), "missing");
    assertFails(Failure.NOT_A_STORE, () -> Catalog.open(missing, READ_ONLY), "missing");
    assertFails(Failure.NOT_A_STORE, () -> Catalog.open(directory, EXISTING), "catalog.db");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileThatIsNotADatabaseIsNotAStore() throws IOException {
    Files.writeString(directory.resolve("catalog.db"), "no database".repeat(500));
    assertFails(Failure.NOT_A_STORE, () -> Catalog.open(directory, WRITABLE));
    assertFails(Failure.NOT_A_STORE, () -> Catalog.open(directory, READ_ONLY));
  }

  @Test
  void aDatabaseOfAnotherProgramIsNotAStoreAndStaysAsItIs() throws Exception {
    sql(directory, "CREATE TABLE theirs(x)");
    byte[] before = Files.readAllBytes(directory.resolve("catalog.db"));
    assertFails(Failure.NOT_A_STORE, () -> Catalog.open(directory, WRITABLE), "another program");
    assertFails(Failure.NOT_A_STORE, () -> Catalog.open(directory, READ_ONLY), "another program");
    assertThat(directory.resolve("catalog.db")).hasBinaryContent(before);
  }

  @Test
  void aNewerFormatIsRefused() throws Exception {
    Catalog.open(directory, WRITABLE).close();
    sql(directory, "PRAGMA user_version = 99");
    assertFails(Failure.NEWER_FORMAT, () -> Catalog.open(directory, WRITABLE), "version 99");
    assertFails(Failure.NEWER_FORMAT, () -> Catalog.open(directory, READ_ONLY), "version 99");
  }

  @Test
  void aCreationThatWasCutShortIsFinished() throws Exception {
    Files.createFile(directory.resolve("commit.lock"));
    sql(directory, "PRAGMA journal_mode = WAL");
    assertFails(Failure.NOT_A_STORE, () -> Catalog.open(directory, EXISTING), "empty");
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      assertThat(catalog.snapshot().schemas()).containsExactly("main");
    }
  }

  @Test
  void readingOnlyWritesNothing() throws IOException {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition trades = createTrades(catalog);
      append(catalog, trades, file(catalog, trades, 1, 1));
    }
    Map<String, String> before = state();
    try (Catalog catalog = Catalog.open(directory, READ_ONLY)) {
      assertThat(catalog.isReadOnly()).isTrue();
      assertThat(files(catalog, TRADES)).hasSize(1);
      assertFails(
          Failure.READ_ONLY,
          () -> catalog.commit(List.of(new CatalogChange.CreateSchema("s")), Map.of(), "s"),
          "readOnly=true");
      assertThat(state()).isEqualTo(before);
    }
    assertThat(state()).isEqualTo(before);
  }

  private Map<String, String> state() throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> entries = Files.walk(directory)) {
      for (Path entry : entries.toList()) {
        state.put(entry.toString(), Files.getLastModifiedTime(entry) + " " + Files.size(entry));
      }
    }
    return state;
  }

  @Test
  void aReaderFollowsWritersThatComeAndGo() throws IOException {
    Catalog.open(directory, WRITABLE).close();
    try (Catalog reader = Catalog.open(directory, READ_ONLY)) {
      assertThat(reader.snapshot().tables()).isEmpty();
      TableDefinition trades;
      try (Catalog writer = Catalog.open(directory, WRITABLE)) {
        trades = createTrades(writer);
        assertThat(reader.snapshot().commitNumber()).isEqualTo(1);
        append(writer, trades, file(writer, trades, 1, 1));
        assertThat(files(reader, TRADES)).hasSize(1);
      }
      assertThat(files(reader, TRADES)).hasSize(1);
      try (Catalog writer = Catalog.open(directory, WRITABLE)) {
        append(writer, trades, file(writer, trades, 1, 1));
      }
      assertThat(files(reader, TRADES)).hasSize(2);
    }
  }

  @Test
  void aMovedStoreAndACopyOpen() throws IOException {
    Path original = directory.resolve("original");
    TableDefinition trades;
    try (Catalog catalog = Catalog.open(original, WRITABLE)) {
      trades = createTrades(catalog);
      append(catalog, trades, file(catalog, trades, 1, 1));
    }
    Path copy = directory.resolve("copy");
    try (Stream<Path> entries = Files.walk(original)) {
      for (Path entry : entries.toList()) {
        Files.copy(entry, copy.resolve(original.relativize(entry).toString()));
      }
    }
    Path moved = Files.move(original, directory.resolve("moved"));
    for (Path store : List.of(copy, moved)) {
      try (Catalog catalog = Catalog.open(store, WRITABLE)) {
        append(catalog, trades, file(catalog, trades, 2, 2));
        assertThat(files(catalog, TRADES))
            .hasSize(2)
            .allSatisfy(f -> assertThat(f.path()).startsWith(store.toRealPath()).exists());
        Map<String, String> roots =
            Map.of(
                LocalFileIo.RECORDED_ROOT, original.toString(), LocalFileIo.ROOT, store.toString());
        try (JdbcCatalog iceberg = CatalogFixture.iceberg(store, roots)) {
          assertThat(CatalogFixture.icebergScan(iceberg, "main", "trades")).hasSize(2);
        }
      }
    }
    assertThat(original).doesNotExist();
  }

  @Test
  void aSecondClassLoaderIsRefusedAsLongAsTheStoreIsOpen() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("store"));
    try (URLClassLoader second =
        new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Catalog first = Catalog.open(directory.resolve("store"), WRITABLE);
      assertThat(openIn(second, link)).isEqualTo("STORE_IN_USE");
      first.close();
      assertThat(openIn(second, link)).isEqualTo("opened");
      Catalog.open(directory.resolve("store"), WRITABLE).close();
    }
  }

  /** Opens and closes a store with the classes of another loader; what came of it. */
  private static String openIn(ClassLoader loader, Path store) throws Exception {
    Class<?> options = loader.loadClass(CatalogOptions.class.getName());
    Object writable =
        options
            .getConstructor(boolean.class, boolean.class, Duration.class)
            .newInstance(false, true, Duration.ofSeconds(5));
    try {
      Object catalog =
          loader
              .loadClass(Catalog.class.getName())
              .getMethod("open", Path.class, options)
              .invoke(null, store, writable);
      ((AutoCloseable) catalog).close();
      return "opened";
    } catch (InvocationTargetException e) {
      Throwable cause = e.getTargetException();
      return String.valueOf(cause.getClass().getMethod("failure").invoke(cause));
    }
  }
}
