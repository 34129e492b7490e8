package io.polarway.tck.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that cannot be opened as they are, and what the driver says of them. */
class DamagedStoreTest {

  @TempDir Path directory;

  @Test
  void aCatalogThatWasEmptiedIsDamaged() throws Exception {
    create(directory);
    Files.write(directory.resolve("catalog.db"), new byte[0]);
    assertRefused(directory, "XX001", "there were commits up to 2");
    assertThat(directory.resolve("data")).isNotEmptyDirectory();
  }

  @Test
  void aCatalogThatWasCutIsDamaged() throws Exception {
    create(directory);
    try (RandomAccessFile catalog = file("rw")) {
      catalog.setLength(catalog.length() / 2);
    }
    assertRefused(directory, "XX001", "damaged");
  }

  @Test
  void aCatalogOfZerosIsDamaged() throws Exception {
    create(directory);
    try (RandomAccessFile catalog = file("rw")) {
      catalog.seek(4096);
      catalog.write(new byte[Math.toIntExact(catalog.length() - 4096)]);
    }
    assertRefused(directory, "XX001", "");
  }

  @Test
  void anOlderCatalogIsRefusedUntilTheNumberOfTheLastCommitIsDeleted() throws Exception {
    create(directory);
    byte[] older = Files.readAllBytes(directory.resolve("catalog.db"));
    try (Connection connection = connect(directory)) {
      execute(connection, "INSERT INTO t VALUES (3)");
    }
    Files.write(directory.resolve("catalog.db"), older);
    assertRefused(directory, "XX001", "last-commit");
    Files.delete(directory.resolve("last-commit"));
    try (Connection connection = connect(directory)) {
      assertThat(count(connection)).isEqualTo(2);
    }
  }

  /** Each kind of metadata that a query reads: any bit of it. */
  @Test
  void everyChangedBitOfMetadataIsNoticed() throws Exception {
    try (Connection connection = connect(directory)) {
      execute(connection, "CREATE TABLE t (i INTEGER) WITH (\"hot-rows\" = 0)");
      execute(connection, "INSERT INTO t SELECT range FROM range(100)");
      execute(connection, "DELETE FROM t WHERE i < 98");
    }
    Random random = new Random(20261123);
    int noticed = 0;
    for (Path file : newestMetadata()) {
      byte[] content = Files.readAllBytes(file);
      for (int i = 0; i < 20; i++) {
        byte[] changed = content.clone();
        int position = random.nextInt(content.length);
        changed[position] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        assertThatThrownBy(
                () -> {
                  try (Connection connection = connect(directory)) {
                    count(connection);
                  }
                })
            .as("%s, byte %d", file, position)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("XX001"))
            .hasMessageContaining(file.getFileName().toString());
        noticed++;
      }
      Files.write(file, content);
    }
    assertThat(noticed).isGreaterThanOrEqualTo(80);
    try (Connection connection = connect(directory)) {
      assertThat(count(connection)).isEqualTo(2);
    }
  }

  /** The newest metadata, its list of manifests, and those: all that a query of the table reads. */
  private List<Path> newestMetadata() throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(directory.resolve("data"))) {
      files = paths.filter(path -> path.toString().contains("/metadata/")).toList();
    }
    List<Path> newest = new ArrayList<>();
    for (String kind : List.of("\\d{5}-.*json(\\.gz)?", "snap-.*avro")) {
      newest.add(
          files.stream()
              .filter(path -> path.getFileName().toString().matches(kind))
              .max(Comparator.comparing(path -> path.toFile().lastModified()))
              .orElseThrow());
    }
    newest.addAll(
        files.stream()
            .filter(path -> path.getFileName().toString().matches(".*-m\\d+-[0-9a-f]{8}\\.avro"))
            .toList());
    return newest;
  }

  @Test
  void aFileSystemThatMayNotBeWrittenToIsSaidSo() throws Exception {
    Path store = directory.resolve("written");
    create(store);
    Path view = Files.createDirectory(directory.resolve("view"));
    assumeTrue(
        run("mount", "--bind", store.toString(), view.toString())
            && run("mount", "-o", "remount,bind,ro", view.toString()),
        "mounting a file system is not allowed here");
    try {
      assertRefused(view, "25006", "readOnly=true");
      try (Connection connection = DriverManager.getConnection(url(view) + "?readOnly=true")) {
        assertThat(count(connection)).isEqualTo(2);
      }
    } finally {
      run("umount", "--lazy", view.toString());
    }
  }

  private RandomAccessFile file(String mode) throws IOException {
    return new RandomAccessFile(directory.resolve("catalog.db").toFile(), mode);
  }

  /** A store of two commits, in files. */
  private static void create(Path store) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(store) + "?hot=off")) {
      execute(connection, "CREATE TABLE t (i INTEGER)");
      execute(connection, "INSERT INTO t VALUES (1), (2)");
    }
  }

  private static void assertRefused(Path store, String state, String part) {
    assertThatThrownBy(() -> connect(store).close())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).as(e.toString()).isEqualTo(state))
        .hasMessageContaining(part);
  }

  private static String url(Path store) {
    return "jdbc:polarway:" + store;
  }

  private static Connection connect(Path store) throws SQLException {
    return DriverManager.getConnection(url(store));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM t")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
