package io.polarway.storage.pruning;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session's settings and objects change in the meaning of comparisons.
 *
 * @param zone where local times and instants meet; null when that cannot be told
 * @param textByCode whether texts are compared by their code points
 * @param ownFunctions whether the session may have macros, which can take the place of the engine's
 *     functions and of LIKE
 */
public record SessionRules(@Nullable ZoneId zone, boolean textByCode, boolean ownFunctions) {

  /**
   * From the settings that were made, by the engine's names.
   *
   * @param ownFunctions whether the session may have macros
   */
  public static SessionRules of(Map<String, String> settings, boolean ownFunctions) {
    String calendar = settings.getOrDefault("Calendar", "gregorian");
    String collation = settings.getOrDefault("default_collation", "");
    return new SessionRules(
        calendar.equalsIgnoreCase("gregorian") ? zone(settings.get("TimeZone")) : null,
        collation.isEmpty() || collation.equalsIgnoreCase("binary"),
        ownFunctions);
  }

  private static @Nullable ZoneId zone(@Nullable String name) {
    try {
      return name == null ? null : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return null;
    }
  }
}
