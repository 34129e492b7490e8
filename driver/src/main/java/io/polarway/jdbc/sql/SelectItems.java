package io.polarway.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the items of a SELECT list stand, found by commas and keywords outside of brackets. */
final class SelectItems {

  private static final Set<String> ENDS =
      Set.of(
          "FROM",
          "WHERE",
          "GROUP",
          "HAVING",
          "WINDOW",
          "QUALIFY",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "ORDER",
          "LIMIT",
          "OFFSET",
          "FETCH");

  private SelectItems() {}

  /**
   * The items of the SELECT whose keyword is the token at {@code select}. What DISTINCT ON has in
   * brackets counts to the first item.
   */
  static List<TextRange> of(List<Token> tokens, int select) {
    List<TextRange> items = new ArrayList<>();
    int depth = 0;
    boolean hasQuantifier =
        select + 1 < tokens.size() && tokens.get(select + 1).isAny("DISTINCT", "ALL");
    int first = hasQuantifier ? select + 2 : select + 1;
    int i = first;
    for (; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.isAny("(", "[", "{")) {
        depth++;
      } else if (token.isAny(")", "]", "}")) {
        depth--;
        if (depth < 0) {
          break;
        }
      } else if (depth == 0 && token.is(",")) {
        add(items, tokens, first, i);
        first = i + 1;
      } else if (depth == 0 && ENDS.contains(token.image()) && isEnd(tokens, i)) {
        break;
      }
    }
    add(items, tokens, first, i);
    return items;
  }

  /** Whether a keyword ends the list, and is not that of IS DISTINCT FROM or part of a name. */
  private static boolean isEnd(List<Token> tokens, int index) {
    Token before = tokens.get(index - 1);
    return tokens.get(index).kind() == Token.Kind.WORD && !before.isAny("DISTINCT", ".");
  }

  /** Whether an item can stand for several columns, whose labels are their names. */
  static boolean isExpanded(List<Token> tokens, TextRange item) {
    boolean operandExpected = true;
    for (Token token : tokens) {
      if (token.start() >= item.end()) {
        return false;
      }
      if (token.start() >= item.start()) {
        if ((token.is("*") && operandExpected) || token.isAny("COLUMNS", "UNPACK")) {
          return true;
        }
        operandExpected = token.is(".");
      }
    }
    return false;
  }

  private static void add(List<TextRange> items, List<Token> tokens, int from, int to) {
    if (from < to) {
      items.add(new TextRange(tokens.get(from).start(), tokens.get(to - 1).end()));
    }
  }
}
