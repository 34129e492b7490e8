package io.polarway.storage.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a statement is made of, without its grammar, so that it holds for any text.
 *
 * @param normalized the text with one blank in the place of any blanks and comments: two texts with
 *     the same one mean the same
 * @param words the words without quotes, in lower case
 * @param called the names, quoted or not, in lower case, that stand before a parenthesis
 * @param sources what it reads rows from
 */
public record StatementWords(
    String normalized, Set<String> words, Set<String> called, Sources sources) {

  public StatementWords {
    words = Set.copyOf(words);
    called = Set.copyOf(called);
  }

  /** What a statement reads rows from, as far as words tell. */
  public sealed interface Sources {
    /** Nothing that has a name. */
    record None() implements Sources {}

    /** One name, of which this is the last part, in lower case. */
    record One(String name) implements Sources {}

    /** More, or something that only a grammar tells. */
    record Unclear() implements Sources {}
  }

  /** A source stands behind one of these words only, or behind a comma in its list. */
  private static final Set<String> READING =
      Set.of("describe", "desc", "from", "join", "pivot", "show", "summarize", "table", "unpivot");

  /** What can follow a list of sources. */
  private static final Set<String> BEHIND_SOURCES =
      Set.of(")", "where", "group", "having", "order", "limit", "offset", "window", "qualify");

  /**
   * @throws io.polarway.storage.error.StorageException when a quote or comment has no end
   */
  public static StatementWords of(String sql) {
    StringBuilder normalized = new StringBuilder(sql.length());
    Set<String> words = new HashSet<>();
    Set<String> called = new HashSet<>();
    List<Word> all = new ArrayList<>();
    StatementText.Tokens tokens = StatementText.tokens(sql);
    Word last = new Word("", false, false);
    while (tokens.next()) {
      String token = tokens.text();
      if (tokens.follows() && normalized.length() > 0) {
        // A line's end joins two texts to one.
        normalized.append(tokens.followsLine() && token.startsWith("'") ? '\n' : ' ');
      }
      normalized.append(token);
      if (token.equals("(") && last.isName()) {
        called.add(last.text());
      }
      last = Word.of(token);
      all.add(last);
      if (last.isBare()) {
        words.add(last.text());
      }
    }
    return new StatementWords(normalized.toString(), words, called, sources(words, all));
  }

  /** A token; of a name without quotes and in lower case. */
  private record Word(String text, boolean isBare, boolean isName) {
    static Word of(String token) {
      char first = token.charAt(0);
      if (first == '"' && token.length() > 1) {
        String name = token.substring(1, token.length() - 1).replace("\"\"", "\"");
        return new Word(name.toLowerCase(Locale.ROOT), false, true);
      }
      boolean bare = Character.isLetter(first) || first == '_';
      return new Word(bare ? token.toLowerCase(Locale.ROOT) : token, bare, bare);
    }

    boolean isBareAny(Set<String> words) {
      return isBare && words.contains(text);
    }
  }

  private static Sources sources(Set<String> words, List<Word> all) {
    int from = -1;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).isBareAny(READING)) {
        if (from >= 0 || !all.get(i).text().equals("from")) {
          return new Sources.Unclear();
        }
        from = i;
      }
    }
    if (from < 0) {
      return new Sources.None();
    }
    int end = from + 1;
    if (words.contains("with") || !isName(all, end)) {
      return new Sources.Unclear();
    }
    while (is(all, end + 1, ".") && isName(all, end + 2)) {
      end += 2;
    }
    String name = all.get(end++).text();
    if (is(all, end, "as")) {
      end++;
    }
    if (isName(all, end) && !all.get(end).isBareAny(BEHIND_SOURCES)) {
      end++;
    }
    return end == all.size() || BEHIND_SOURCES.contains(all.get(end).text())
        ? new Sources.One(name)
        : new Sources.Unclear();
  }

  private static boolean isName(List<Word> all, int index) {
    return index < all.size() && all.get(index).isName();
  }

  private static boolean is(List<Word> all, int index, String text) {
    return index < all.size() && all.get(index).text().equals(text);
  }
}
