package io.polarway.tck.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into statements at its semicolons, but not at those in quotes, dollar quotes and
 * comments.
 */
final class StatementSplitter {

  private final String text;
  private final List<String> statements = new ArrayList<>();
  private int start;
  private boolean hasContent;

  private StatementSplitter(String text) {
    this.text = text;
  }

  /**
   * The statements without their semicolons; empty ones, and such of comments alone, are left out.
   */
  static List<String> split(String text) {
    StatementSplitter splitter = new StatementSplitter(text);
    splitter.run();
    return splitter.statements;
  }

  private void run() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ';') {
        endStatement(i);
        i++;
        start = i;
      } else if (text.startsWith("--", i)) {
        i = behind("\n", i + 2);
      } else if (text.startsWith("/*", i)) {
        i = behind("*/", i + 2);
      } else {
        hasContent |= !Character.isWhitespace(c);
        if (c == '\'' || c == '"') {
          i = behind(String.valueOf(c), i + 1);
        } else if (c == '$') {
          i = behindDollarQuote(i);
        } else {
          i++;
        }
      }
    }
    endStatement(text.length());
  }

  private void endStatement(int end) {
    if (hasContent) {
      statements.add(text.substring(start, end).strip());
    }
    hasContent = false;
  }

  private int behind(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  /** Behind {@code $tag$ ... $tag$}, or behind the dollar sign when it opens no such quote. */
  private int behindDollarQuote(int dollar) {
    int end = dollar + 1;
    while (end < text.length()
        && Character.isJavaIdentifierPart(text.charAt(end))
        && text.charAt(end) != '$') {
      end++;
    }
    if (end == text.length() || text.charAt(end) != '$') {
      return dollar + 1;
    }
    return behind(text.substring(dollar, end + 1), end + 1);
  }
}
