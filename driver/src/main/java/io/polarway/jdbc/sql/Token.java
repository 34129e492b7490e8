package io.polarway.jdbc.sql;

import java.util.Set;

/**
 * A piece of a statement's text: its characters {@code start} to {@code end - 1}.
 *
 * @param image the characters; of a word in upper case
 */
record Token(Kind kind, int start, int end, String image) {

  private static final Set<String> QUERY_WORDS =
      Set.of(
          "SELECT",
          "WITH",
          "VALUES",
          "TABLE",
          "FROM",
          "PIVOT",
          "PIVOT_WIDER",
          "PIVOT_LONGER",
          "UNPIVOT");

  /** What a token is, before any grammar. */
  enum Kind {
    /** A name or a keyword, without quotes. */
    WORD,
    /** A name in double quotes. */
    QUOTED_NAME,
    /** A text in single quotes, with E, X or B before it or not, or in dollar quotes. */
    TEXT,
    NUMBER,
    /** A question mark. */
    PARAMETER,
    /** A parameter with a number or a name. */
    NAMED_PARAMETER,
    OPERATOR,
    /** Brackets, comma, semicolon, point, colon, double colon. */
    SYMBOL,
    /** A quote or comment that has no end. */
    UNTERMINATED
  }

  /** Whether it is this keyword (in upper case), operator or symbol. */
  boolean is(String text) {
    return image.equals(text)
        && (kind == Kind.WORD || kind == Kind.OPERATOR || kind == Kind.SYMBOL);
  }

  boolean isAny(String first, String... others) {
    if (is(first)) {
      return true;
    }
    for (String other : others) {
      if (is(other)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a query can begin with it. */
  boolean beginsQuery() {
    return is("(") || (kind == Kind.WORD && QUERY_WORDS.contains(image));
  }

  /** Whether it can be (a part of) a name. */
  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  /** The name it stands for: without quotes, spelled as written. */
  String name(String text) {
    String written = text.substring(start, end);
    return kind == Kind.QUOTED_NAME
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written;
  }

  /** The number of a parameter such as {@code $2}; 0 when it has none. */
  int parameterNumber() {
    return kind == Kind.NAMED_PARAMETER && image.matches("[$?][1-9][0-9]{0,4}")
        ? Integer.parseInt(image.substring(1))
        : 0;
  }
}
