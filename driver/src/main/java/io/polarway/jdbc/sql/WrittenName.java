package io.polarway.jdbc.sql;

import java.util.List;

/**
 * A name in a text: words with points between them, as many as there are.
 *
 * @param parts the words, unquoted, spelled as written
 * @param ranges where each word stands, its quotes included
 */
public record WrittenName(List<String> parts, List<TextRange> ranges) {
  public WrittenName {
    parts = List.copyOf(parts);
    ranges = List.copyOf(ranges);
  }

  /** Whether its first parts are these, in any case of letters. */
  public boolean beginsWith(List<String> others) {
    if (others.size() > parts.size()) {
      return false;
    }
    for (int i = 0; i < others.size(); i++) {
      if (!others.get(i).equalsIgnoreCase(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The name that its first parts are. */
  public Name prefix(int count) {
    return new Name(parts.subList(0, count));
  }

  /** Where its first parts stand. */
  public TextRange range(int count) {
    return new TextRange(ranges.get(0).start(), ranges.get(count - 1).end());
  }
}
