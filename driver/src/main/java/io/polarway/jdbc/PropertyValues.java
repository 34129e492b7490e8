package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values given to properties, read as what they are. A property that was not given, or given as
 * empty, has its default.
 */
final class PropertyValues {

  private static final int LARGEST_COUNT = 1024;
  private static final Pattern QUANTITY =
      Pattern.compile("\\s*(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([a-zA-Z]*)\\s*");

  private final Map<ConnectionProperty, String> given;

  PropertyValues(Map<ConnectionProperty, String> given) {
    this.given = given;
  }

  String text(ConnectionProperty property) {
    String value = given.get(property);
    return value == null || value.isEmpty() ? property.defaultValue() : value;
  }

  boolean isTrue(ConnectionProperty property) throws SQLException {
    return switch (text(property).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(property, null);
    };
  }

  boolean isOn(ConnectionProperty property) throws SQLException {
    return switch (text(property).toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "off" -> false;
      default -> throw invalid(property, null);
    };
  }

  int count(ConnectionProperty property) throws SQLException {
    try {
      int value = Integer.parseInt(text(property).trim());
      if (value >= 0 && value <= LARGEST_COUNT) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw invalid(property, notANumber);
    }
    throw invalid(property, null);
  }

  /** A duration; a number without a unit is in seconds. */
  Duration duration(ConnectionProperty property) throws SQLException {
    Matcher matcher = quantity(property);
    long unitMillis =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "ms" -> 1;
          case "", "s" -> 1_000;
          case "min" -> 60_000;
          case "h" -> 3_600_000;
          default -> throw invalid(property, null);
        };
    return Duration.ofMillis(product(property, matcher.group(1), unitMillis));
  }

  /** An amount of memory; units are powers of 1,024, a number without one is in bytes. */
  long bytes(ConnectionProperty property) throws SQLException {
    Matcher matcher = quantity(property);
    int shift =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "", "b" -> 0;
          case "kb", "kib", "k" -> 10;
          case "mb", "mib", "m" -> 20;
          case "gb", "gib", "g" -> 30;
          case "tb", "tib", "t" -> 40;
          default -> throw invalid(property, null);
        };
    return product(property, matcher.group(1), 1L << shift);
  }

  /** An amount of memory above 0; 0 when none is given. */
  long bytesAboveZero(ConnectionProperty property) throws SQLException {
    if (text(property).isEmpty()) {
      return 0;
    }
    long bytes = bytes(property);
    if (bytes == 0) {
      throw invalid(property, null);
    }
    return bytes;
  }

  @Nullable Path path(ConnectionProperty property) throws SQLException {
    String text = text(property);
    try {
      return text.isEmpty() ? null : Path.of(text);
    } catch (InvalidPathException notAPath) {
      throw invalid(property, notAPath);
    }
  }

  /** Paths joined by commas. */
  List<Path> paths(ConnectionProperty property) throws SQLException {
    List<Path> paths = new ArrayList<>();
    try {
      for (String path : text(property).split(",")) {
        if (!path.isBlank()) {
          paths.add(Path.of(path.strip()));
        }
      }
    } catch (InvalidPathException notAPath) {
      throw invalid(property, notAPath);
    }
    return paths;
  }

  @Nullable String timeZone(ConnectionProperty property) throws SQLException {
    String text = text(property);
    try {
      return text.isEmpty() ? null : ZoneId.of(text).getId();
    } catch (DateTimeException notAZone) {
      throw invalid(property, notAZone);
    }
  }

  private Matcher quantity(ConnectionProperty property) throws SQLException {
    Matcher matcher = QUANTITY.matcher(text(property));
    if (!matcher.matches()) {
      throw invalid(property, null);
    }
    return matcher;
  }

  private long product(ConnectionProperty property, String number, long unit) throws SQLException {
    try {
      return new BigDecimal(number)
          .multiply(BigDecimal.valueOf(unit))
          .toBigInteger()
          .longValueExact();
    } catch (ArithmeticException tooLarge) {
      throw invalid(property, tooLarge);
    }
  }

  private SQLException invalid(ConnectionProperty property, @Nullable Exception cause) {
    return SqlErrors.of(
        SqlState.INVALID_CONNECTION_ATTRIBUTE,
        "Property %s cannot be %s; allowed is %s"
            .formatted(property.key(), SqlErrors.shown(text(property)), property.kind().allowed()),
        cause);
  }
}
