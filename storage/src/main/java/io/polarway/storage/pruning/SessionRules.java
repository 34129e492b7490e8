package io.polarway.storage.pruning;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session's settings change in the meaning of comparisons.
 *
 * @param zone where local times and instants meet; null when that cannot be told
 * @param textByCode whether texts are compared by their code points
 */
public record SessionRules(@Nullable ZoneId zone, boolean textByCode) {

  /** From the settings that were made, by the engine's names. */
  public static SessionRules of(Map<String, String> settings) {
    String calendar = settings.getOrDefault("Calendar", "gregorian");
    String collation = settings.getOrDefault("default_collation", "");
    return new SessionRules(
        calendar.equalsIgnoreCase("gregorian") ? zone(settings.get("TimeZone")) : null,
        collation.isEmpty() || collation.equalsIgnoreCase("binary"));
  }

  private static @Nullable ZoneId zone(@Nullable String name) {
    try {
      return name == null ? null : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return null;
    }
  }
}
