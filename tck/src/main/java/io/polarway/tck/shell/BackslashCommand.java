package io.polarway.tck.shell;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The shell's own commands, which no semicolon ends. */
enum BackslashCommand {
  DESCRIBE("\\d", "[TABLE]", "the tables, or the columns of one"),
  TABLES("\\dt", "[PART]", "the tables, or those with this in their names"),
  SCHEMAS("\\dn", "", "the schemas"),
  TIMING("\\timing", "[on|off]", "whether times are shown"),
  EXPANDED("\\x", "[on|off|auto]", "each row as a table of its own; auto: where it is too wide"),
  ROWS("\\rows", "NUMBER", "how many rows of a result are shown, 0 for all"),
  FORMAT("\\format", "table|csv|json", "how rows are written"),
  INCLUDE("\\i", "FILE", "runs the statements in a file"),
  OUTPUT("\\o", "[FILE]", "sends results to a file, or back to the terminal"),
  HELP("\\?", "", "this list"),
  QUIT("\\q", "", "ends the shell; Ctrl-D does too");

  private final String word;
  private final String argument;
  private final String help;

  BackslashCommand(String word, String argument, String help) {
    this.word = word;
    this.argument = argument;
    this.help = help;
  }

  String word() {
    return word;
  }

  /** What it takes, in the form of a usage text. */
  String argument() {
    return argument;
  }

  String help() {
    return help;
  }

  /** The values that it takes, where there are only some. */
  List<String> choices() {
    return argument.contains("|")
        ? List.of(argument.replaceAll("[\\[\\]]", "").split("\\|"))
        : List.of();
  }

  static @Nullable BackslashCommand of(String word) {
    String lowerCase = word.toLowerCase(Locale.ROOT);
    for (BackslashCommand command : BackslashCommand.values()) {
      if (command.word.equals(lowerCase)) {
        return command;
      }
    }
    return null;
  }
}
