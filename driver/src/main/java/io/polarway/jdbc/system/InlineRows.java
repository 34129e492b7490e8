package io.polarway.jdbc.system;

import io.polarway.jdbc.sql.Quoted;
import io.polarway.storage.column.ResultColumn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows as SQL that can stand in FROM: one text in JSON that the engine takes apart into columns of
 * their types. No file is needed, so it works on a store that is only read, and there is nothing to
 * clean up; a VALUES list of a thousand rows takes the engine twenty times as long.
 */
final class InlineRows {

  private InlineRows() {}

  /**
   * The relation.
   *
   * @param rows one value for each column: null, Boolean, Integer, Long, Double, String, {@link
   *     java.time.Instant}, a List of them, or a Map from texts to them
   */
  static String sql(
      List<ResultColumn> columns, List<? extends List<? extends @Nullable Object>> rows) {
    StringBuilder json = new StringBuilder(64 + 100 * rows.size()).append('[');
    String separator = "";
    for (List<? extends @Nullable Object> row : rows) {
      json.append(separator).append('{');
      for (int i = 0; i < columns.size(); i++) {
        json.append(i == 0 ? "" : ",").append("\"c").append(i).append("\":");
        append(json, row.get(i));
      }
      json.append('}');
      separator = ",";
    }
    json.append(']');
    StringBuilder types = new StringBuilder("[{");
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      String comma = i == 0 ? "" : ", ";
      types.append(comma).append("\"c").append(i).append("\": ");
      append(types, columns.get(i).type().sqlName());
      names.append(comma).append("r.c").append(i).append(" AS ");
      names.append(Quoted.name(columns.get(i).name()));
    }
    types.append("}]");
    return "(SELECT %s FROM (SELECT unnest(from_json(%s, %s)) AS r))"
        .formatted(names, Quoted.text(json.toString()), Quoted.text(types.toString()));
  }

  private static void append(StringBuilder json, @Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      json.append(value);
    } else if (value instanceof List<?> list) {
      json.append('[');
      String separator = "";
      for (Object element : list) {
        json.append(separator);
        append(json, element);
        separator = ",";
      }
      json.append(']');
    } else if (value instanceof Map<?, ?> map) {
      json.append('{');
      String separator = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.append(separator);
        appendText(json, String.valueOf(entry.getKey()));
        json.append(':');
        append(json, entry.getValue());
        separator = ",";
      }
      json.append('}');
    } else {
      appendText(json, value.toString());
    }
  }

  private static void appendText(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else if (Character.isSurrogate(c) && !isPaired(text, i)) {
        json.append('\ufffd');
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private static boolean isPaired(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
        : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
  }
}
