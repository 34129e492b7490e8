package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.Suggestion;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/** Time zones by name, in Java and in the engine. */
final class TimeZones {

  private static final int SECONDS_PER_HOUR = 3_600;

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

  /** The name by which the engine knows a zone; an offset of whole hours is one of Etc/GMT. */
  static String engineName(ZoneId zone) {
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
}
