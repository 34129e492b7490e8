package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * SQL with its JDBC escapes (JDBC 4.3, section 13.4) put into the dialect: dates and times, {@code
 * {fn ...}}, {@code {oj ...}}, {@code {escape ...}}, {@code {limit ...}} and {@code {call ...}}. A
 * brace that begins none of them is the dialect's own, as of a struct.
 *
 * <p>Parameters keep their order.
 */
public final class NativeText {

  private final String given;
  private final List<Token> tokens;
  private final StringBuilder text = new StringBuilder();

  private final List<Piece> pieces = new ArrayList<>();

  /**
   * A part of the result.
   *
   * @param start where it begins there
   * @param origin where what it was made of begins in the text that was given
   * @param copied whether it is the same there, and not an escape
   */
  private record Piece(int start, int origin, boolean copied) {}

  private NativeText(String given) {
    this.given = given;
    this.tokens = Lexer.tokens(given);
  }

  /**
   * Puts all escapes of a text into the dialect.
   *
   * @throws SqlSyntaxException for an escape that is not as JDBC says
   */
  public static NativeText of(String given) throws SqlSyntaxException {
    NativeText result = new NativeText(given);
    result.translate();
    return result;
  }

  /** Whether a text can have an escape in it. */
  public static boolean mayHaveEscapes(String given) {
    return given.indexOf('{') >= 0;
  }

  /** The text in the dialect. */
  public String text() {
    return text.toString();
  }

  /** Where in the text that was given stands what is at a place of {@link #text}. */
  public int origin(int position) {
    int origin = 0;
    for (Piece piece : pieces) {
      if (piece.start > position) {
        break;
      }
      origin = piece.copied ? piece.origin + position - piece.start : piece.origin;
    }
    return Math.min(origin, given.length());
  }

  private void translate() throws SqlSyntaxException {
    int copied = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (isEscape(i)) {
        int close = close(i);
        write(given.substring(copied, tokens.get(i).start()), copied, true);
        write(escape(i, close), tokens.get(i).start(), false);
        copied = tokens.get(close).end();
        i = close;
      }
    }
    write(given.substring(copied), copied, true);
  }

  private void write(String written, int origin, boolean copied) {
    pieces.add(new Piece(text.length(), origin, copied));
    text.append(written);
  }

  private boolean isEscape(int i) {
    if (!tokens.get(i).is("{") || i + 2 >= tokens.size()) {
      return false;
    }
    Token next = tokens.get(i + 1);
    return (next.isAny("D", "T", "TS", "FN", "OJ", "ESCAPE", "LIMIT", "CALL")
            && !tokens.get(i + 2).is(":"))
        || (next.kind() == Kind.PARAMETER && tokens.get(i + 2).is("="));
  }

  private int close(int open) throws SqlSyntaxException {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (tokens.get(i).is("{")) {
        depth++;
      } else if (tokens.get(i).is("}")) {
        depth--;
        if (depth == 0) {
          return i;
        }
      }
    }
    throw wrong(open, "A JDBC escape without its closing brace");
  }

  private String escape(int open, int close) throws SqlSyntaxException {
    String word = tokens.get(open + 1).image();
    return switch (word) {
      case "D" -> literal("DATE ", open, close);
      case "T" -> literal("TIME ", open, close);
      case "TS" -> literal("TIMESTAMP ", open, close);
      case "FN" -> function(open, close);
      case "OJ" -> range(open + 2, close);
      case "CALL" -> "CALL " + range(open + 2, close) + (tokens.get(close - 1).is(")") ? "" : "()");
      case "ESCAPE" -> literal("ESCAPE ", open, close);
      case "LIMIT" -> "LIMIT " + range(open + 2, close);
      default -> throw wrong(open, "A call that returns a value, which takes a CallableStatement,");
    };
  }

  private String literal(String word, int open, int close) throws SqlSyntaxException {
    if (close != open + 3 || tokens.get(open + 2).kind() != Kind.TEXT) {
      throw wrong(
          open,
          "A JDBC escape {%s ...} takes one text in quotes; it is wrong"
              .formatted(tokens.get(open + 1).image().toLowerCase(Locale.ROOT)));
    }
    return word + tokens.get(open + 2).image();
  }

  private String function(int open, int close) throws SqlSyntaxException {
    int name = open + 2;
    int first = name + 2;
    while (first - 1 < close && tokens.get(first - 1).is(".") && tokens.get(first).isName()) {
      first += 2;
    }
    if (first > close
        || !tokens.get(name).isName()
        || !tokens.get(first - 1).is("(")
        || !tokens.get(close - 1).is(")")) {
      throw wrong(open, "A JDBC escape {fn ...} takes the call of one function; it is wrong");
    }
    String called = range(name, first - 1);
    List<String> arguments = arguments(first, close - 1);
    String call = ScalarFunctions.call(called, arguments);
    if (call == null) {
      throw wrong(
          name,
          "{fn %s} does not take these %d arguments, which begin"
              .formatted(called, arguments.size()));
    }
    return call;
  }

  private List<String> arguments(int from, int to) throws SqlSyntaxException {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = from;
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (token.isAny("(", "[", "{")) {
        depth++;
      } else if (token.isAny(")", "]", "}")) {
        depth--;
      } else if (depth == 0 && token.is(",")) {
        arguments.add(range(start, i));
        start = i + 1;
      }
    }
    if (to > from) {
      arguments.add(range(start, to));
    }
    return arguments;
  }

  /** The tokens {@code from} to {@code to - 1} as written, with the escapes among them put. */
  private String range(int from, int to) throws SqlSyntaxException {
    StringBuilder written = new StringBuilder();
    int end = -1;
    for (int i = from; i < to; i++) {
      if (end >= 0 && tokens.get(i).start() > end) {
        written.append(' ');
      }
      if (isEscape(i)) {
        int close = close(i);
        written.append(escape(i, close));
        i = close;
      } else {
        written.append(given, tokens.get(i).start(), tokens.get(i).end());
      }
      end = tokens.get(i).end();
    }
    return written.toString();
  }

  private SqlSyntaxException wrong(int token, String what) {
    return SqlSyntaxException.wrong(given, tokens.get(token).start(), what);
  }
}
