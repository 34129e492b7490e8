package io.polarway.tck.shell;

import io.polarway.jdbc.sql.SqlScript;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells the line reader when an input is complete (a backslash command at the end of its line, SQL
 * at a semicolon) and which word the cursor stands behind.
 */
final class InputParser implements Parser {

  @Override
  public ParsedLine parse(String text, int cursor, ParseContext context) {
    boolean command = isCommand(text);
    boolean asksWhetherComplete =
        context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT;
    if (asksWhetherComplete && !command) {
      SqlScript script = SqlScript.of(text);
      if (!script.rest().isEmpty()) {
        throw new EOFError(-1, -1, "The statement has no semicolon yet", sign(script.open()));
      }
    }
    int start =
        command
            ? text.lastIndexOf(' ', cursor - 1) + 1
            : Completion.wordStart(text.substring(0, cursor));
    return new Input(text, cursor, start);
  }

  static boolean isCommand(String text) {
    return text.stripLeading().startsWith("\\");
  }

  /** What stands before the arrow of the next line's prompt. */
  private static String sign(SqlScript.Open open) {
    return switch (open) {
      case NOTHING -> "-";
      case TEXT -> "'";
      case NAME -> "\"";
      case COMMENT -> "*";
      case PARENTHESIS -> "(";
    };
  }

  /** The whole input is one word for all but completion, which sees the word at the cursor. */
  private record Input(String line, int cursor, int start) implements CompletingParsedLine {

    @Override
    public String word() {
      return line.substring(start, cursor);
    }

    @Override
    public int wordCursor() {
      return cursor - start;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor();
    }

    @Override
    public int rawWordLength() {
      return wordCursor();
    }
  }
}
