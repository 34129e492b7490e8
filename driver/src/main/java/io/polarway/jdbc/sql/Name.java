package io.polarway.jdbc.sql;

import java.util.List;
import java.util.stream.Collectors;

/** A name of one to three parts (catalog, schema, table), unquoted, spelled as written. */
public record Name(List<String> parts) {
  public Name {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a name without parts");
    }
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
