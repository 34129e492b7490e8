package io.polarway.storage.column;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL type of a column or of a result. {@link #sqlName()} is DuckDB's own spelling, so that it
 * can stand in a cast.
 *
 * <p>Table columns use the types for which {@link #isStorable()} holds; the others occur in query
 * results only.
 */
public sealed interface DataType
    permits ScalarType,
        DataType.Decimal,
        DataType.Text,
        DataType.Enumeration,
        DataType.ListOf,
        DataType.ArrayOf,
        DataType.Struct,
        DataType.MapOf,
        DataType.Union {

  /** The type as DuckDB writes it. */
  String sqlName();

  /** Whether a table column can have this type. */
  default boolean isStorable() {
    return false;
  }

  /** An exact number of up to 38 digits, {@code scale} of them behind the point. */
  record Decimal(int precision, int scale) implements DataType {
    /** The largest precision whose unscaled values fit into a {@code long}. */
    public static final int MAX_LONG_PRECISION = 18;

    /** The largest precision of all. */
    public static final int MAX_PRECISION = 38;

    public Decimal {
      if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException("DECIMAL(%d,%d)".formatted(precision, scale));
      }
    }

    @Override
    public String sqlName() {
      return "DECIMAL(%d,%d)".formatted(precision, scale);
    }

    @Override
    public boolean isStorable() {
      return true;
    }
  }

  /**
   * Text of a declared greatest length in code points: CHAR(n) when {@code fixed}, else VARCHAR(n).
   * Values are not padded.
   */
  record Text(boolean fixed, int length) implements DataType {
    public Text {
      if (length < 1) {
        throw new IllegalArgumentException("length " + length);
      }
    }

    @Override
    public String sqlName() {
      return (fixed ? "CHAR(" : "VARCHAR(") + length + ")";
    }

    @Override
    public boolean isStorable() {
      return true;
    }
  }

  /** One of a fixed list of texts. */
  record Enumeration(List<String> values) implements DataType {
    public Enumeration {
      values = List.copyOf(values);
    }

    @Override
    public String sqlName() {
      return values.stream()
          .map(value -> "'" + value.replace("'", "''") + "'")
          .collect(Collectors.joining(", ", "ENUM(", ")"));
    }
  }

  /** A list of any length. */
  record ListOf(DataType element) implements DataType {
    @Override
    public String sqlName() {
      return element.sqlName() + "[]";
    }
  }

  /** A list of one length. */
  record ArrayOf(DataType element, int length) implements DataType {
    @Override
    public String sqlName() {
      return element.sqlName() + "[" + length + "]";
    }
  }

  /** A named part of a struct or union. */
  record Field(String name, DataType type) {
    String sqlName() {
      return "\"" + name.replace("\"", "\"\"") + "\" " + type.sqlName();
    }
  }

  /**
   * Parts.
   *
   * @param named false when the engine knows the parts by their places only; then the names are
   *     these places, from 1
   */
  record Struct(List<Field> fields, boolean named) implements DataType {
    public Struct {
      fields = List.copyOf(fields);
    }

    /** Named parts. */
    public Struct(List<Field> fields) {
      this(fields, true);
    }

    @Override
    public String sqlName() {
      if (!named) {
        return fields.stream()
            .map(field -> field.type().sqlName())
            .collect(Collectors.joining(", ", "TUPLE(", ")"));
      }
      return fields.isEmpty()
          ? "STRUCT"
          : fields.stream().map(Field::sqlName).collect(Collectors.joining(", ", "STRUCT(", ")"));
    }
  }

  /** Keys with values. */
  record MapOf(DataType key, DataType value) implements DataType {
    @Override
    public String sqlName() {
      return "MAP(" + key.sqlName() + ", " + value.sqlName() + ")";
    }
  }

  /** One of several named types. */
  record Union(List<Field> members) implements DataType {
    public Union {
      members = List.copyOf(members);
    }

    @Override
    public String sqlName() {
      return members.stream().map(Field::sqlName).collect(Collectors.joining(", ", "UNION(", ")"));
    }
  }
}
