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
   * A call.
   *
   * @param range from the name's first part to the closing parenthesis
   * @param arguments each null unless it is a text
   */
  public record Call(Name name, TextRange range, List<@Nullable String> arguments) {

    /** Whether it says of the engine itself what is true of it here. */
    public boolean isHarmless() {
      return EngineCatalog.HARMLESS_FUNCTIONS.contains(name.last().toLowerCase(Locale.ROOT));
    }
  }

  /** All such calls in a text. */
  public static List<Call> in(String text) {
    List<Token> tokens = Lexer.tokens(text);
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.isName()
          && tokens.get(i + 1).is("(")
          && EngineCatalog.isFunctionName(token.name(text))) {
        int first = i;
        while (first >= 2 && tokens.get(first - 1).is(".") && tokens.get(first - 2).isName()) {
          first -= 2;
        }
        List<String> parts = new ArrayList<>();
        for (int part = first; part <= i; part += 2) {
          parts.add(tokens.get(part).name(text));
        }
        Arguments found = arguments(tokens, i + 1);
        calls.add(
            new Call(
                new Name(parts),
                new TextRange(tokens.get(first).start(), found.end()),
                found.values()));
      }
    }
    return calls;
  }

  /**
   * What is in the parentheses of a call.
   *
   * @param end where the closing parenthesis ends
   */
  record Arguments(int end, List<@Nullable String> values) {}

  /** The arguments of the call whose opening parenthesis is the token {@code open}. */
  static Arguments arguments(List<Token> tokens, int open) {
    List<@Nullable String> values = new ArrayList<>();
    int depth = 0;
    int first = open + 1;
    for (int i = open; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.isAny("(", "[", "{")) {
        depth++;
      } else if (token.isAny(")", "]", "}")) {
        depth--;
      }
      if (depth == 0 || (depth == 1 && token.is(","))) {
        if (i > first || token.is(",")) {
          Token argument = tokens.get(first);
          values.add(i == first + 1 && isText(argument) ? Texts.value(argument) : null);
        }
        first = i + 1;
      }
      if (depth == 0) {
        return new Arguments(token.end(), values);
      }
    }
    return new Arguments(tokens.get(tokens.size() - 1).end(), values);
  }

  private static boolean isText(Token token) {
    return token.kind() == Token.Kind.TEXT && Texts.isText(token);
  }
}
