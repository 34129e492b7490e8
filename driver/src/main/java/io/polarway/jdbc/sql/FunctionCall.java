package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call of a function whose value is the first parameter: {@code {? = call f(...)}}, also
 * without its braces.
 */
public final class FunctionCall {

  private static final String SELECT = "SELECT ";

  private FunctionCall() {}

  /**
   * The query that gives the value: what stands before the function's name is SELECT in it, and the
   * rest stands where it did. Null for a text that is none.
   *
   * @throws SqlSyntaxException when what follows is not the call of one function
   */
  public static @Nullable String query(String given) throws SqlSyntaxException {
    List<Token> tokens = Lexer.tokens(given);
    int end = tokens.size();
    while (end > 0 && tokens.get(end - 1).is(";")) {
      end--;
    }
    int first = end > 0 && tokens.get(0).is("{") ? 1 : 0;
    if (end < first + 4
        || tokens.get(first).kind() != Kind.PARAMETER
        || !tokens.get(first + 1).is("=")
        || !tokens.get(first + 2).is("CALL")) {
      return null;
    }
    if (first == 1) {
      end--;
      if (!tokens.get(end).is("}")) {
        throw SqlSyntaxException.wrong(given, 0, "A JDBC escape without its closing brace");
      }
    }
    int name = first + 3;
    int last = name;
    while (last + 2 < end && tokens.get(last + 1).is(".") && tokens.get(last + 2).isName()) {
      last += 2;
    }
    int start = tokens.get(name).start();
    if (!tokens.get(name).isName() || !isArguments(tokens.subList(last + 1, end))) {
      throw SqlSyntaxException.wrong(given, start, "Expected the call of one function");
    }
    return SELECT
        + " ".repeat(Math.max(0, start - SELECT.length()))
        + given.substring(start, tokens.get(end - 1).end())
        + (last + 1 == end ? "()" : "");
  }

  /** Whether tokens are one pair of parentheses with what is in it, or nothing. */
  private static boolean isArguments(List<Token> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        depth++;
      } else if (tokens.get(i).is(")")) {
        depth--;
      }
      if (depth == 0) {
        return i == tokens.size() - 1;
      }
    }
    return tokens.isEmpty();
  }
}
