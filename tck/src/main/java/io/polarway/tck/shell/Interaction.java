package io.polarway.tck.shell;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

/**
 * A user at a terminal. Ctrl-C drops the line that is being written, or cancels the statement that
 * runs; Ctrl-D on an empty line ends the shell.
 */
final class Interaction {

  private static final String PROMPT = "polarway> ";

  private Interaction() {}

  /** Takes inputs until the user ends the shell. */
  static void run(Terminal terminal, Shell shell, Connection connection, Optional<Path> history) {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("polarway")
            .parser(new InputParser())
            .completer(new ShellCompleter(connection))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.AUTO_FRESH_LINE, false)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P %M> ")
            .build();
    history.ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
    terminal.handle(Signal.INT, signal -> shell.cancel());
    while (!shell.hasEnded()) {
      try {
        shell.run(reader.readLine(PROMPT));
      } catch (UserInterruptException lineDropped) {
        // The next prompt is all there is to say.
      } catch (EndOfFileException ended) {
        return;
      }
    }
  }
}
