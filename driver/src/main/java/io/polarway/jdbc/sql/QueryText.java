package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names and literals of a query, found without a grammar. */
public final class QueryText {

  /** Functions that read tables whose names, or a query with them, are their arguments. */
  private static final Set<String> READERS_OF_NAMES = Set.of("QUERY", "QUERY_TABLE");

  private final String text;
  private final List<Token> tokens;

  private QueryText(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  public static QueryText of(String text) {
    return new QueryText(text);
  }

  /** All names, keywords among them. */
  public List<WrittenName> names() {
    List<WrittenName> names = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isName()) {
        WrittenName name = nameFrom(i);
        names.add(name);
        i += 2 * (name.parts().size() - 1);
      }
    }
    return names;
  }

  /** The name that begins at this position; null when none does. */
  public @Nullable WrittenName nameAt(int position) {
    for (int i = 0; i < tokens.size() && tokens.get(i).start() <= position; i++) {
      if (tokens.get(i).start() == position) {
        return tokens.get(i).isName() ? nameFrom(i) : null;
      }
    }
    return null;
  }

  /** Whether a text in quotes begins at this position. */
  public boolean hasTextAt(int position) {
    return tokens.stream()
        .anyMatch(token -> token.start() == position && token.kind() == Kind.TEXT);
  }

  /** The names within its literals that may be names of tables to functions which take such. */
  public List<WrittenName> namesInTexts() {
    List<WrittenName> names = new ArrayList<>();
    if (readsNames(tokens)) {
      for (Token token : tokens) {
        if (token.kind() == Kind.TEXT && Texts.isText(token)) {
          names.addAll(of(Texts.value(token)).names());
        }
      }
    }
    return names;
  }

  /** Whether a name stands behind DESCRIBE or its like, where it can have no alias. */
  public boolean isDescribed(WrittenName name) {
    int start = name.range(1).start();
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i).start() == start) {
        return tokens.get(i - 1).isAny("DESCRIBE", "DESC", "SHOW", "SUMMARIZE");
      }
    }
    return false;
  }

  /** Where it has, within parentheses alone, what begins with SHOW. */
  public List<TextRange> listings() {
    List<TextRange> listings = new ArrayList<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("(") && tokens.get(i + 1).is("SHOW")) {
        int last = i + 1;
        while (last + 1 < tokens.size() && !tokens.get(last + 1).isAny("(", ")")) {
          last++;
        }
        listings.add(new TextRange(tokens.get(i + 1).start(), tokens.get(last).end()));
      }
    }
    return listings;
  }

  static boolean readsNames(List<Token> tokens) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (READERS_OF_NAMES.contains(tokens.get(i).image()) && tokens.get(i + 1).is("(")) {
        return true;
      }
    }
    return false;
  }

  private WrittenName nameFrom(int first) {
    List<String> parts = new ArrayList<>();
    List<TextRange> ranges = new ArrayList<>();
    int i = first;
    while (true) {
      Token token = tokens.get(i);
      parts.add(token.name(text));
      ranges.add(new TextRange(token.start(), token.end()));
      if (i + 2 >= tokens.size() || !tokens.get(i + 1).is(".") || !tokens.get(i + 2).isName()) {
        return new WrittenName(parts, ranges);
      }
      i += 2;
    }
  }
}
