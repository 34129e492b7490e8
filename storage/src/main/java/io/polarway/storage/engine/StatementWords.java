package io.polarway.storage.engine;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a statement is made of, without its grammar, so that it holds for any text.
 *
 * @param normalized the text with one blank in the place of any blanks and comments: two texts with
 *     the same one mean the same
 * @param words the words without quotes, in lower case
 * @param called the names, quoted or not, in lower case, that stand before a parenthesis
 */
public record StatementWords(String normalized, Set<String> words, Set<String> called) {

  public StatementWords {
    words = Set.copyOf(words);
    called = Set.copyOf(called);
  }

  /**
   * @throws io.polarway.storage.error.StorageException when a quote or comment has no end
   */
  public static StatementWords of(String sql) {
    StringBuilder normalized = new StringBuilder(sql.length());
    Set<String> words = new HashSet<>();
    Set<String> called = new HashSet<>();
    StatementText.Tokens tokens = StatementText.tokens(sql);
    String name = "";
    while (tokens.next()) {
      String token = tokens.text();
      if (tokens.follows() && normalized.length() > 0) {
        // A line's end joins two texts to one.
        normalized.append(tokens.followsLine() && token.startsWith("'") ? '\n' : ' ');
      }
      normalized.append(token);
      if (token.equals("(")) {
        called.add(name);
      }
      char first = token.charAt(0);
      boolean quoted = first == '"' && token.length() > 1;
      boolean word = !quoted && (Character.isLetter(first) || first == '_');
      name =
          quoted
              ? folded(token.substring(1, token.length() - 1).replace("\"\"", "\""))
              : word ? folded(token) : "";
      if (word) {
        words.add(name);
      }
    }
    called.remove("");
    return new StatementWords(normalized.toString(), words, called);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
