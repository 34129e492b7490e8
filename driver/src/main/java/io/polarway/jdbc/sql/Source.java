package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import java.util.List;

/** A statement's text with its tokens. */
final class Source {
  private final String given;
  private final int offset;
  private final String text;
  private final List<Token> tokens;

  private Source(String given, int offset, String text, List<Token> tokens) {
    this.given = given;
    this.offset = offset;
    this.text = text;
    this.tokens = tokens;
  }

  /** Takes the one statement out of a text: comments and blanks around it and a semicolon go. */
  static Source of(String given) throws SqlSyntaxException {
    List<Token> all = Lexer.tokens(given);
    int count = all.size();
    while (count > 0 && all.get(count - 1).is(";")) {
      count--;
    }
    if (count == 0) {
      throw SqlSyntaxException.wrong(given, 0, "There is no statement");
    }
    int offset = all.get(0).start();
    String text = given.substring(offset, all.get(count - 1).end());
    List<Token> tokens =
        count == all.size() && offset == 0
            ? all
            : all.subList(0, count).stream()
                .map(
                    token ->
                        new Token(
                            token.kind(),
                            token.start() - offset,
                            token.end() - offset,
                            token.image()))
                .toList();
    return new Source(given, offset, text, tokens).checked();
  }

  private Source checked() throws SqlSyntaxException {
    StringBuilder open = new StringBuilder();
    for (Token token : tokens) {
      if (token.kind() == Kind.UNTERMINATED) {
        throw wrong(
            token.start(),
            switch (token.image().charAt(0)) {
              case '"' -> "A quoted name without an end";
              case '/' -> "A comment without an end";
              default -> "A text without a closing quote";
            });
      }
      if (token.kind() == Kind.SYMBOL) {
        char symbol = token.image().charAt(0);
        if (symbol == ';') {
          throw wrong(
              token.start(), "More than one statement; run them one by one. The first ends");
        }
        if ("([{".indexOf(symbol) >= 0) {
          open.append(symbol);
        } else if (")]}".indexOf(symbol) >= 0) {
          int last = open.length() - 1;
          if (last < 0 || "([{".indexOf(open.charAt(last)) != ")]}".indexOf(symbol)) {
            throw wrong(token.start(), "A \"" + symbol + "\" that closes nothing");
          }
          open.setLength(last);
        }
      }
    }
    if (open.length() > 0) {
      throw wrong(
          text.length(),
          "A \"" + open.charAt(open.length() - 1) + "\" is not closed: the statement ends");
    }
    Token tooDeep = QueryNesting.tooDeep(tokens);
    if (tooDeep != null) {
      throw wrong(
          tooDeep.start(), "More than %d queries within each other".formatted(QueryNesting.MOST));
    }
    return this;
  }

  String text() {
    return text;
  }

  List<Token> tokens() {
    return tokens;
  }

  /** How many parameters there are: the question marks, or the highest number of a parameter. */
  int parameterCount() {
    int plain = (int) tokens.stream().filter(token -> token.kind() == Kind.PARAMETER).count();
    return Math.max(plain, tokens.stream().mapToInt(Token::parameterNumber).max().orElse(0));
  }

  /** The number of a parameter among those of the statement, from 0. */
  int parameterIndex(Token parameter) {
    if (parameter.kind() == Kind.NAMED_PARAMETER) {
      return parameter.parameterNumber() - 1;
    }
    int index = 0;
    for (Token token : tokens) {
      if (token.start() == parameter.start()) {
        return index;
      }
      index += token.kind() == Kind.PARAMETER ? 1 : 0;
    }
    throw new IllegalArgumentException("not a parameter of this statement: " + parameter);
  }

  SqlSyntaxException wrong(int position, String what) {
    return SqlSyntaxException.wrong(given, position + offset, what);
  }
}
