package io.polarway.tck.shell;

import io.polarway.tck.console.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param url the store's, with what the user gave of properties
 * @param inputs what runs in the place of standard input: statements or a backslash command each
 */
record ShellOptions(String url, List<String> inputs, Display.Format format) {

  static final String USAGE =
      "Usage: polarway shell [STORE] [-c \"STATEMENT; ...\"] [-f FILE] [--csv | --json]";

  private static final String URL_PREFIX = "jdbc:polarway:";

  /**
   * Reads a command line.
   *
   * @throws UsageException when it is none
   */
  static ShellOptions of(List<String> arguments) {
    String url = "";
    List<String> inputs = new ArrayList<>();
    Display.Format format = Display.Format.TABLE;
    for (Iterator<String> left = arguments.iterator(); left.hasNext(); ) {
      String argument = left.next();
      switch (argument) {
        case "-c" -> inputs.add(value(argument, left));
        case "-f" -> inputs.add("\\i " + value(argument, left));
        case "--csv" -> format = Display.Format.CSV;
        case "--json" -> format = Display.Format.JSON;
        default -> {
          if (argument.startsWith("-")) {
            throw new UsageException("unknown argument: " + argument + "\n" + USAGE);
          }
          if (!url.isEmpty()) {
            throw new UsageException("more than one store: " + argument + "\n" + USAGE);
          }
          url = url(argument);
        }
      }
    }
    return new ShellOptions(url.isEmpty() ? URL_PREFIX : url, List.copyOf(inputs), format);
  }

  private static String value(String option, Iterator<String> left) {
    if (!left.hasNext()) {
      throw new UsageException(option + " needs a value\n" + USAGE);
    }
    return left.next();
  }

  private static String url(String store) {
    return store.startsWith(URL_PREFIX) ? store : URL_PREFIX + Path.of(store).toAbsolutePath();
  }

  /** What the store is, for the user. */
  String place() {
    return url.equals(URL_PREFIX) ? "a private temporary store" : url;
  }
}
