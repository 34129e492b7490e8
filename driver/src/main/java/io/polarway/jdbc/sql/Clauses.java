package io.polarway.jdbc.sql;

import java.util.List;

/** Finds where the clauses of a statement begin: by keywords outside of brackets and CASE. */
final class Clauses {

  private final List<Token> tokens;

  Clauses(Source source) {
    this.tokens = source.tokens();
  }

  /**
   * The first of these words from a token on; the number of tokens when there is none. A bracket
   * that closes what was opened before ends the search, too.
   */
  int find(int from, String first, String... others) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean isKeyword = i == 0 || !tokens.get(i - 1).isAny(".", "AS");
      if (depth == 0 && token.isAny(first, others) && isKeyword && !isOfOperator(i)) {
        return i;
      }
      if (token.isAny("(", "[", "{") || (token.is("CASE") && isKeyword)) {
        depth++;
      } else if (token.isAny(")", "]", "}") || (token.is("END") && isKeyword && depth > 0)) {
        depth--;
        if (depth < 0) {
          return i;
        }
      }
    }
    return tokens.size();
  }

  /** IS DISTINCT FROM has a FROM that begins no clause. */
  private boolean isOfOperator(int index) {
    return index > 0 && tokens.get(index).is("FROM") && tokens.get(index - 1).is("DISTINCT");
  }
}
