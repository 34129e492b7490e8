package io.polarway.tck.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The shell: {@code shell [STORE] [-c "STATEMENT; ..."] [-f FILE] [--csv | --json]}. Without {@code
 * -c} and {@code -f} it takes its input from the terminal, or from a pipe. Exit status 1 when a
 * statement of {@code -c}, {@code -f} or a pipe fails, 2 for a wrong command line.
 */
public final class ShellCommand {

  /** Of a terminal that does not tell its own. */
  private static final Size USUAL_SIZE = new Size(80, 24);

  private ShellCommand() {}

  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    try {
      ShellOptions options = ShellOptions.of(List.of(arguments));
      boolean interactive =
          options.inputs().isEmpty()
              && console.terminal()
              && Boolean.getBoolean("polarway.terminal.input");
      if (!(interactive ? runOnTerminal(options) : run(console, options))) {
        System.exit(1);
      }
    } catch (UsageException e) {
      console.errors().println("shell: " + e.getMessage());
      System.exit(2);
    } catch (SQLException e) {
      console.errors().printf("error: %s (SQLState %s)%n", e.getMessage(), e.getSQLState());
      System.exit(1);
    } catch (IOException e) {
      console.errors().println("error: " + e);
      System.exit(1);
    }
  }

  /** Runs the inputs of the command line, or else standard input, up to the first failure. */
  static boolean run(Console console, ShellOptions options) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(options.url())) {
      Display display = new Display(console.out(), () -> Display.UNLIMITED);
      display.setFormat(options.format());
      Shell shell = new Shell(console, connection, display);
      try {
        if (options.inputs().isEmpty()) {
          return shell.runScript(new BufferedReader(new InputStreamReader(System.in, UTF_8)));
        }
        for (String input : options.inputs()) {
          if (!shell.run(input)) {
            return false;
          }
        }
        return true;
      } finally {
        shell.finish();
      }
    }
  }

  private static boolean runOnTerminal(ShellOptions options) throws SQLException, IOException {
    try (Terminal terminal =
        TerminalBuilder.builder().system(true).dumb(true).encoding(UTF_8).build()) {
      runOn(
          terminal,
          options,
          StateDirectory.historyFile(System.getenv(), Path.of(System.getProperty("user.home"))));
      return true;
    }
  }

  /** Talks with the user of a terminal until the user ends it. */
  static void runOn(Terminal terminal, ShellOptions options, Optional<Path> history)
      throws SQLException {
    if (terminal.getWidth() == 0) {
      terminal.setSize(USUAL_SIZE);
    }
    PrintStream out = new PrintStream(terminal.output(), true, UTF_8);
    boolean drawable = !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    Console console = new Console(out, out, drawable);
    try (Connection connection = DriverManager.getConnection(options.url())) {
      DatabaseMetaData driver = connection.getMetaData();
      console.line(
          "%s %s on %s"
              .formatted(driver.getDriverName(), driver.getDriverVersion(), options.place()));
      console.line("\\? lists the commands, Ctrl-D ends.");
      Display display = new Display(out, terminal::getWidth);
      display.setFormat(options.format());
      Shell shell = new Shell(console, connection, display);
      try {
        Interaction.run(terminal, shell, connection, history);
      } finally {
        shell.finish();
      }
    }
  }
}
