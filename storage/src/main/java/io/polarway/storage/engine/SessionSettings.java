package io.polarway.storage.engine;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.util.List;
import java.util.Locale;

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

  private static final int LARGEST_DISTANCE = 3;

  private SessionSettings() {}

  static List<String> names() {
    return NAMES;
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
