package io.polarway.jdbc.type;

import io.polarway.storage.column.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists, structs and maps as text, as the engine's cast to VARCHAR writes them: {@code [1, NULL]},
 * {@code {'a': 1}}, {@code (1, a)}, {@code {k=v}}. A part whose text could be mistaken for
 * structure is put in quotes.
 */
final class NestedText {

  private static final String STRUCTURE = "()[]{},:='\"\\";

  private NestedText() {}

  static String of(Object value, DataType type, ZoneId sessionZone) {
    StringBuilder text = new StringBuilder();
    append(text, value, type, sessionZone);
    return text.toString();
  }

  private static void append(StringBuilder text, Object value, DataType type, ZoneId zone) {
    if (value instanceof List<?> list && elementOf(type) != null) {
      appendList(text, list, type, zone);
    } else if (value instanceof Map<?, ?> map && type instanceof DataType.Struct struct) {
      appendStruct(text, map, struct, zone);
    } else if (value instanceof Map<?, ?> map && type instanceof DataType.MapOf mapType) {
      text.append('{');
      String separator = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.append(separator);
        appendPart(text, entry.getKey(), mapType.key(), zone);
        text.append('=');
        appendPart(text, entry.getValue(), mapType.value(), zone);
        separator = ", ";
      }
      text.append('}');
    } else {
      text.append(scalar(value, zone));
    }
  }

  private static void appendStruct(
      StringBuilder text, Map<?, ?> values, DataType.Struct struct, ZoneId zone) {
    text.append(struct.named() ? '{' : '(');
    String separator = "";
    for (DataType.Field field : struct.fields()) {
      text.append(separator);
      if (struct.named()) {
        text.append('\'').append(escaped(field.name())).append("': ");
      }
      appendPart(text, values.get(field.name()), field.type(), zone);
      separator = ", ";
    }
    if (struct.named()) {
      text.append('}');
    } else {
      text.append(struct.fields().size() == 1 ? ",)" : ")");
    }
  }

  private static void appendList(StringBuilder text, List<?> list, DataType type, ZoneId zone) {
    DataType element = elementOf(type);
    if (element == null) {
      throw new IllegalArgumentException(type.sqlName() + " has no elements");
    }
    text.append('[');
    String separator = "";
    for (Object item : list) {
      text.append(separator);
      appendPart(text, item, element, zone);
      separator = ", ";
    }
    text.append(']');
  }

  private static void appendPart(
      StringBuilder text, @Nullable Object value, DataType type, ZoneId zone) {
    if (value == null) {
      text.append("NULL");
    } else if (value instanceof List<?> || value instanceof Map<?, ?>) {
      append(text, value, type, zone);
    } else {
      String part = scalar(value, zone);
      if (needsQuotes(part)) {
        text.append('\'').append(escaped(part)).append('\'');
      } else {
        text.append(part);
      }
    }
  }

  private static @Nullable DataType elementOf(DataType type) {
    if (type instanceof DataType.ListOf list) {
      return list.element();
    }
    return type instanceof DataType.ArrayOf array ? array.element() : null;
  }

  private static boolean needsQuotes(String text) {
    if (text.isEmpty()
        || text.toUpperCase(Locale.ROOT).equals("NULL")
        || Character.isWhitespace(text.charAt(0))
        || Character.isWhitespace(text.charAt(text.length() - 1))) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      if (STRUCTURE.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }

  /** The text of a value that has no parts. */
  private static String scalar(Object value, ZoneId zone) {
    if (value instanceof Double number) {
      return ShortestDigits.of(number);
    }
    if (value instanceof Float number) {
      return ShortestDigits.of(number);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return ValueText.bytes(bytes, 0, bytes.length);
    }
    if (value instanceof LocalDate date) {
      return isInfinite(date, LocalDate.MAX, LocalDate.MIN)
          ? Infinity.text(date.getYear() > 0)
          : ValueText.date(date.toEpochDay());
    }
    if (value instanceof LocalTime time) {
      return ValueText.time(time.toNanoOfDay());
    }
    if (value instanceof OffsetTime time) {
      return ValueText.time(time);
    }
    if (value instanceof LocalDateTime local) {
      return isInfinite(local, LocalDateTime.MAX, LocalDateTime.MIN)
          ? Infinity.text(local.getYear() > 0)
          : timestamp(local.toInstant(ZoneOffset.UTC));
    }
    if (value instanceof OffsetDateTime instant) {
      return isInfinite(instant, OffsetDateTime.MAX, OffsetDateTime.MIN)
          ? Infinity.text(instant.getYear() > 0)
          : ValueText.timestamp(
              instant.toEpochSecond(),
              instant.getNano(),
              zone.getRules().getOffset(instant.toInstant()));
    }
    return value.toString();
  }

  private static String timestamp(Instant local) {
    return ValueText.timestamp(local.getEpochSecond(), local.getNano());
  }

  private static boolean isInfinite(Object value, Object largest, Object smallest) {
    return value.equals(largest) || value.equals(smallest);
  }
}
