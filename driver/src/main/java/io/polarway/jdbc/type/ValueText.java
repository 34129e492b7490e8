package io.polarway.jdbc.type;

import java.time.LocalDate;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/** Dates, times and bytes as text, as the engine's own cast to VARCHAR writes them. */
final class ValueText {

  static final int SECONDS_PER_DAY = 86_400;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final String HEX = "0123456789ABCDEF";

  private ValueText() {}

  /** {@code 2026-02-01}; the year before 1 is {@code 0001-12-31 (BC)}. */
  static String date(long epochDay) {
    StringBuilder text = new StringBuilder(16);
    appendDate(text, epochDay);
    return text.toString();
  }

  /** {@code 10:00:00.5}, and 24:00:00 for the end of the day. */
  static String time(long nanoOfDay) {
    StringBuilder text = new StringBuilder(18);
    appendTime(text, (int) (nanoOfDay / NANOS_PER_SECOND), (int) (nanoOfDay % NANOS_PER_SECOND));
    return text.toString();
  }

  /** {@code 10:00:00.5+02}. */
  static String time(OffsetTime time) {
    StringBuilder text = new StringBuilder(24);
    text.append(time(time.toLocalTime().toNanoOfDay()));
    appendOffset(text, time.getOffset());
    return text.toString();
  }

  /** {@code 2026-02-01 10:00:00.5}. */
  static String timestamp(long epochSecond, int nanos) {
    StringBuilder text = new StringBuilder(32);
    appendTimestamp(text, epochSecond, nanos);
    return text.toString();
  }

  /** {@code 2026-02-01 10:00:00.5+02}, of an instant in a zone where that is the offset. */
  static String timestamp(long epochSecond, int nanos, ZoneOffset offset) {
    StringBuilder text = new StringBuilder(36);
    appendTimestamp(text, epochSecond + offset.getTotalSeconds(), nanos);
    appendOffset(text, offset);
    return text.toString();
  }

  /** Printable ASCII as it is, but for quotes and the backslash; all else as {@code \xFF}. */
  static String bytes(byte[] bytes, int start, int end) {
    StringBuilder text = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b >= ' ' && b <= '~' && b != '\\' && b != '\'' && b != '"') {
        text.append((char) b);
      } else {
        text.append("\\x").append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
      }
    }
    return text.toString();
  }

  private static void appendTimestamp(StringBuilder text, long epochSecond, int nanos) {
    appendDate(text, Math.floorDiv(epochSecond, SECONDS_PER_DAY));
    text.append(' ');
    appendTime(text, Math.floorMod(epochSecond, SECONDS_PER_DAY), nanos);
  }

  private static void appendDate(StringBuilder text, long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    String digits = Integer.toString(year);
    text.append("0".repeat(Math.max(0, 4 - digits.length()))).append(digits).append('-');
    appendTwo(text, date.getMonthValue());
    text.append('-');
    appendTwo(text, date.getDayOfMonth());
    if (date.getYear() <= 0) {
      text.append(" (BC)");
    }
  }

  private static void appendTime(StringBuilder text, int secondOfDay, int nanos) {
    appendTwo(text, secondOfDay / 3600);
    text.append(':');
    appendTwo(text, secondOfDay / 60 % 60);
    text.append(':');
    appendTwo(text, secondOfDay % 60);
    if (nanos != 0) {
      text.append('.');
      int rest = nanos;
      for (int unit = 100_000_000; rest > 0; unit /= 10) {
        text.append((char) ('0' + rest / unit));
        rest %= unit;
      }
    }
  }

  private static void appendOffset(StringBuilder text, ZoneOffset offset) {
    int seconds = Math.abs(offset.getTotalSeconds());
    text.append(offset.getTotalSeconds() < 0 ? '-' : '+');
    appendTwo(text, seconds / 3600);
    if (seconds / 60 % 60 != 0) {
      text.append(':');
      appendTwo(text, seconds / 60 % 60);
    }
  }

  private static void appendTwo(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
