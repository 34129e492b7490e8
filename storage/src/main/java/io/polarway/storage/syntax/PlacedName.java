package io.polarway.storage.syntax;

import java.util.List;

/**
 * A name in a text.
 *
 * @param parts what points separate, unquoted, spelled as written
 * @param position where it begins, in chars from 0, or {@link #UNPLACED}
 * @param hasAlias whether an alias follows
 */
public record PlacedName(List<String> parts, int position, boolean hasAlias) {

  /** The position of a name of which the engine does not say where it stands. */
  public static final int UNPLACED = -1;

  public PlacedName {
    parts = List.copyOf(parts);
  }
}
