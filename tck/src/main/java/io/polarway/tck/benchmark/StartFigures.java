package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A new process that opens a database, runs SELECT 1 and ends; and a connection more in one. */
final class StartFigures {

  private static final int RECONNECTIONS = 500;

  private final Console console;
  private final LoadedDatabases databases;
  private final int rounds;

  StartFigures(Console console, LoadedDatabases databases, int rounds) {
    this.console = console;
    this.databases = databases;
    this.rounds = rounds;
  }

  Map<String, Object> measure() throws SQLException, IOException {
    console.heading("Start: a new JVM opens the database, runs SELECT 1 and ends");
    List<Database> contestants =
        List.of(databases.polarway(), databases.duckDb(), databases.sqlite(), databases.h2());
    long[][] starts = new long[contestants.size()][rounds];
    long[][] reconnections = new long[contestants.size()][];
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        long nanos = start(contestants.get(i));
        if (round >= 0) {
          starts[i][round] = nanos;
        }
      }
    }
    for (int i = 0; i < contestants.size(); i++) {
      reconnections[i] = reconnect(contestants.get(i));
    }
    return report(contestants, starts, reconnections);
  }

  private Map<String, Object> report(
      List<Database> contestants, long[][] starts, long[][] reconnections) {
    Map<String, Object> report = new LinkedHashMap<>();
    TextTable table =
        new TextTable()
            .left("")
            .right("new JVM, median")
            .right("Polarway to it")
            .right("one connection more, median");
    for (int i = 0; i < starts.length; i++) {
      Samples samples = new Samples(starts[i]);
      double ratio = new Samples(starts[0]).ratioTo(samples);
      double reconnection = new Samples(reconnections[i]).median();
      table.row(
          contestants.get(i).name(),
          Numbers.seconds(Math.round(samples.median())),
          Numbers.ratio(ratio),
          Numbers.fixed(reconnection / 1_000_000, 3) + " ms");
      report.put(
          contestants.get(i).name(),
          Map.of(
              "startNanos", starts[i],
              "polarwayRatio", ratio,
              "connectAndCloseNanos", reconnection));
    }
    table.print(console.out());
    return report;
  }

  private static long start(Database database) throws IOException, SQLException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(
        List.of("-cp", classPath(database), StartProgram.class.getName(), database.url()));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException(database.name() + " did not start: " + exitCode);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return System.nanoTime() - start;
  }

  /** What a program with this database alone has on its class path. */
  private static String classPath(Database database) throws SQLException {
    if (database.url().startsWith("jdbc:polarway:")) {
      String h2 = pathOf(org.h2.Driver.class).toString();
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> !entry.equals(h2))
          .collect(Collectors.joining(File.pathSeparator));
    }
    Class<?> driver = DriverManager.getDriver(database.url()).getClass();
    return pathOf(StartProgram.class) + File.pathSeparator + pathOf(driver);
  }

  private static Path pathOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens and closes a connection beside one that is open, again and again. */
  private static long[] reconnect(Database database) throws SQLException {
    long[] nanos = new long[RECONNECTIONS];
    try (Connection open = DriverManager.getConnection(database.url())) {
      for (int i = -RECONNECTIONS; i < RECONNECTIONS; i++) {
        long start = System.nanoTime();
        DriverManager.getConnection(database.url()).close();
        if (i >= 0) {
          nanos[i] = System.nanoTime() - start;
        }
      }
      if (open.isClosed()) {
        throw new IllegalStateException(database.name() + " closed the first connection");
      }
    }
    return nanos;
  }
}
