package io.polarway.storage.engine;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads types as DuckDB spells them, such as {@code STRUCT(a INTEGER, "b c" DECIMAL(5,2)[])}. */
final class TypeParser {

  private static final Map<String, ScalarType> SCALARS = scalars();

  private final String text;
  private int position;

  private TypeParser(String text) {
    this.text = text;
  }

  /** The type; an {@code ENUM} without its values has none. */
  static DataType parse(String text) {
    TypeParser parser = new TypeParser(text);
    DataType type = parser.type();
    if (parser.position != text.length()) {
      throw parser.unknown();
    }
    return type;
  }

  /** The type of a parameter; null when the statement leaves it open. */
  static @Nullable DataType parseParameter(String text) {
    return switch (text) {
      case "UNKNOWN", "INVALID", "ANY", "\"NULL\"", "NULL" -> null;
      case "INTEGER_LITERAL" -> ScalarType.BIGINT;
      case "STRING_LITERAL" -> ScalarType.VARCHAR;
      default -> parse(text);
    };
  }

  private static Map<String, ScalarType> scalars() {
    Map<String, ScalarType> scalars = new HashMap<>();
    for (ScalarType type : ScalarType.values()) {
      scalars.put(type.sqlName(), type);
    }
    scalars.put("NULL", ScalarType.NULL);
    scalars.put("STRING_LITERAL", ScalarType.VARCHAR);
    scalars.put("INTEGER_LITERAL", ScalarType.BIGINT);
    return scalars;
  }

  private DataType type() {
    DataType type = element();
    while (accept('[')) {
      int start = position;
      position = text.indexOf(']', position);
      if (position < 0) {
        throw unknown();
      }
      String length = text.substring(start, position++);
      type =
          length.isEmpty()
              ? new DataType.ListOf(type)
              : new DataType.ArrayOf(type, Integer.parseInt(length));
    }
    return type;
  }

  private DataType element() {
    String word = word();
    if (!accept('(')) {
      if (word.equals("ENUM")) {
        return new DataType.Enumeration(List.of());
      }
      if (word.equals("STRUCT")) {
        return new DataType.Struct(List.of());
      }
      ScalarType scalar = SCALARS.get(word);
      if (scalar == null) {
        throw unknown();
      }
      return scalar;
    }
    return switch (word) {
      case "DECIMAL" -> decimal();
      case "STRUCT" -> new DataType.Struct(fields());
      case "TUPLE" -> tuple();
      case "UNION" -> new DataType.Union(fields());
      case "MAP" -> map();
      case "ENUM" -> new DataType.Enumeration(values());
      case "GEOMETRY" -> geometry();
      default -> throw unknown();
    };
  }

  private DataType decimal() {
    int precision = number();
    expect(',');
    int scale = number();
    expect(')');
    return new DataType.Decimal(precision, scale);
  }

  /** A structure without names; its fields get their numbers for names. */
  private DataType tuple() {
    List<DataType.Field> fields = new ArrayList<>();
    do {
      fields.add(new DataType.Field(String.valueOf(fields.size() + 1), type()));
    } while (accept(','));
    expect(')');
    return new DataType.Struct(fields, false);
  }

  private DataType map() {
    DataType key = type();
    expect(',');
    DataType value = type();
    expect(')');
    return new DataType.MapOf(key, value);
  }

  /** The type without its reference system. */
  private DataType geometry() {
    skipBlanks();
    if (position < text.length() && text.charAt(position) == '\'') {
      quoted('\'');
    }
    expect(')');
    return ScalarType.GEOMETRY;
  }

  private String word() {
    skipBlanks();
    int start = position;
    if (position < text.length() && text.charAt(position) == '"') {
      quoted('"');
      return text.substring(start, position);
    }
    while (position < text.length() && "()[],".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position).strip();
  }

  private List<DataType.Field> fields() {
    List<DataType.Field> fields = new ArrayList<>();
    if (accept(')')) {
      return fields;
    }
    do {
      String name = fieldName();
      fields.add(new DataType.Field(name, type()));
    } while (accept(','));
    expect(')');
    return fields;
  }

  private String fieldName() {
    skipBlanks();
    if (text.charAt(position) == '"') {
      return quoted('"');
    }
    int start = position;
    while (position < text.length() && text.charAt(position) != ' ') {
      position++;
    }
    return text.substring(start, position);
  }

  private List<String> values() {
    List<String> values = new ArrayList<>();
    do {
      skipBlanks();
      values.add(quoted('\''));
    } while (accept(','));
    expect(')');
    return values;
  }

  private String quoted(char quote) {
    StringBuilder content = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != quote) {
        content.append(c);
      } else if (position < text.length() && text.charAt(position) == quote) {
        content.append(quote);
        position++;
      } else {
        return content.toString();
      }
    }
    throw unknown();
  }

  private int number() {
    skipBlanks();
    int start = position;
    while (position < text.length() && Character.isDigit(text.charAt(position))) {
      position++;
    }
    return Integer.parseInt(text.substring(start, position));
  }

  private boolean accept(char expected) {
    skipBlanks();
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private void expect(char expected) {
    if (!accept(expected)) {
      throw unknown();
    }
  }

  private void skipBlanks() {
    while (position < text.length() && text.charAt(position) == ' ') {
      position++;
    }
  }

  private StorageException unknown() {
    return new StorageException(
        Failure.UNSUPPORTED,
        "The query gives a column of the type %s, which cannot be read; cast it to VARCHAR."
            .formatted(text));
  }
}
