package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.PlainSelect.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows a {@link PlainSelect} by its tokens. It takes what it is sure of: a wrong origin of a
 * column is worse than none.
 */
final class PlainSelectReader {

  /** Words that stand for values where no quotes are around them. */
  private static final Set<String> VALUES = Set.of("NULL", "TRUE", "FALSE", "DEFAULT");

  private final Source source;
  private final List<Token> tokens;
  private final int end;

  private PlainSelectReader(Source source, int end) {
    this.source = source;
    this.tokens = source.tokens();
    this.end = end;
  }

  /** The query in the first {@code end} tokens; null when it is not plain. */
  static @Nullable PlainSelect read(Source source, int end) {
    return new PlainSelectReader(source, end).read();
  }

  private @Nullable PlainSelect read() {
    int from = from();
    if (from < 0) {
      return null;
    }
    int next = from + 1;
    if (!isName(next)) {
      return null;
    }
    int first = next;
    while (is(next + 1, ".") && isName(next + 2)) {
      next += 2;
    }
    TextRange table = new TextRange(tokens.get(first).start(), tokens.get(next).end());
    String correlation = name(next);
    boolean hasAlias = true;
    next++;
    if (is(next, "AS") && isName(next + 1)) {
      correlation = name(next + 1);
      next += 2;
    } else if (isName(next) && !isClause(next)) {
      correlation = name(next);
      next++;
    } else {
      hasAlias = false;
    }
    if (next < end && !isClause(next)) {
      return null;
    }
    List<Item> items = items(from, correlation);
    return items == null ? null : new PlainSelect(table, correlation, hasAlias, items);
  }

  /**
   * The place of the only FROM, with nothing beside it that groups or combines rows; -1 when there
   * is more or less.
   */
  private int from() {
    if (!is(0, "SELECT") || end < 2 || tokens.get(1).isAny("DISTINCT", "ALL")) {
      return -1;
    }
    int from = -1;
    int depth = 0;
    for (int i = 1; i < end; i++) {
      Token token = tokens.get(i);
      if (token.isAny("(", "[", "{")) {
        depth++;
      } else if (token.isAny(")", "]", "}")) {
        depth--;
      } else if (depth == 0 && !tokens.get(i - 1).is(".")) {
        if (token.isAny(
            "UNION", "INTERSECT", "EXCEPT", "GROUP", "HAVING", "QUALIFY", "WINDOW", "SAMPLE")) {
          return -1;
        }
        if (token.is("FROM") && !tokens.get(i - 1).is("DISTINCT")) {
          if (from >= 0) {
            return -1;
          }
          from = i;
        }
      }
    }
    return from;
  }

  private @Nullable List<Item> items(int from, String correlation) {
    List<Item> items = new ArrayList<>();
    int first = 1;
    int depth = 0;
    for (int i = 1; i <= from; i++) {
      Token token = tokens.get(i);
      if (token.isAny("(", "[", "{")) {
        depth++;
      } else if (token.isAny(")", "]", "}")) {
        depth--;
      } else if (i == from || (depth == 0 && token.is(","))) {
        if (first == i) {
          return null;
        }
        Item item = item(first, i, correlation);
        if (item == null) {
          return null;
        }
        items.add(item);
        first = i + 1;
      }
    }
    return items;
  }

  /** The item of the tokens {@code first} to {@code last - 1}; null when it is of many columns. */
  private @Nullable Item item(int first, int last, String correlation) {
    int next = first;
    if (isName(next) && is(next + 1, ".") && name(next).equalsIgnoreCase(correlation)) {
      next += 2;
    }
    if (last == next + 1 && is(next, "*")) {
      return new Item.AllColumns();
    }
    if (isName(next) && !VALUES.contains(tokens.get(next).image())) {
      String column = name(next);
      if (last == next + 1) {
        return new Item.Column(column, null);
      }
      int label = is(next + 1, "AS") ? next + 2 : next + 1;
      if (last == label + 1 && isName(label)) {
        return new Item.Column(column, name(label));
      }
    }
    TextRange text = new TextRange(tokens.get(first).start(), tokens.get(last - 1).end());
    return SelectItems.isExpanded(tokens, text) ? null : new Item.Expression();
  }

  private boolean isClause(int index) {
    return index < end && tokens.get(index).isAny("WHERE", "ORDER", "LIMIT", "OFFSET", "FETCH");
  }

  private boolean isName(int index) {
    return index < end && tokens.get(index).isName();
  }

  private boolean is(int index, String image) {
    return index < end && tokens.get(index).is(image);
  }

  private String name(int index) {
    return tokens.get(index).name(source.text());
  }
}
