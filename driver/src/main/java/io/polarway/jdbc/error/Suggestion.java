package io.polarway.jdbc.error;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The name that somebody who misspelled one had in mind. */
public final class Suggestion {

  private static final int LONGEST_NAME = 128;

  private Suggestion() {}

  /**
   * {@code " Did you mean \"price\"?"}, with the blank in front, so that it can stand behind a
   * message; empty when nothing comes near.
   */
  public static String didYouMean(String name, Collection<String> candidates) {
    String nearest = nearest(name, candidates);
    return nearest == null ? "" : " Did you mean \"" + nearest + "\"?";
  }

  /**
   * The candidate with the fewest changed characters, in any case of letters, if they are no more
   * than a third; the first of several.
   */
  static @Nullable String nearest(String name, Collection<String> candidates) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return null;
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    int fewest = Math.max(1, wanted.length() / 3) + 1;
    String nearest = null;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - wanted.length()) < fewest) {
        int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
        if (distance < fewest && distance < candidate.length()) {
          fewest = distance;
          nearest = candidate;
        }
      }
    }
    return nearest;
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  private static int distance(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + replaced);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          best = Math.min(best, beforeLast[j - 2] + 1);
        }
        row[j] = best;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[to.length()];
  }
}
