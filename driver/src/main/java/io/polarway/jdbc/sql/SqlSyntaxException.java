package io.polarway.jdbc.sql;

/**
 * A text that could not be read. The message says what, where, and shows the place:
 *
 * <pre>
 * Unexpected ")" at line 1, column 12.
 *   SELECT a, (), b FROM t
 *              ^
 * </pre>
 */
public final class SqlSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int EXCERPT_BEFORE = 60;
  private static final int EXCERPT_AFTER = 40;

  private final String what;
  private final int position;

  private SqlSyntaxException(String text, int position, String what) {
    super(message(text, position, what), null, false, true);
    this.what = what;
    this.position = position;
  }

  /**
   * A text that is wrong.
   *
   * @param position where, in chars from 0
   * @param what what is wrong, without a full stop
   */
  public static SqlSyntaxException wrong(String text, int position, String what) {
    return new SqlSyntaxException(text, position, what);
  }

  /** The same fault, told of the text that this one's was made of. */
  public SqlSyntaxException in(String otherText, int otherPosition) {
    return wrong(otherText, otherPosition, what);
  }

  /** Where in the text that was given to be read, in chars from 0. */
  public int position() {
    return position;
  }

  private static String message(String text, int position, String what) {
    int lineStart = 0;
    int line = 1;
    for (int i = 0; i < position; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        line++;
        lineStart = i + 1;
      }
    }
    int lineEnd = lineStart;
    while (lineEnd < text.length()
        && text.charAt(lineEnd) != '\n'
        && text.charAt(lineEnd) != '\r') {
      lineEnd++;
    }
    int from = Math.max(lineStart, position - EXCERPT_BEFORE);
    int to = Math.max(from, Math.min(lineEnd, position + EXCERPT_AFTER));
    int column = text.codePointCount(lineStart, position) + 1;
    String excerpt = text.substring(from, to).replace('\t', ' ');
    int indent = text.codePointCount(from, Math.max(from, position));
    return "%s at line %d, column %d.%n  %s%n  %s^"
        .formatted(what, line, column, excerpt, " ".repeat(indent));
  }
}
