package io.polarway.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What the nodes of a query's tree are in its text (see {@link GrammarText}). */
final class NodeText {

  private final Source source;

  NodeText(Source source) {
    this.source = source;
  }

  /** The tokens of a node, brackets around it left out. */
  List<Token> tokens(SqlNode node) {
    SqlParserPos position = node.getParserPosition();
    if (position.getColumnNum() < 1) {
      return List.of();
    }
    int from = firstFrom(position.getColumnNum() - 1);
    int to = firstFrom(position.getEndColumnNum());
    return source.tokens().subList(from, Math.max(from, to));
  }

  private int firstFrom(int position) {
    int low = 0;
    int high = source.tokens().size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (source.tokens().get(middle).start() < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether a star is the argument of {@code count(*)}. */
  boolean isCountOfRows(SqlNode star) {
    int i = firstFrom(star.getParserPosition().getColumnNum() - 1);
    List<Token> tokens = source.tokens();
    return i > 1
        && i + 1 < tokens.size()
        && tokens.get(i - 2).is("COUNT")
        && tokens.get(i - 1).is("(")
        && tokens.get(i).is("*")
        && tokens.get(i + 1).is(")");
  }

  /** Whether the text ends behind a node, or goes on with one of these. */
  boolean isBefore(SqlNode node, String first, String... others) {
    int next = firstFrom(node.getParserPosition().getEndColumnNum());
    return next == source.tokens().size() || source.tokens().get(next).isAny(first, others);
  }

  /** The name that a node ends with; null when it ends with none. */
  @Nullable String lastName(SqlNode node) {
    List<Token> tokens = tokens(node);
    Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    return last == null || !last.isName() ? null : name(last);
  }

  /** {@link #lastName} of each. */
  List<@Nullable String> lastNames(List<? extends @Nullable SqlNode> nodes) {
    List<@Nullable String> names = new ArrayList<>();
    for (SqlNode node : nodes) {
      names.add(node == null ? null : lastName(node));
    }
    return names;
  }

  /**
   * How often a name stands in the text without a name before or behind that qualifies it or is
   * qualified by it.
   */
  int countOfName(String name) {
    int count = 0;
    List<Token> tokens = source.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      boolean isQualified =
          (i > 0 && tokens.get(i - 1).is("."))
              || (i + 1 < tokens.size() && tokens.get(i + 1).is("."));
      if (!isQualified && tokens.get(i).isName() && name(tokens.get(i)).equalsIgnoreCase(name)) {
        count++;
      }
    }
    return count;
  }

  String name(Token token) {
    return token.name(source.text());
  }

  /**
   * The node as written, with the brackets that belong to those in it. The position of some begins
   * with the keyword before.
   */
  String of(SqlNode node) {
    List<Token> inside = tokens(node);
    while (!inside.isEmpty() && inside.get(0).isAny("WHERE", "ON", "AND", "OR")) {
      inside = inside.subList(1, inside.size());
    }
    if (inside.isEmpty()) {
      return "";
    }
    int first = firstFrom(inside.get(0).start());
    int last = first + inside.size() - 1;
    int open = 0;
    int missing = 0;
    for (Token token : inside) {
      if (token.is("(")) {
        open++;
      } else if (token.is(")")) {
        open--;
        missing = Math.min(missing, open);
      }
    }
    first = Math.max(0, first + missing);
    last = Math.min(source.tokens().size() - 1, last + open - missing);
    return source
        .text()
        .substring(source.tokens().get(first).start(), source.tokens().get(last).end());
  }

  /** The name of a function without a schema that a node calls; null for other nodes. */
  @Nullable String function(SqlNode node) {
    boolean isCall =
        node instanceof SqlCall call
            && call.getOperator() instanceof SqlFunction
            && call.getFunctionQuantifier() == null;
    List<Token> tokens = isCall ? tokens(node) : List.of();
    return tokens.size() > 2 && tokens.get(0).isName() && tokens.get(1).is("(")
        ? name(tokens.get(0))
        : null;
  }

  /** The number of a parameter among those of the statement, from 0. */
  int parameterIndex(Token parameter) {
    return source.parameterIndex(parameter);
  }

  /**
   * Whether a node has an arrow in it. Arrows bind less than all operators, which the tree does not
   * show.
   */
  boolean hasArrow(SqlNode node) {
    return tokens(node).stream().anyMatch(token -> token.isAny("->", "->>"));
  }
}
