package io.polarway.storage.engine;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of the engine that a session can have for itself. Others reach beyond the session:
 * they open files, or change what all sessions do.
 */
final class SessionSettings {

  private static final List<String> NAMES =
      List.of(
          "Calendar",
          "TimeZone",
          "default_collation",
          "default_null_order",
          "default_order",
          "error_on_division_by_zero",
          "ieee_floating_point_ops",
          "integer_division",
          "order_by_non_integer_literal",
          "scalar_subquery_error_on_multiple_rows");

  private static final String TIME_ZONE = "TimeZone";
  private static final String SCHEMA = "schema";
  private static final String FIRST_SCHEMA = "main";
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final int LARGEST_DISTANCE = 3;

  private SessionSettings() {}

  static List<String> names() {
    return NAMES;
  }

  /** All that cursors are given, what a session cannot change by its name included. */
  static List<String> allNames() {
    List<String> all = new ArrayList<>(NAMES);
    all.add(SCHEMA);
    return all;
  }

  /** These settings with another schema in which the session is. */
  static Map<String, String> withSchema(Map<String, String> settings, String schema) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(SCHEMA, qualified(schema));
    return Map.copyOf(changed);
  }

  /** The schema of these settings with its catalog, as it stands in SQL. */
  static String schema(Map<String, String> settings) {
    return settings.getOrDefault(SCHEMA, qualified(FIRST_SCHEMA));
  }

  private static String qualified(String schema) {
    return EngineInstance.CATALOG + "." + SqlText.identifier(schema);
  }

  /** What a session has before it changes anything: this process's time zone and schema main. */
  static Map<String, String> defaults() {
    ZoneId zone = ZoneId.systemDefault();
    String name = timeZone(zone);
    boolean isKnown = !(zone.normalized() instanceof ZoneOffset) || !name.equals(zone.getId());
    return withSchema(isKnown ? Map.of(TIME_ZONE, name) : Map.of(), FIRST_SCHEMA);
  }

  /** A value as the engine reads it. */
  static String value(String canonicalName, String value) {
    if (!canonicalName.equals(TIME_ZONE)) {
      return value;
    }
    try {
      return timeZone(ZoneId.of(value));
    } catch (DateTimeException unknown) {
      return value;
    }
  }

  /** The engine has zones by name only; an offset of whole hours is one of Etc/GMT. */
  private static String timeZone(ZoneId zone) {
    if (!(zone.normalized() instanceof ZoneOffset offset)) {
      return zone.getId();
    }
    int hours = offset.getTotalSeconds() / SECONDS_PER_HOUR;
    if (hours == 0) {
      return "UTC";
    }
    return hours * SECONDS_PER_HOUR == offset.getTotalSeconds()
        ? "Etc/GMT%+d".formatted(-hours)
        : zone.getId();
  }

  /**
   * The setting's name as the engine spells it.
   *
   * @throws StorageException when it is not one that a session can change
   */
  static String canonical(String name) {
    for (String known : NAMES) {
      if (known.equalsIgnoreCase(name)) {
        return known;
      }
    }
    throw new StorageException(
        Failure.ACCESS_DENIED,
        "The setting %s cannot be changed.%s The settings of a session are %s."
            .formatted(name, suggestion(name), String.join(", ", NAMES)));
  }

  private static String suggestion(String name) {
    String wanted = name.toLowerCase(Locale.ROOT).replace("_", "");
    for (String known : NAMES) {
      String candidate = known.toLowerCase(Locale.ROOT).replace("_", "");
      if (distance(wanted, candidate) <= LARGEST_DISTANCE) {
        return " Did you mean " + known + "?";
      }
    }
    return "";
  }

  /** The number of characters to add, drop or change (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
