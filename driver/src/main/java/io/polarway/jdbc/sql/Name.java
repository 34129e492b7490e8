package io.polarway.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A name of one to three parts (catalog, schema, table), unquoted, spelled as written. */
public record Name(List<String> parts) {
  public Name {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a name without parts");
    }
  }

  /**
   * The name that a text holds, its parts in double quotes or not; null when there is none in it.
   */
  public static @Nullable Name in(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        part.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return quoted || parts.size() > 3 || parts.contains("") ? null : new Name(parts);
  }

  /** The last part. */
  public String last() {
    return parts.get(parts.size() - 1);
  }

  @Override
  public String toString() {
    return parts.stream().collect(Collectors.joining("."));
  }
}
