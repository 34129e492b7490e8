package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process still holds after many connections, statements that nobody closed, and results of
 * which one row was read. On Linux, where the system tells.
 */
final class ResourceFigures {

  private static final int STATEMENTS_PER_CONNECTION = 10;
  private static final int CONNECTIONS_PER_STREAM = 10;
  private static final int COLLECTIONS = 5;
  private static final Path PROCESS = Path.of("/proc/self");

  /** What the process holds. */
  private record Held(long descriptors, long threads, long residentBytes, long temporaryFiles) {

    static Held now() throws IOException, InterruptedException {
      for (int i = 0; i < COLLECTIONS; i++) {
        System.gc();
        TimeUnit.MILLISECONDS.sleep(200);
      }
      long kilobytes =
          Files.readAllLines(PROCESS.resolve("status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum();
      return new Held(
          count(PROCESS.resolve("fd")),
          count(PROCESS.resolve("task")),
          kilobytes << 10,
          count(Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private static long count(Path directory) throws IOException {
      try (Stream<Path> entries = Files.list(directory)) {
        return entries.count();
      }
    }
  }

  private final String url;
  private final TextTable table =
      new TextTable()
          .left("after")
          .right("descriptors")
          .right("threads")
          .right("resident memory")
          .right("temporary files");

  private ResourceFigures(String url) {
    this.url = url;
  }

  /**
   * Measures and prints.
   *
   * @param connections how many; there are ten times as many statements, and a tenth of the streams
   */
  static void run(Console console, Path directory, int connections)
      throws SQLException, IOException, InterruptedException {
    console.heading("Connections, and what nobody closes");
    if (!Files.isDirectory(PROCESS)) {
      console.line("Not measured: this system does not tell what a process holds.");
      return;
    }
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      new ResourceFigures("jdbc:polarway:" + scratch.path().resolve("store"))
          .run(connections)
          .print(console.out());
    }
  }

  private TextTable run(int connections) throws SQLException, IOException, InterruptedException {
    int statements = STATEMENTS_PER_CONNECTION * connections;
    int streams = Math.max(1, connections / CONNECTIONS_PER_STREAM);
    try (Connection connection = DriverManager.getConnection(url)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t AS SELECT range AS i FROM range(1000000)");
      }
      for (int round = 0; round < 2; round++) {
        String which = round == 0 ? "a first round" : "a second round";
        open(connections);
        drop(connection, statements);
        abandon(connection, streams);
        add(which);
      }
      open(connections);
      add(Numbers.count(connections) + " connections");
      drop(connection, statements);
      add(Numbers.count(statements) + " statements, never closed");
      abandon(connection, streams);
      add(Numbers.count(streams) + " results, never read to the end");
    }
    return table;
  }

  private void add(String what) throws IOException, InterruptedException {
    Held held = Held.now();
    table.row(
        what,
        Numbers.count(held.descriptors()),
        Numbers.count(held.threads()),
        Numbers.megabytes(held.residentBytes()),
        Numbers.count(held.temporaryFiles()));
  }

  /** All of them are open at once. */
  private void open(int connections) throws SQLException {
    List<Connection> opened = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        Connection connection = DriverManager.getConnection(url);
        opened.add(connection);
        readOne(connection.createStatement(), "SELECT count(*) FROM t WHERE i < " + i);
      }
    } finally {
      for (Connection connection : opened) {
        connection.close();
      }
    }
  }

  private static void drop(Connection connection, int statements) throws SQLException {
    for (int i = 0; i < statements; i++) {
      PreparedStatement statement =
          connection.prepareStatement("SELECT i FROM t WHERE i = ? LIMIT 1");
      statement.setInt(1, i);
      statement.executeQuery().next();
    }
  }

  private static void abandon(Connection connection, int streams) throws SQLException {
    for (int i = 0; i < streams; i++) {
      readOne(connection.createStatement(), "SELECT i + " + i + " FROM t");
    }
  }

  private static void readOne(Statement statement, String sql) throws SQLException {
    ResultSet rows = statement.executeQuery(sql);
    rows.next();
  }
}
