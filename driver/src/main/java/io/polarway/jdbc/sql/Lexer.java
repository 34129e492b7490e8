package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts SQL text into tokens by DuckDB's lexical rules. Blanks and comments are left out. It never
 * fails: a quote or comment without an end is a last token of its own kind.
 */
final class Lexer {
  private static final String SYMBOLS = "()[]{},;.:";
  private static final String OPERATOR_CHARACTERS = "~!@#^&|`+-*/%<>=";

  /** With one of these in it, an operator may end in a sign. */
  private static final String SIGN_KEEPERS = "~!@#%^&|`";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    while (lexer.position < text.length()) {
      lexer.next();
    }
    return lexer.tokens;
  }

  private void next() {
    int start = position;
    char c = text.charAt(start);
    if (isBlank(c)) {
      position++;
    } else if (text.startsWith("--", start)) {
      skipLine();
    } else if (text.startsWith("/*", start)) {
      skipComment();
    } else if (c == '\'') {
      add(quoted(start, '\'', false), start);
    } else if (c == '"') {
      Kind kind = quoted(start, '"', false);
      add(kind == Kind.TEXT ? Kind.QUOTED_NAME : kind, start);
    } else if ("eExXbB".indexOf(c) >= 0 && charAt(start + 1) == '\'') {
      add(quoted(start + 1, '\'', c == 'e' || c == 'E'), start);
    } else if (isWordStart(c)) {
      word(start);
    } else if (isDigit(c) || (c == '.' && isDigit(charAt(start + 1)))) {
      number(start);
    } else if (c == '?') {
      parameter(start);
    } else if (c == '$') {
      dollar(start);
    } else if (text.startsWith("::", start) || text.startsWith(":=", start)) {
      position += 2;
      add(Kind.SYMBOL, start);
    } else if (SYMBOLS.indexOf(c) >= 0) {
      position++;
      add(Kind.SYMBOL, start);
    } else {
      operator(start);
    }
  }

  private void skipLine() {
    while (position < text.length()
        && text.charAt(position) != '\n'
        && text.charAt(position) != '\r') {
      position++;
    }
  }

  /** Comments nest. */
  private void skipComment() {
    int start = position;
    int depth = 0;
    while (position < text.length()) {
      if (text.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (text.startsWith("*/", position)) {
        depth--;
        position += 2;
        if (depth == 0) {
          return;
        }
      } else {
        position++;
      }
    }
    add(Kind.UNTERMINATED, start);
  }

  private Kind quoted(int quoteStart, char quote, boolean escapes) {
    position = quoteStart + 1;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '\\' && escapes) {
        position = Math.min(position + 2, text.length());
      } else if (c != quote) {
        position++;
      } else if (charAt(position + 1) == quote) {
        position += 2;
      } else {
        position++;
        return Kind.TEXT;
      }
    }
    return Kind.UNTERMINATED;
  }

  private void word(int start) {
    position++;
    while (position < text.length() && isWordPart(text.charAt(position))) {
      position++;
    }
    tokens.add(
        new Token(
            Kind.WORD, start, position, text.substring(start, position).toUpperCase(Locale.ROOT)));
  }

  private void number(int start) {
    if (text.charAt(start) == '0' && "xXbBoO".indexOf(charAt(start + 1)) >= 0) {
      position += 2;
      while (Character.digit(charAt(position), 16) >= 0 || charAt(position) == '_') {
        position++;
      }
    } else {
      digits();
      if (charAt(position) == '.' && charAt(position + 1) != '.') {
        position++;
        digits();
      }
      char exponent = charAt(position);
      if (exponent == 'e' || exponent == 'E') {
        char sign = charAt(position + 1);
        int first = position + (sign == '+' || sign == '-' ? 2 : 1);
        if (isDigit(charAt(first))) {
          position = first;
          digits();
        }
      }
    }
    add(Kind.NUMBER, start);
  }

  private void digits() {
    while (isDigit(charAt(position))
        || (charAt(position) == '_' && isDigit(charAt(position + 1)))) {
      position++;
    }
  }

  private void parameter(int start) {
    position++;
    while (isDigit(charAt(position)) || charAt(position) == '?') {
      position++;
    }
    add(position == start + 1 ? Kind.PARAMETER : Kind.NAMED_PARAMETER, start);
  }

  /** A text in dollar quotes, or a parameter with a number or a name. */
  private void dollar(int start) {
    int tagEnd = start + 1;
    while (isWordPart(charAt(tagEnd)) && charAt(tagEnd) != '$') {
      tagEnd++;
    }
    if (charAt(tagEnd) == '$' && !isDigit(charAt(start + 1))) {
      String tag = text.substring(start, tagEnd + 1);
      int end = text.indexOf(tag, tagEnd + 1);
      position = end < 0 ? text.length() : end + tag.length();
      add(end < 0 ? Kind.UNTERMINATED : Kind.TEXT, start);
    } else {
      position = tagEnd;
      add(Kind.NAMED_PARAMETER, start);
    }
  }

  /**
   * As many operator characters as there are; a sign at the end is taken for the next operand's.
   */
  private void operator(int start) {
    position++;
    boolean keepsSign = SIGN_KEEPERS.indexOf(text.charAt(start)) >= 0;
    while (position < text.length()
        && OPERATOR_CHARACTERS.indexOf(text.charAt(position)) >= 0
        && OPERATOR_CHARACTERS.indexOf(text.charAt(start)) >= 0
        && !text.startsWith("--", position)
        && !text.startsWith("/*", position)) {
      keepsSign |= SIGN_KEEPERS.indexOf(text.charAt(position)) >= 0;
      position++;
    }
    while (!keepsSign
        && position > start + 1
        && (text.charAt(position - 1) == '+' || text.charAt(position - 1) == '-')) {
      position--;
    }
    add(Kind.OPERATOR, start);
  }

  private void add(Kind kind, int start) {
    tokens.add(new Token(kind, start, position, text.substring(start, position)));
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= 0x80 && !isBlank(c));
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
  }
}
