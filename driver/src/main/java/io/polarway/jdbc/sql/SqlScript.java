package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A text of several statements, cut at its semicolons. A semicolon within quotes or comments
 * separates nothing; a statement that has no word in it is left out. For programs that read SQL
 * before they run it, such as an interactive shell.
 *
 * @param ended the statements that a semicolon ends, without it
 * @param rest the statement behind the last semicolon, empty when there is none
 * @param open what the rest leaves open, so that more has to follow
 */
public record SqlScript(List<String> ended, String rest, Open open) {

  /** What a text can leave open at its end. */
  public enum Open {
    NOTHING,
    /** A text in single or dollar quotes. */
    TEXT,
    /** A name in double quotes. */
    NAME,
    COMMENT,
    /** A parenthesis, bracket or brace. */
    PARENTHESIS
  }

  /** Reads any text; none is refused. */
  public static SqlScript of(String script) {
    List<String> ended = new ArrayList<>();
    int start = -1;
    int end = -1;
    int depth = 0;
    Token last = null;
    for (Token token : Lexer.tokens(script)) {
      last = token;
      if (token.is(";")) {
        if (start >= 0) {
          ended.add(script.substring(start, end));
        }
        start = -1;
        depth = 0;
      } else {
        start = start < 0 ? token.start() : start;
        end = token.end();
        if (token.isAny("(", "[", "{")) {
          depth++;
        } else if (token.isAny(")", "]", "}")) {
          depth--;
        }
      }
    }
    Open open = depth > 0 ? Open.PARENTHESIS : Open.NOTHING;
    if (last != null && last.kind() == Kind.UNTERMINATED) {
      open =
          switch (last.image().charAt(0)) {
            case '"' -> Open.NAME;
            case '/' -> Open.COMMENT;
            default -> Open.TEXT;
          };
    }
    return new SqlScript(List.copyOf(ended), start < 0 ? "" : script.substring(start, end), open);
  }

  /** All statements of a script, whether a semicolon ends the last one or not. */
  public static List<String> split(String text) {
    SqlScript script = of(text);
    if (script.rest.isEmpty()) {
      return script.ended;
    }
    List<String> statements = new ArrayList<>(script.ended);
    statements.add(script.rest);
    return statements;
  }
}
