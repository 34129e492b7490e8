package io.polarway.storage.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cache has to know of a statement's text.
 *
 * @param normalized the text by which it is told from others
 * @param bypass why it cannot be cached; null when it can be
 * @param sources the names in FROM that no WITH binds, in lower case and without what qualifies
 *     them
 */
public record StatementTraits(
    String normalized, @Nullable BypassReason bypass, List<String> sources) {
  public StatementTraits {
    sources = List.copyOf(sources);
  }
}
