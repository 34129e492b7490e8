package io.polarway.jdbc.type;

import static java.util.Map.entry;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.SqlParser;
import io.polarway.jdbc.sql.SqlSyntaxException;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The types of arrays, structs and maps: by the name that a user gives, or by the elements that
 * there are. Any number of threads.
 */
public final class NestedTypes {

  private static final int DEEPEST = 100;

  private static final Map<Class<?>, ScalarType> SCALARS =
      Map.ofEntries(
          entry(Boolean.class, ScalarType.BOOLEAN),
          entry(Byte.class, ScalarType.TINYINT),
          entry(Short.class, ScalarType.SMALLINT),
          entry(Integer.class, ScalarType.INTEGER),
          entry(Long.class, ScalarType.BIGINT),
          entry(Float.class, ScalarType.REAL),
          entry(Double.class, ScalarType.DOUBLE),
          entry(byte[].class, ScalarType.BLOB),
          entry(UUID.class, ScalarType.UUID),
          entry(Date.class, ScalarType.DATE),
          entry(LocalDate.class, ScalarType.DATE),
          entry(Time.class, ScalarType.TIME),
          entry(LocalTime.class, ScalarType.TIME),
          entry(Timestamp.class, ScalarType.TIMESTAMP),
          entry(java.util.Date.class, ScalarType.TIMESTAMP),
          entry(LocalDateTime.class, ScalarType.TIMESTAMP),
          entry(OffsetDateTime.class, ScalarType.TIMESTAMPTZ),
          entry(ZonedDateTime.class, ScalarType.TIMESTAMPTZ),
          entry(Instant.class, ScalarType.TIMESTAMPTZ));

  private NestedTypes() {}

  /**
   * A type as SQL writes it, such as {@code INTEGER}, {@code DECIMAL(10,2)[]}, {@code STRUCT(a
   * INTEGER, b VARCHAR)} or {@code MAP(VARCHAR, BIGINT)}.
   *
   * @throws SQLException HY024 when it is no type
   */
  public static DataType parse(@Nullable String name) throws SQLException {
    try {
      return SqlParser.parseType(SqlErrors.required(name, "The name of the type"));
    } catch (SqlSyntaxException e) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, String.valueOf(e.getMessage()), e);
    }
  }

  /** The type of elements that are named by what they are made of, or by what they are. */
  public static DataType elementType(DataType named, @Nullable Object[] elements) {
    if (isListType(named)) {
      return named;
    }
    for (Object element : elements) {
      if (element != null && isList(element) && !(named instanceof DataType.Struct)) {
        return new DataType.ListOf(
            element instanceof Object[] inner ? elementType(named, inner) : named);
      }
    }
    return named;
  }

  private static boolean isListType(DataType type) {
    return type instanceof DataType.ListOf || type instanceof DataType.ArrayOf;
  }

  /** Whether a value is one of those that become a LIST, STRUCT or MAP. */
  static boolean isNested(Object value) {
    return value instanceof java.sql.Array || value instanceof Struct || isCollection(value);
  }

  /** The elements of an array or collection. */
  static List<?> elements(Object value) throws SQLException {
    if (value instanceof java.sql.Array array) {
      return elements(SqlErrors.required(array.getArray(), "The content of the array"));
    }
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    if (value instanceof Object[] array) {
      return Arrays.asList(array);
    }
    List<@Nullable Object> elements = new ArrayList<>(Array.getLength(value));
    for (int i = 0; i < Array.getLength(value); i++) {
      elements.add(Array.get(value, i));
    }
    return elements;
  }

  /** Whether a value has elements without names or keys. */
  static boolean isList(Object value) {
    return value instanceof java.sql.Array
        || value instanceof Collection<?>
        || (value.getClass().isArray() && !(value instanceof byte[]));
  }

  private static boolean isCollection(Object value) {
    return isList(value) || value instanceof Map<?, ?>;
  }

  /**
   * The type that holds a value.
   *
   * @throws SQLException 07006 when the elements of a collection have no common type
   */
  static DataType of(String where, @Nullable Object value) throws SQLException {
    return of(where, value, 0);
  }

  private static DataType of(String where, @Nullable Object value, int depth) throws SQLException {
    if (depth > DEEPEST) {
      throw SqlErrors.invalidArgument(
          "%s is nested more than %d levels deep".formatted(where, DEEPEST));
    }
    if (value == null) {
      return ScalarType.NULL;
    }
    ScalarType scalar = SCALARS.get(value.getClass());
    if (scalar != null) {
      return scalar;
    }
    if (value instanceof TypedValue typed) {
      return typed.dataType();
    }
    if (value instanceof Struct struct) {
      return parse(struct.getSQLTypeName());
    }
    if (value instanceof Map<?, ?> map) {
      return new DataType.MapOf(
          common(where, map.keySet(), depth), common(where, map.values(), depth));
    }
    if (isList(value)) {
      DataType element = common(where, elements(value), depth);
      return new DataType.ListOf(
          element == ScalarType.NULL && value instanceof java.sql.Array array
              ? parse(array.getBaseTypeName())
              : element);
    }
    return ofOther(value);
  }

  private static DataType ofOther(Object value) {
    if (value instanceof BigInteger) {
      return new DataType.Decimal(DataType.Decimal.MAX_PRECISION, 0);
    }
    if (value instanceof BigDecimal number) {
      int scale = Math.max(0, number.scale());
      int whole = Math.max(0, number.precision() - number.scale());
      return decimal(whole, scale);
    }
    if (value instanceof Calendar) {
      return ScalarType.TIMESTAMP;
    }
    return value instanceof Blob ? ScalarType.BLOB : ScalarType.VARCHAR;
  }

  private static DataType common(String where, Collection<?> values, int depth)
      throws SQLException {
    DataType common = ScalarType.NULL;
    for (Object value : values) {
      DataType type = of(where, value, depth + 1);
      DataType joined = joined(common, type);
      if (joined == null) {
        throw SqlErrors.of(
            SqlState.RESTRICTED_DATA_TYPE,
            "The elements of %s are of %s and of %s; name their type in createArrayOf"
                .formatted(where, common.sqlName(), type.sqlName()));
      }
      common = joined;
    }
    return common;
  }

  /** The type that holds the values of both; null when there is none. */
  private static @Nullable DataType joined(DataType left, DataType right) {
    if (left.equals(right) || right == ScalarType.NULL) {
      return left;
    }
    if (left == ScalarType.NULL) {
      return right;
    }
    if (left instanceof DataType.ListOf a && right instanceof DataType.ListOf b) {
      DataType element = joined(a.element(), b.element());
      return element == null ? null : new DataType.ListOf(element);
    }
    if (left instanceof DataType.MapOf a && right instanceof DataType.MapOf b) {
      DataType key = joined(a.key(), b.key());
      DataType value = joined(a.value(), b.value());
      return key == null || value == null ? null : new DataType.MapOf(key, value);
    }
    int wholeLeft = wholeDigits(left);
    int wholeRight = wholeDigits(right);
    if (wholeLeft < 0 || wholeRight < 0) {
      return null;
    }
    if (isFloating(left) || isFloating(right)) {
      return ScalarType.DOUBLE;
    }
    if (left instanceof ScalarType && right instanceof ScalarType) {
      return wholeLeft > wholeRight ? left : right;
    }
    return decimal(Math.max(wholeLeft, wholeRight), Math.max(scale(left), scale(right)));
  }

  private static DataType decimal(int whole, int scale) {
    int kept = Math.min(scale, DataType.Decimal.MAX_PRECISION);
    int precision = Math.min(Math.max(1, whole + kept), DataType.Decimal.MAX_PRECISION);
    return new DataType.Decimal(precision, kept);
  }

  private static boolean isFloating(DataType type) {
    return type == ScalarType.REAL || type == ScalarType.DOUBLE;
  }

  private static int scale(DataType type) {
    return type instanceof DataType.Decimal decimal ? decimal.scale() : 0;
  }

  /** The digits before the point of a number; -1 of anything else. */
  private static int wholeDigits(DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      return decimal.precision() - decimal.scale();
    }
    if (type == ScalarType.TINYINT) {
      return 3;
    } else if (type == ScalarType.SMALLINT) {
      return 5;
    } else if (type == ScalarType.INTEGER) {
      return 10;
    } else if (type == ScalarType.BIGINT) {
      return 19;
    }
    return isFloating(type) ? 0 : -1;
  }
}
