package io.polarway.jdbc.sql;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries in parentheses within queries. The engine goes down into them on the stack of the calling
 * thread, without a limit: on one of 512 KiB 400 of them end the process.
 */
final class QueryNesting {

  static final int MOST = 100;

  private QueryNesting() {}

  /** The first parenthesis that is one level too deep; null when there is none. */
  static @Nullable Token tooDeep(List<Token> tokens) {
    BitSet isQuery = new BitSet();
    int level = 0;
    int nested = 0;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("(")) {
        level++;
        if (tokens.get(i + 1).isAny("SELECT", "WITH", "FROM", "VALUES")) {
          isQuery.set(level);
          nested++;
        }
        if (nested > MOST) {
          return token;
        }
      } else if (token.is(")") && level > 0) {
        if (isQuery.get(level)) {
          isQuery.clear(level);
          nested--;
        }
        level--;
      }
    }
    return null;
  }
}
