package io.polarway.jdbc.sql;

import java.util.ArrayList;
import java.util.List;

/** A text of several statements. */
public final class SqlScript {
  private SqlScript() {}

  /**
   * The statements of a script, without the semicolons between them. A semicolon within quotes or
   * comments separates nothing; a statement that has no word in it is left out.
   */
  public static List<String> split(String script) {
    List<String> statements = new ArrayList<>();
    int start = -1;
    int end = -1;
    for (Token token : Lexer.tokens(script)) {
      if (token.is(";")) {
        if (start >= 0) {
          statements.add(script.substring(start, end));
        }
        start = -1;
      } else {
        start = start < 0 ? token.start() : start;
        end = token.end();
      }
    }
    if (start >= 0) {
      statements.add(script.substring(start, end));
    }
    return statements;
  }
}
