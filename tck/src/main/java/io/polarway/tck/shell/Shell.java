package io.polarway.tck.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.polarway.jdbc.sql.SqlScript;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.UsageException;
import io.polarway.tck.shell.StoreNames.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes input, SQL and backslash commands, and shows what comes of it. One thread, but for {@link
 * #cancel}.
 */
final class Shell {

  private static final int DEEPEST_INCLUDE = 16;

  /** A table's name, its schema before it or not, each in quotes or not. */
  private static final Pattern TABLE_NAME =
      Pattern.compile("(?:(\"(?:[^\"]|\"\")+\"|[^\".]+)\\.)?(\"(?:[^\"]|\"\")+\"|[^\".]+)");

  private final Console console;
  private final Connection connection;
  private final Display display;
  private final StatementRunner runner;
  private int includes;
  private boolean ended;

  Shell(Console console, Connection connection, Display display) {
    this.console = console;
    this.connection = connection;
    this.display = display;
    this.runner = new StatementRunner(console, connection, display);
  }

  /** Whether the user has asked to end it. */
  boolean hasEnded() {
    return ended;
  }

  /** Ends the statement that runs, and what was to follow it; from any thread. */
  void cancel() {
    runner.cancel();
  }

  /**
   * Takes one complete input: a backslash command, or statements, which run up to the first that
   * fails.
   *
   * @return whether all went well
   */
  boolean run(String input) {
    if (InputParser.isCommand(input)) {
      return command(input.strip());
    }
    for (String statement : SqlScript.split(input)) {
      if (!runner.run(statement)) {
        return false;
      }
    }
    return true;
  }

  /** Takes a whole text of statements and backslash commands, up to the first that fails. */
  boolean runScript(BufferedReader lines) throws IOException {
    StringBuilder pending = new StringBuilder();
    String line;
    while (!ended && (line = lines.readLine()) != null) {
      if (pending.length() == 0 && InputParser.isCommand(line)) {
        if (!command(line.strip())) {
          return false;
        }
        continue;
      }
      pending.append(line).append('\n');
      if (line.contains(";")) {
        SqlScript script = SqlScript.of(pending.toString());
        for (String statement : script.ended()) {
          if (!runner.run(statement)) {
            return false;
          }
        }
        pending.setLength(0);
        if (!script.rest().isEmpty()) {
          pending.append(script.rest()).append('\n');
        }
      } else if (pending.toString().isBlank()) {
        pending.setLength(0);
      }
    }
    return ended || run(pending.toString());
  }

  /** Closes the file that results go to, if there is one. */
  void finish() {
    display.restore();
  }

  private boolean command(String input) {
    String[] words = input.split("\\s+", 2);
    String argument = words.length == 1 ? "" : words[1].strip();
    BackslashCommand command = BackslashCommand.of(words[0]);
    try {
      if (command == null) {
        throw new UsageException("There is no command %s; \\? lists them.".formatted(words[0]));
      }
      return command(command, argument);
    } catch (SQLException e) {
      runner.printError(e);
    } catch (UsageException e) {
      console.errors().println("error: " + e.getMessage());
    } catch (IOException e) {
      console.errors().printf("error: %s cannot be opened: %s%n", argument, e);
    }
    return false;
  }

  private boolean command(BackslashCommand command, String argument)
      throws SQLException, IOException {
    TableDescription description = new TableDescription(connection, display.out());
    switch (command) {
      case DESCRIBE -> {
        if (argument.isEmpty()) {
          description.printTables("");
        } else {
          description.printColumns(table(argument));
        }
      }
      case TABLES -> description.printTables(argument);
      case SCHEMAS -> description.printSchemas();
      case TIMING -> {
        display.setTiming(argument.isEmpty() ? !display.timing() : isOn(command, argument));
        console.line("timing is " + (display.timing() ? "on" : "off"));
      }
      case EXPANDED -> {
        display.setExpanded(expanded(argument));
        console.line("expanded rows: " + display.expanded().name().toLowerCase(Locale.ROOT));
      }
      case ROWS -> display.setRowLimit(number(command, argument));
      case FORMAT -> display.setFormat(choice(Display.Format.class, command, argument));
      case INCLUDE -> {
        return include(argument);
      }
      case OUTPUT -> redirect(argument);
      case HELP -> printHelp();
      case QUIT -> ended = true;
    }
    return true;
  }

  private Table table(String written) throws SQLException {
    Matcher name = TABLE_NAME.matcher(written.replaceFirst(";$", ""));
    if (name.matches()) {
      @Nullable String schema = name.group(1);
      Table table =
          StoreNames.of(connection)
              .find(
                  schema == null ? null : Completion.unquoted(schema),
                  Completion.unquoted(name.group(2)));
      if (table != null) {
        return table;
      }
    }
    throw new UsageException("There is no table %s; \\dt lists the tables.".formatted(written));
  }

  private static boolean isOn(BackslashCommand command, String argument) {
    return switch (argument.toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "off" -> false;
      default -> throw wrongArgument(command, argument);
    };
  }

  private Display.Expanded expanded(String argument) {
    if (argument.isEmpty()) {
      return display.expanded() == Display.Expanded.ON ? Display.Expanded.OFF : Display.Expanded.ON;
    }
    return choice(Display.Expanded.class, BackslashCommand.EXPANDED, argument);
  }

  private static <E extends Enum<E>> E choice(
      Class<E> type, BackslashCommand command, String argument) {
    for (E choice : type.getEnumConstants()) {
      if (choice.name().equalsIgnoreCase(argument)) {
        return choice;
      }
    }
    throw wrongArgument(command, argument);
  }

  private static int number(BackslashCommand command, String argument) {
    try {
      int number = Integer.parseInt(argument);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // The same as for a negative one.
    }
    throw wrongArgument(command, argument);
  }

  private static UsageException wrongArgument(BackslashCommand command, String argument) {
    return new UsageException(
        "%s takes %s, not '%s'.".formatted(command.word(), command.argument(), argument));
  }

  private boolean include(String file) throws IOException {
    if (file.isEmpty()) {
      throw new UsageException("\\i takes the name of a file.");
    }
    if (includes == DEEPEST_INCLUDE) {
      throw new UsageException("\\i %s: files include each other too deep.".formatted(file));
    }
    includes++;
    try (BufferedReader lines = Files.newBufferedReader(Path.of(file), UTF_8)) {
      return runScript(lines);
    } finally {
      includes--;
    }
  }

  private void redirect(String file) throws IOException {
    if (file.isEmpty()) {
      display.restore();
    } else {
      display.redirect(new PrintStream(Files.newOutputStream(Path.of(file)), false, UTF_8));
    }
  }

  private void printHelp() {
    for (BackslashCommand command : BackslashCommand.values()) {
      console.line(
          "  %-26s %s".formatted(command.word() + " " + command.argument(), command.help()));
    }
    console.line("  anything else is SQL, up to a semicolon, over as many lines as it takes");
  }
}
