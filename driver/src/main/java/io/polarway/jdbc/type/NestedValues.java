package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.NestedValue;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes parameters of arrays, structs and maps: java.sql.Array and Struct, arrays, collections and
 * maps of Java, as deep as they are. Each part is converted as a parameter of its type is.
 */
public final class NestedValues {

  private final String where;
  private final ZoneId sessionZone;

  /**
   * @param where how messages call what is converted, such as {@code parameter 2}
   */
  public NestedValues(String where, ZoneId sessionZone) {
    this.where = where;
    this.sessionZone = sessionZone;
  }

  /**
   * A value as the type that its parts ask for.
   *
   * @throws SQLException 07006 when the parts have no common type
   */
  NestedValue of(Object value) throws SQLException {
    DataType type = NestedTypes.of(where, value);
    return new NestedValue(type, convert(value, type));
  }

  /** The elements of an array, converted to a type. */
  public List<@Nullable Object> elements(Object value, DataType elementType) throws SQLException {
    List<@Nullable Object> converted = new ArrayList<>();
    for (Object element : NestedTypes.elements(value)) {
      converted.add(convertOrNull(element, elementType));
    }
    return Collections.unmodifiableList(converted);
  }

  /** The fields of a struct in their order, converted to their types. */
  public List<@Nullable Object> fields(Object value, DataType.Struct type) throws SQLException {
    List<?> given = attributes(value, type);
    if (given.size() != type.fields().size()) {
      throw SqlErrors.invalidArgument(
          "%s has %d fields, and %d values were given"
              .formatted(type.sqlName(), type.fields().size(), given.size()));
    }
    List<@Nullable Object> converted = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      converted.add(convertOrNull(given.get(i), type.fields().get(i).type()));
    }
    return Collections.unmodifiableList(converted);
  }

  private List<?> attributes(Object value, DataType.Struct type) throws SQLException {
    if (value instanceof Struct struct) {
      return Arrays.asList(struct.getAttributes());
    }
    if (value instanceof Map<?, ?> map) {
      List<@Nullable Object> attributes = new ArrayList<>();
      for (DataType.Field field : type.fields()) {
        if (!map.containsKey(field.name())) {
          throw SqlErrors.invalidArgument(
              "The map has no value for the field %s of %s"
                  .formatted(SqlErrors.shown(field.name()), type.sqlName()));
        }
        attributes.add(map.get(field.name()));
      }
      return attributes;
    }
    return NestedTypes.elements(listed(value, type));
  }

  private @Nullable Object convertOrNull(@Nullable Object value, DataType type)
      throws SQLException {
    return value == null ? null : convert(value, type);
  }

  private Object convert(Object value, DataType type) throws SQLException {
    if (type instanceof DataType.ListOf list) {
      return elements(listed(value, type), list.element());
    }
    if (type instanceof DataType.ArrayOf array) {
      List<?> elements = elements(listed(value, type), array.element());
      if (elements.size() != array.length()) {
        throw SqlErrors.invalidArgument(
            "%s has %d elements, and %d were given"
                .formatted(type.sqlName(), array.length(), elements.size()));
      }
      return elements;
    }
    if (type instanceof DataType.Struct struct) {
      return fields(value, struct);
    }
    if (type instanceof DataType.MapOf map) {
      return entries(value, map);
    }
    return ValueBinder.converted(where, value, type, sessionZone);
  }

  private Map<?, ?> entries(Object value, DataType.MapOf type) throws SQLException {
    if (!(value instanceof Map<?, ?> map)) {
      throw SqlErrors.noConversion(where, value.getClass().getName(), type.sqlName());
    }
    Map<Object, @Nullable Object> converted = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = entry.getKey();
      if (key == null) {
        throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "A key of %s is null".formatted(where));
      }
      converted.put(convert(key, type.key()), convertOrNull(entry.getValue(), type.value()));
    }
    return Collections.unmodifiableMap(converted);
  }

  private Object listed(Object value, DataType type) throws SQLException {
    if (!NestedTypes.isList(value)) {
      throw SqlErrors.noConversion(where, value.getClass().getName(), type.sqlName());
    }
    return value;
  }
}
