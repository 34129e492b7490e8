package io.polarway.storage.pruning;

import io.polarway.storage.filter.Operand;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of operands: Boolean, {@link BigDecimal} for exact numbers, Double, Float, String for
 * what still has to become of its column's type, LocalDate, LocalTime, LocalDateTime, Instant,
 * UUID. Null is what is not known, or is NULL.
 */
final class Constants {

  /** What the engine has as HUGEINT or DECIMAL for sure. */
  private static final int MAX_DIGITS = 37;

  /** Years before 1 and after this are written and calculated in ways of their own. */
  static final int LAST_YEAR = 9999;

  private final @Nullable List<? extends @Nullable Object> parameters;

  /**
   * @param parameters null when they have no values yet
   */
  Constants(@Nullable List<? extends @Nullable Object> parameters) {
    this.parameters = parameters;
  }

  @Nullable Object value(Operand operand) {
    if (operand instanceof Operand.Text text) {
      return text.value();
    }
    if (operand instanceof Operand.Numeral number) {
      return number(number.digits());
    }
    if (operand instanceof Operand.Bool bool) {
      return bool.value();
    }
    if (operand instanceof Operand.Parameter parameter) {
      return parameters == null || parameter.index() >= parameters.size()
          ? null
          : plain(parameters.get(parameter.index()));
    }
    if (operand instanceof Operand.Cast cast) {
      return cast(value(cast.operand()), cast.target());
    }
    return moved((Operand.Moved) operand);
  }

  private static @Nullable Object number(String digits) {
    try {
      if (digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
        return finite(Double.parseDouble(digits));
      }
      return bounded(new BigDecimal(digits));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof BigInteger number) {
      return bounded(new BigDecimal(number));
    }
    if (value instanceof BigDecimal number) {
      return bounded(number);
    }
    if (value instanceof Double number) {
      return finite(number);
    }
    if (value instanceof Float number) {
      return Float.isFinite(number) ? number : null;
    }
    if (value instanceof OffsetDateTime instant) {
      return isPlainYear(instant.getYear()) ? instant.toInstant() : null;
    }
    if (value instanceof LocalDateTime timestamp) {
      return isPlainYear(timestamp.getYear()) ? timestamp : null;
    }
    if (value instanceof LocalDate date) {
      return isPlainYear(date.getYear()) ? date : null;
    }
    return value;
  }

  private static @Nullable Object finite(double number) {
    return Double.isFinite(number) ? number : null;
  }

  private static @Nullable Object bounded(BigDecimal number) {
    return Math.max(number.precision(), number.precision() - number.scale()) <= MAX_DIGITS
            && number.scale() <= MAX_DIGITS
        ? number
        : null;
  }

  private static boolean isPlainYear(int year) {
    return year >= 1 && year <= LAST_YEAR;
  }

  private static @Nullable Object cast(@Nullable Object value, Operand.Target target) {
    return switch (target) {
      case DATE ->
          value instanceof String text
              ? TimeText.date(text)
              : value instanceof LocalDateTime timestamp
                  ? timestamp.toLocalDate()
                  : value instanceof LocalDate ? value : null;
      case TIMESTAMP ->
          value instanceof String text
              ? TimeText.timestamp(text)
              : value instanceof LocalDate date
                  ? date.atStartOfDay()
                  : value instanceof LocalDateTime ? value : null;
      case TIMESTAMPTZ ->
          value instanceof String text
              ? TimeText.instant(text)
              : value instanceof Instant ? value : null;
    };
  }

  /** What is added to a date makes it a timestamp. Instants move by a zone's days: not here. */
  private @Nullable Object moved(Operand.Moved moved) {
    Object start = value(moved.operand());
    LocalDateTime from =
        start instanceof LocalDate date
            ? date.atStartOfDay()
            : start instanceof LocalDateTime timestamp ? timestamp : null;
    if (from == null) {
      return null;
    }
    try {
      LocalDateTime to =
          from.plusMonths(moved.months())
              .plusDays(moved.days())
              .plus(moved.micros(), ChronoUnit.MICROS);
      return isPlainYear(to.getYear()) ? to : null;
    } catch (DateTimeException | ArithmeticException outOfRange) {
      return null;
    }
  }
}
