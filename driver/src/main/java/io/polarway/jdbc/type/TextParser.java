package io.polarway.jdbc.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as a value, as the engine's own cast of a VARCHAR reads it. Blanks around it do not count,
 * except for a boolean.
 *
 * <p>What cannot be read is an IllegalArgumentException or a DateTimeException; infinite dates and
 * timestamps are the largest and smallest values of their Java class.
 */
final class TextParser {

  private static final Pattern NUMBER =
      Pattern.compile("([+-]?)(\\d[\\d_]*)?(?:\\.(\\d[\\d_]*)?)?(?:[eE]([+-]?\\d{1,9}))?");
  private static final Pattern DATE =
      Pattern.compile("(-?\\d{1,9})([-/])(\\d{1,2})\\2(\\d{1,2})( \\(BC\\))?");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,18}))?)?");
  private static final Pattern OFFSET =
      Pattern.compile("([+-])(\\d{1,2})(?::?(\\d{2}))?(?::?(\\d{2}))?");
  private static final Pattern TIMESTAMP =
      Pattern.compile("(-?\\d{1,9}[-/]\\d{1,2}[-/]\\d{1,2}(?: \\(BC\\))?)(?:[ T]+([\\d:.]+)(.*))?");

  static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private TextParser() {}

  static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "1", "yes", "y" -> true;
      case "false", "f", "0", "no", "n" -> false;
      default -> throw new IllegalArgumentException("true and false are");
    };
  }

  /** An exact number; the exponent is bounded, so that it cannot fill the memory. */
  static BigDecimal decimal(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > 2 && trimmed.charAt(0) == '0' && (trimmed.charAt(1) | 0x20) == 'x') {
      return new BigDecimal(new BigInteger(trimmed.substring(2), 16));
    }
    checkNumber(trimmed);
    BigDecimal value =
        new BigDecimal(trimmed.indexOf('_') < 0 ? trimmed : trimmed.replace("_", ""));
    if (Math.abs((long) value.precision() - value.scale()) > 400 && value.signum() != 0) {
      if (value.precision() - value.scale() < 0) {
        return BigDecimal.ZERO;
      }
      throw new ArithmeticException("too large");
    }
    return value;
  }

  /** A whole number; a fraction is rounded, half away from zero. */
  static long whole(String text) {
    int length = text.length();
    if (length > 0 && length < 19) {
      char first = text.charAt(0);
      int start = first == '-' || first == '+' ? 1 : 0;
      long value = 0;
      int i = start;
      for (; i < length; i++) {
        int digit = text.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          break;
        }
        value = value * 10 + digit;
      }
      if (i == length && i > start) {
        return first == '-' ? -value : value;
      }
    }
    return decimal(text).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  static double floating(String text) {
    String trimmed = text.strip();
    return switch (trimmed.toLowerCase(Locale.ROOT)) {
      case "nan", "-nan", "+nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        checkNumber(trimmed);
        yield Double.parseDouble(trimmed.replace("_", ""));
      }
    };
  }

  /** A date; the date of a timestamp. */
  static LocalDate date(String text) {
    String trimmed = text.strip();
    return switch (trimmed.toLowerCase(Locale.ROOT)) {
      case "infinity", "inf" -> LocalDate.MAX;
      case "-infinity", "-inf" -> LocalDate.MIN;
      case "epoch" -> LocalDate.EPOCH;
      default -> {
        Matcher matcher = DATE.matcher(trimmed);
        yield matcher.matches() ? date(matcher) : timestamp(trimmed).toLocalDate();
      }
    };
  }

  /** A time of day in nanoseconds, 24:00 included; the time of a timestamp. */
  static long nanoOfDay(String text) {
    String trimmed = text.strip();
    Matcher matcher = TIME.matcher(trimmed);
    if (!matcher.matches()) {
      return timestamp(trimmed).toLocalTime().toNanoOfDay();
    }
    return isEndOfDay(matcher) ? NANOS_PER_DAY : time(matcher).toNanoOfDay();
  }

  /** A timestamp; an offset or UTC behind it is left out, as the engine does. */
  static LocalDateTime timestamp(String text) {
    String trimmed = text.strip();
    return switch (trimmed.toLowerCase(Locale.ROOT)) {
      case "infinity", "inf" -> LocalDateTime.MAX;
      case "-infinity", "-inf" -> LocalDateTime.MIN;
      case "epoch" -> LocalDate.EPOCH.atStartOfDay();
      default -> {
        Matcher matcher = TIMESTAMP.matcher(trimmed);
        LocalDateTime local = local(matcher);
        String zone = zone(matcher);
        if (!zone.isEmpty() && !zone.equalsIgnoreCase("UTC") && !zone.equals("Z")) {
          offset(zone);
        }
        yield local;
      }
    };
  }

  /** An instant; without an offset or zone it is in the session's. */
  static OffsetDateTime instant(String text, ZoneId sessionZone) {
    String trimmed = text.strip();
    return switch (trimmed.toLowerCase(Locale.ROOT)) {
      case "infinity", "inf" -> OffsetDateTime.MAX;
      case "-infinity", "-inf" -> OffsetDateTime.MIN;
      case "epoch" -> LocalDate.EPOCH.atStartOfDay().atOffset(ZoneOffset.UTC);
      default -> {
        Matcher matcher = TIMESTAMP.matcher(trimmed);
        LocalDateTime local = local(matcher);
        String zone = zone(matcher);
        yield zone.startsWith("+") || zone.startsWith("-")
            ? local.atOffset(offset(zone))
            : local.atZone(zone.isEmpty() ? sessionZone : ZoneId.of(zone)).toOffsetDateTime();
      }
    };
  }

  static UUID uuid(String text) {
    String digits = text.strip();
    if (digits.startsWith("{") && digits.endsWith("}")) {
      digits = digits.substring(1, digits.length() - 1);
    }
    digits = digits.replace("-", "");
    if (digits.length() != 32) {
      throw new IllegalArgumentException("a UUID has 32 hexadecimal digits");
    }
    return new UUID(
        Long.parseUnsignedLong(hex(digits, 0, 16), 16),
        Long.parseUnsignedLong(hex(digits, 16, 32), 16));
  }

  /** Bytes: ASCII characters as they are, others as {@code \xFF}. */
  static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        if (i + 3 >= text.length() || text.charAt(i + 1) != 'x') {
          throw new IllegalArgumentException("a backslash begins \\x and two hexadecimal digits");
        }
        bytes[size++] = (byte) Integer.parseInt(hex(text, i + 2, i + 4), 16);
        i += 3;
      } else if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else {
        throw new IllegalArgumentException("bytes beyond ASCII are written \\xFF");
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  private static void checkNumber(String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.matches() || (number.group(2) == null && number.group(3) == null)) {
      throw new NumberFormatException("not a number");
    }
  }

  private static String hex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) >= 0x80) {
        throw new NumberFormatException("not a hexadecimal digit: " + text.charAt(i));
      }
    }
    return text.substring(start, end);
  }

  private static LocalDateTime local(Matcher timestamp) {
    if (!timestamp.matches()) {
      throw new DateTimeException("a timestamp is written YYYY-MM-DD HH:MM:SS");
    }
    Matcher date = DATE.matcher(timestamp.group(1));
    if (!date.matches()) {
      throw new DateTimeException("a date is written YYYY-MM-DD");
    }
    if (timestamp.group(2) == null) {
      return date(date).atStartOfDay();
    }
    Matcher time = TIME.matcher(timestamp.group(2));
    if (!time.matches()) {
      throw new DateTimeException("a time is written HH:MM:SS");
    }
    if (isEndOfDay(time)) {
      return date(date).plusDays(1).atStartOfDay();
    }
    return date(date).atTime(time(time));
  }

  private static boolean isEndOfDay(Matcher time) {
    return time.group(1).equals("24")
        && number(time.group(2)) == 0
        && (time.group(3) == null || number(time.group(3)) == 0)
        && (time.group(4) == null || nanos(time.group(4)) == 0);
  }

  private static String zone(Matcher timestamp) {
    return timestamp.group(3) == null ? "" : timestamp.group(3).strip();
  }

  private static LocalDate date(Matcher matcher) {
    int year = number(matcher.group(1));
    return LocalDate.of(
        matcher.group(5) == null ? year : 1 - year,
        number(matcher.group(3)),
        number(matcher.group(4)));
  }

  private static LocalTime time(Matcher matcher) {
    String second = matcher.group(3);
    String fraction = matcher.group(4);
    return LocalTime.of(
        number(matcher.group(1)),
        number(matcher.group(2)),
        second == null ? 0 : number(second),
        fraction == null ? 0 : nanos(fraction));
  }

  private static ZoneOffset offset(String text) {
    Matcher matcher = OFFSET.matcher(text);
    if (!matcher.matches()) {
      throw new DateTimeException("an offset is written +HH:MM");
    }
    int seconds =
        number(matcher.group(2)) * 3600
            + (matcher.group(3) == null ? 0 : number(matcher.group(3)) * 60)
            + (matcher.group(4) == null ? 0 : number(matcher.group(4)));
    return ZoneOffset.ofTotalSeconds(matcher.group(1).equals("-") ? -seconds : seconds);
  }

  private static int nanos(String fraction) {
    return number((fraction + "000000000").substring(0, 9));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
