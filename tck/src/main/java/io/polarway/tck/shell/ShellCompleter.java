package io.polarway.tck.shell;

import io.polarway.tck.shell.Completion.Kind;
import io.polarway.tck.shell.Completion.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Gives the line reader its candidates: names of the store as they are at this moment. */
final class ShellCompleter implements Completer {

  private final Connection connection;

  ShellCompleter(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    try {
      if (InputParser.isCommand(line.line())) {
        completeCommand(line, candidates);
      } else {
        for (Suggestion suggestion :
            Completion.at(line.line(), line.cursor(), StoreNames.of(connection))) {
          candidates.add(candidate(suggestion));
        }
      }
    } catch (SQLException noNames) {
      // Nothing can be suggested then; the next statement says why.
    }
  }

  private void completeCommand(ParsedLine line, List<Candidate> candidates) throws SQLException {
    String[] words = line.line().strip().split("\\s+");
    BackslashCommand command = BackslashCommand.of(words[0]);
    if (line.word().startsWith("\\") || command == null) {
      for (BackslashCommand known : BackslashCommand.values()) {
        candidates.add(
            new Candidate(known.word(), known.word(), null, known.help(), null, null, true));
      }
    } else if (command == BackslashCommand.INCLUDE || command == BackslashCommand.OUTPUT) {
      completeFile(line.word(), candidates);
    } else if (command == BackslashCommand.DESCRIBE || command == BackslashCommand.TABLES) {
      for (StoreNames.Table table : StoreNames.of(connection).tables().keySet()) {
        candidates.add(candidate(new Suggestion(Kind.TABLE, Completion.quoted(table.name()))));
      }
    } else {
      command.choices().forEach(choice -> candidates.add(new Candidate(choice)));
    }
  }

  /** The entries of the directory that the word names, a directory with a slash behind it. */
  private static void completeFile(String word, List<Candidate> candidates) {
    String directory = word.substring(0, word.lastIndexOf('/') + 1);
    try (Stream<Path> entries = Files.list(Path.of(directory.isEmpty() ? "." : directory))) {
      entries.forEach(
          entry -> {
            boolean isDirectory = Files.isDirectory(entry);
            String name = directory + entry.getFileName() + (isDirectory ? "/" : "");
            candidates.add(new Candidate(name, name, null, null, null, null, !isDirectory));
          });
    } catch (IOException | InvalidPathException noDirectory) {
      // There is nothing to suggest then.
    }
  }

  private static Candidate candidate(Suggestion suggestion) {
    return new Candidate(
        suggestion.text(), suggestion.text(), suggestion.kind().plural(), null, null, null, true);
  }
}
