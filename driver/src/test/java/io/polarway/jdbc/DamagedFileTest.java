package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a table that are gone or changed when a query reads them. */
class DamagedFileTest {

  private static final List<String> QUERIES =
      List.of(
          "SELECT * FROM \"my trades\"",
          "SELECT sum(i), max(s), sum(d) FROM \"my trades\"",
          "FROM \"my trades\" POSITIONAL JOIN (SELECT 1)",
          "CREATE TABLE copied AS SELECT * FROM \"my trades\"");

  @TempDir Path directory;
  private Connection connection;
  private Path file;
  private byte[] content;

  @BeforeEach
  void write() throws Exception {
    connection = DriverManager.getConnection("jdbc:polarway:" + directory.resolve("store"));
    execute(
        connection,
        "CREATE TABLE \"my trades\" AS"
            + " SELECT range AS i, 'text ' || (range * 7919 % 1000) AS s, random() AS d"
            + " FROM range(20000)");
    try (Stream<Path> files = Files.walk(directory)) {
      file = files.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    content = Files.readAllBytes(file);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aFileThatIsGone() throws Exception {
    Files.delete(file);
    for (String query : QUERIES) {
      assertFails("XX001", () -> execute(connection, query))
          .hasMessageContaining(file.toString())
          .hasMessageContaining("of table main.my trades is missing");
    }
    Files.write(file, content);
    assertThat(rows(connection, "SELECT count(*) FROM \"my trades\"")).containsExactly("20000");
  }

  @Test
  void aFileThatWasCut() throws Exception {
    for (int length : new int[] {0, 3, content.length / 2, content.length - 1}) {
      Files.write(file, Arrays.copyOf(content, length));
      for (String query : QUERIES) {
        assertFails("XX001", () -> readAll(query))
            .hasMessageContaining(file.toString())
            .hasMessageContaining("of table main.my trades is damaged");
      }
    }
  }

  @Test
  void bytesThatWereChanged() throws Exception {
    Random random = new Random(20261123);
    int pages = content.length * 9 / 10;
    for (int i = 0; i < 10; i++) {
      byte[] changed = content.clone();
      int position = 4 + random.nextInt(pages);
      changed[position] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, changed);
      assertFails("XX001", () -> readAll("SELECT * FROM \"my trades\""))
          .as("seed 20261123, byte %d", position)
          .hasMessageContaining("of table main.my trades is damaged");
    }
  }

  @Test
  void aPreparedQueryWhoseFileIsDamagedBetweenTwoExecutions() throws Exception {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT sum(i + ?) FROM \"my trades\"")) {
      for (int round = 0; round < 3; round++) {
        query.setInt(1, 3 * round);
        assertThat(value(query)).isEqualTo(199_990_000L + 60_000L * round);
        query.setInt(1, 3 * round + 1);
        Files.write(file, Arrays.copyOf(content, content.length / 2));
        assertFails("XX001", () -> value(query)).hasMessageContaining(file.toString());
        query.setInt(1, 3 * round + 2);
        Files.delete(file);
        assertFails("XX001", () -> value(query)).hasMessageContaining(file.toString());
        Files.write(file, content);
      }
    }
  }

  @Test
  void aFileThatIsDamagedWhileItsRowsAreRead() throws Exception {
    execute(connection, "CREATE TABLE n AS SELECT i, hash(i) AS h FROM range(3000000) r(i)");
    Path large;
    try (Stream<Path> files = Files.walk(directory)) {
      large =
          files
              .filter(path -> path.toString().endsWith(".parquet") && !path.equals(file))
              .findFirst()
              .orElseThrow();
    }
    byte[] whole = Files.readAllBytes(large);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT i, h FROM n")) {
      assertThat(row.next()).isTrue();
      Files.write(large, new byte[whole.length]);
      assertFails(
          "XX001",
          () -> {
            while (row.next()) {
              row.getLong(1);
            }
          });
    }
    Files.write(large, whole);
    assertThat(rows(connection, "SELECT count(*), sum(i) FROM n"))
        .containsExactly("3000000|4499998500000");
  }

  private static long value(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  private void readAll(String sql) throws SQLException {
    if (sql.startsWith("CREATE")) {
      execute(connection, sql);
    } else {
      rows(connection, sql);
    }
  }
}
