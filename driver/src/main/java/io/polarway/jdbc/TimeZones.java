package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.Suggestion;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/** Time zones by name. */
final class TimeZones {

  private TimeZones() {}

  /** The zone of this name, in any case of letters. */
  static ZoneId find(String name) throws SQLException {
    Set<String> known = ZoneId.getAvailableZoneIds();
    String spelled =
        known.contains(name)
            ? name
            : known.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    try {
      return ZoneId.of(spelled);
    } catch (DateTimeException unknown) {
      throw SqlErrors.invalidArgument(
          "There is no time zone %s.%s"
              .formatted(SqlErrors.shown(name), Suggestion.didYouMean(name, known)));
    }
  }
}
