package io.polarway.jdbc.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, texts and numbers as lines for people, and as JSON (RFC 8259). */
final class ExplanationText {

  private static final String INDENT = "  ";

  private ExplanationText() {}

  static List<String> lines(Map<String, Object> document) {
    List<String> lines = new ArrayList<>();
    document.forEach((key, value) -> add(lines, "", key + ":", value));
    return lines;
  }

  private static void add(List<String> lines, String indent, String label, Object value) {
    if (value instanceof Map<?, ?> map) {
      lines.add(indent + label);
      map.forEach((key, part) -> add(lines, indent + INDENT, key + ":", part));
    } else if (value instanceof List<?> list) {
      if (!list.isEmpty()) {
        lines.add(indent + label);
        list.forEach(part -> addItem(lines, indent + INDENT, part));
      }
    } else {
      List<String> text = String.valueOf(value).lines().toList();
      if (text.size() == 1) {
        lines.add(indent + label + " " + text.get(0));
      } else {
        lines.add(indent + label);
        text.forEach(line -> lines.add(indent + INDENT + line));
      }
    }
  }

  private static void addItem(List<String> lines, String indent, Object item) {
    if (item instanceof Map<?, ?> map) {
      int first = lines.size();
      map.forEach((key, part) -> add(lines, indent + INDENT, key + ":", part));
      lines.set(first, indent + "- " + lines.get(first).stripLeading());
    } else {
      add(lines, indent, "-", item);
    }
  }

  static String json(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> json(String.valueOf(entry.getKey())) + ": " + json(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ExplanationText::json).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : quoted(value.toString());
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
