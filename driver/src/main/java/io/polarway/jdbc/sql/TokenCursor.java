package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Steps through the tokens of a statement. */
final class TokenCursor {
  private static final Token NOTHING = new Token(Kind.UNTERMINATED, 0, 0, "");

  private final Source source;
  private final List<Token> tokens;
  private int index;

  TokenCursor(Source source) {
    this.source = source;
    this.tokens = source.tokens();
  }

  Source source() {
    return source;
  }

  int index() {
    return index;
  }

  void moveTo(int newIndex) {
    index = newIndex;
  }

  boolean atEnd() {
    return index >= tokens.size();
  }

  /** The next token, which is one that equals nothing at the end. */
  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return index + ahead < tokens.size() ? tokens.get(index + ahead) : NOTHING;
  }

  Token next() {
    Token token = peek();
    index++;
    return token;
  }

  /** The token before the next. */
  Token last() {
    return tokens.get(index - 1);
  }

  boolean isNext(String... images) {
    for (int i = 0; i < images.length; i++) {
      if (!peek(i).is(images[i])) {
        return false;
      }
    }
    return true;
  }

  /** Steps over these tokens if they are the next ones. */
  boolean accept(String... images) {
    if (isNext(images)) {
      index += images.length;
      return true;
    }
    return false;
  }

  void expect(String... images) throws SqlSyntaxException {
    for (String image : images) {
      if (!accept(image)) {
        throw unexpected("expected " + image);
      }
    }
  }

  void expectEnd() throws SqlSyntaxException {
    if (!atEnd()) {
      throw unexpected("expected the end of the statement");
    }
  }

  /** A name of one part. */
  String simpleName(String what) throws SqlSyntaxException {
    if (!peek().isName()) {
      throw unexpected("expected " + what);
    }
    return next().name(source.text());
  }

  /** A name with points in it. */
  Name name(String what) throws SqlSyntaxException {
    List<String> parts = new ArrayList<>();
    int start = peek().start();
    parts.add(simpleName(what));
    while (accept(".")) {
      parts.add(simpleName(what));
    }
    if (parts.size() > 3) {
      throw source.wrong(start, "A name of " + parts.size() + " parts; there are at most 3");
    }
    return new Name(parts);
  }

  /** Names in parentheses. */
  List<String> nameList(String what) throws SqlSyntaxException {
    List<String> names = new ArrayList<>();
    expect("(");
    do {
      names.add(simpleName(what));
    } while (accept(","));
    expect(")");
    return names;
  }

  /** A whole number. */
  int integer(String what) throws SqlSyntaxException {
    Token token = peek();
    if (token.kind() == Kind.NUMBER) {
      try {
        int value = Integer.parseInt(token.image().replace("_", ""));
        index++;
        return value;
      } catch (NumberFormatException e) {
        throw unexpected("expected " + what);
      }
    }
    throw unexpected("expected " + what);
  }

  /** Steps over an opening parenthesis and all to the one that closes it. */
  void skipParentheses() {
    int depth = 0;
    do {
      Token token = next();
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      }
    } while (depth > 0);
  }

  SqlSyntaxException unexpected(String expectation) {
    if (atEnd()) {
      return source.wrong(source.text().length(), "The statement ends: " + expectation);
    }
    Token token = peek();
    return source.wrong(
        token.start(),
        "Unexpected " + source.text().substring(token.start(), token.end()) + ": " + expectation);
  }
}
