package io.polarway.storage.engine;

/**
 * Parameters that stand in a text by their numbers, from 1. Each number can come more than once,
 * but not beside parameters that are told by their places.
 */
public final class NumberedParameters {

  private NumberedParameters() {}

  /** How the parameter stands in a text that has so many others before it. */
  public static String name(int before) {
    return "$" + (before + 1);
  }

  /** Whether all parameters of a text have the same form, so that a numbered one can join them. */
  public static boolean canBeIn(String sql) {
    return sql.indexOf('?') < 0 || sql.indexOf('$') < 0;
  }

  /** The text with a number for each parameter that was told by its place. */
  public static String numbered(String sql) {
    if (sql.indexOf('?') < 0) {
      return sql;
    }
    StringBuilder numbered = new StringBuilder(sql.length() + 16);
    StatementText.Tokens tokens = StatementText.tokens(sql);
    int copied = 0;
    int count = 0;
    while (tokens.next()) {
      if (sql.charAt(tokens.start()) == '?') {
        numbered.append(sql, copied, tokens.start()).append('$');
        copied = tokens.start() + 1;
        if (copied == sql.length() || !isDigit(sql.charAt(copied))) {
          numbered.append(++count);
        }
      }
    }
    return numbered.append(sql, copied, sql.length()).toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
