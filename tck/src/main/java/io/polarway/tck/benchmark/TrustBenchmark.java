package io.polarway.tck.benchmark;

import io.polarway.tck.console.Arguments;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.console.UsageException;
import io.polarway.tck.crash.CrashRun;
import io.polarway.tck.damage.ByteFlips;
import io.polarway.tck.damage.ByteFlips.Flip;
import io.polarway.tck.damage.Outcome;
import io.polarway.tck.damage.Subject;
import io.polarway.tck.process.ProcessRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What becomes of stored rows when processes are killed, when many work at once, and when bytes
 * change on the disk; and what a process holds after much was left open. The first two end with an
 * error when anything does not hold.
 */
public final class TrustBenchmark {

  private static final int DEFAULT_KILLS = 200;
  private static final int QUICK_KILLS = 20;
  private static final int DEFAULT_FLIPS = 60;
  private static final int QUICK_FLIPS = 12;
  private static final int DEFAULT_SECONDS = 60;
  private static final int QUICK_SECONDS = 5;
  private static final int DEFAULT_CONNECTIONS = 2_000;
  private static final int QUICK_CONNECTIONS = 50;
  private static final int WRITERS = 4;
  private static final int READERS = 8;
  private static final int MANY = 1_000_000;

  private TrustBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Console console = Console.ofProcess();
    try {
      run(console, List.of(arguments));
    } catch (UsageException e) {
      console.errors().println("bench trust: " + e.getMessage());
      System.exit(2);
    }
  }

  static void run(Console console, List<String> arguments)
      throws SQLException, IOException, InterruptedException {
    Arguments options =
        new Arguments(
            arguments,
            Set.of(
                "--kills",
                "--flips",
                "--seconds",
                "--connections",
                "--writers",
                "--readers",
                "--directory",
                "--seed"),
            Set.of("--quick"));
    boolean quick = options.has("--quick");
    int kills = options.number("--kills", quick ? QUICK_KILLS : DEFAULT_KILLS, 0, MANY);
    int flips = options.number("--flips", quick ? QUICK_FLIPS : DEFAULT_FLIPS, 0, MANY);
    int seconds = options.number("--seconds", quick ? QUICK_SECONDS : DEFAULT_SECONDS, 0, MANY);
    int connections =
        options.number("--connections", quick ? QUICK_CONNECTIONS : DEFAULT_CONNECTIONS, 0, MANY);
    int writers = options.number("--writers", WRITERS, 1, 100);
    int readers = options.number("--readers", READERS, 1, 100);
    int seed = options.number("--seed", (int) (System.nanoTime() % MANY), 0, MANY);
    String directoryText = options.text("--directory");
    Path directory =
        Path.of(directoryText == null ? System.getProperty("java.io.tmpdir") : directoryText)
            .toAbsolutePath();
    console.line("Machine: " + Machine.here(directory));
    console.line("Seed: " + seed);
    if (kills > 0) {
      kill(console, directory, kills, seed);
    }
    if (seconds > 0) {
      together(console, directory, writers, readers, seconds, seed);
    }
    if (connections > 0) {
      ResourceFigures.run(console, directory, connections);
    }
    if (flips > 0) {
      flip(console, directory, flips, seed);
    }
  }

  private static void kill(Console console, Path directory, int kills, int seed)
      throws SQLException, IOException, InterruptedException {
    console.heading("Processes that are killed, end at named points, or lose power");
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      CrashRun.Summary summary = CrashRun.run(scratch.path(), kills, seed, store -> {});
      long acknowledged =
          summary.acknowledged().values().stream().mapToLong(Integer::longValue).sum();
      new TextTable()
          .left("")
          .right("")
          .row("ends of processes", Numbers.count(kills))
          .row("changes acknowledged", Numbers.count(acknowledged))
          .row("lost, doubled or half done", "0")
          .row("named points", Integer.toString(summary.points().size()))
          .row("files cut or removed by losses of power", Integer.toString(summary.filesLost()))
          .row("longest reopening", summary.longestOpening().toMillis() + " ms")
          .print(console.out());
    }
  }

  private static void together(
      Console console, Path directory, int writers, int readers, int seconds, int seed)
      throws SQLException, IOException, InterruptedException {
    console.heading("Processes on one store");
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      ProcessRun.Summary summary =
          ProcessRun.run(scratch.path().resolve("store"), writers, readers, seconds, seed);
      new TextTable()
          .left("")
          .right("")
          .row("writers", Integer.toString(writers))
          .row("readers", Integer.toString(readers))
          .row("seconds", Integer.toString(seconds))
          .row("transfers acknowledged", Numbers.count(summary.transfers()))
          .row("snapshots checked", Numbers.count(summary.snapshots()))
          .row("lost, doubled, torn or failed", "0")
          .print(console.out());
    }
  }

  private static void flip(Console console, Path directory, int count, int seed)
      throws SQLException, IOException, InterruptedException {
    console.heading("Bytes that change on the disk: " + count + " flipped bits, one at a time");
    TextTable table = new TextTable().left("");
    for (Outcome outcome : Outcome.values()) {
      table.right(outcome.toString().toLowerCase(Locale.ROOT));
    }
    for (Subject subject : Subject.values()) {
      try (ScratchDirectory scratch = ScratchDirectory.in(directory);
          ByteFlips bytes = new ByteFlips(subject, scratch.path(), seed)) {
        List<Flip> flips = bytes.run(count);
        List<String> cells = new ArrayList<>(List.of(subject.title()));
        for (Outcome outcome : Outcome.values()) {
          cells.add(Long.toString(flips.stream().filter(f -> f.outcome() == outcome).count()));
        }
        table.row(cells);
      }
    }
    table.print(console.out());
  }
}
