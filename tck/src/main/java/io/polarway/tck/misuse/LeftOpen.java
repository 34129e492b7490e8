package io.polarway.tck.misuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/**
 * What a process still holds after many connections were opened and closed, statements dropped, and
 * streams abandoned in their middle. It is measured on Linux, in this process.
 */
public final class LeftOpen {

  private static final String ENDLESS_ROWS = "SELECT range FROM range(100000000000)";
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int COLLECTIONS = 5;
  private static final int COLLECTION_MILLIS = 200;

  private LeftOpen() {}

  /**
   * What a process holds.
   *
   * @param descriptors open files and the like
   * @param residentKib memory, native and heap
   * @param temporaryFiles files below {@code java.io.tmpdir}
   */
  public record Held(long descriptors, long threads, long residentKib, long temporaryFiles) {

    /** Of this process, now. */
    public static Held now() throws IOException {
      return new Held(
          files(DESCRIPTORS),
          status("Threads"),
          status("VmRSS"),
          files(Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private static long files(Path directory) throws IOException {
      try (Stream<Path> files = Files.list(directory)) {
        return files.count();
      }
    }

    private static long status(String key) throws IOException {
      try (Stream<String> lines = Files.lines(STATUS)) {
        return lines
            .filter(line -> line.startsWith(key + ":"))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElseThrow();
      }
    }
  }

  /** Before and after; the first is measured when a tenth of all was done, and all is warm. */
  public record Summary(Held before, Held after) {}

  /** How much is done. */
  public record Amounts(int connections, int statements, int streams) {
    Amounts tenth() {
      return new Amounts(connections / 10, statements / 10, streams / 10);
    }
  }

  /** Measures while one connection stays open. */
  public static Summary run(String url, Amounts amounts)
      throws SQLException, IOException, InterruptedException {
    try (Connection keeper = DriverManager.getConnection(url)) {
      leave(url, keeper, amounts.tenth());
      Held before = Held.now();
      leave(url, keeper, amounts);
      return new Summary(before, Held.now());
    }
  }

  private static void leave(String url, Connection keeper, Amounts amounts)
      throws SQLException, InterruptedException {
    for (int i = 0; i < amounts.connections(); i++) {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        readOne(statement, "SELECT " + i % 10);
      }
    }
    for (int i = 0; i < amounts.statements(); i++) {
      readOne(keeper.createStatement(), "SELECT " + i % 100);
    }
    for (int i = 0; i < amounts.streams(); i++) {
      readOne(keeper.createStatement(), ENDLESS_ROWS);
      readOne(DriverManager.getConnection(url).createStatement(), "SELECT 1");
    }
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(COLLECTION_MILLIS);
    }
  }

  /** Reads a row of a result that nobody closes. */
  private static void readOne(Statement statement, String sql) throws SQLException {
    ResultSet rows = statement.executeQuery(sql);
    rows.next();
  }
}
