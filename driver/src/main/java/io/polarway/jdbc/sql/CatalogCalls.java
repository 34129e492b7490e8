package io.polarway.jdbc.sql;

import io.polarway.storage.syntax.EngineCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads calls of the engine's functions that list what is in its catalog. */
public final class CatalogCalls {

  private CatalogCalls() {}

  /**
   * A call's arguments.
   *
   * @param end where the closing parenthesis ends
   */
  record Call(int end, List<@Nullable String> arguments) {}

  /** The names of all such functions that a text calls, in lower case. */
  public static List<String> in(String text) {
    List<Token> tokens = Lexer.tokens(text);
    List<String> names = new ArrayList<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.isName()
          && tokens.get(i + 1).is("(")
          && EngineCatalog.isFunctionName(token.name(text))) {
        names.add(token.name(text).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** The call whose opening parenthesis is the token {@code open}. */
  static Call at(Source source, int open) {
    List<Token> tokens = source.tokens();
    List<@Nullable String> arguments = new ArrayList<>();
    int depth = 0;
    int first = open + 1;
    for (int i = open; ; i++) {
      Token token = tokens.get(i);
      if (token.isAny("(", "[", "{")) {
        depth++;
      } else if (token.isAny(")", "]", "}")) {
        depth--;
      }
      if (depth == 0 || (depth == 1 && token.is(","))) {
        if (i > first || token.is(",")) {
          Token argument = tokens.get(first);
          arguments.add(i == first + 1 && isText(argument) ? Texts.value(argument) : null);
        }
        first = i + 1;
      }
      if (depth == 0) {
        return new Call(token.end(), arguments);
      }
    }
  }

  private static boolean isText(Token token) {
    return token.kind() == Token.Kind.TEXT && Texts.isText(token);
  }
}
