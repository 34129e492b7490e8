package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.column.DataType;
import java.lang.reflect.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of arrays and structs as JDBC gives them: lists as arrays, structs as Struct. */
final class NestedObjects {

  private NestedObjects() {}

  /**
   * An array as an array of Java, such as {@code Object[]}, {@code Integer[]} or {@code int[]}.
   *
   * @throws SQLException 07006 when its elements are not of that class
   */
  static <T> T arrayOf(PolarwayArray array, Class<T> javaClass) throws SQLException {
    @Nullable Object[] elements = array.getArray();
    Object copy = Array.newInstance(javaClass.getComponentType(), elements.length);
    for (int i = 0; i < elements.length; i++) {
      try {
        Array.set(copy, i, elements[i]);
      } catch (IllegalArgumentException | NullPointerException e) {
        throw SqlErrors.conversion(
            "element " + (i + 1), elements[i], array.getBaseTypeName(), javaClass.getSimpleName());
      }
    }
    return javaClass.cast(copy);
  }

  /** The elements of a list. */
  static @Nullable Object[] array(List<?> list, DataType elementType) {
    @Nullable Object[] array = new @Nullable Object[list.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = part(list.get(i), elementType);
    }
    return array;
  }

  /** A part that is of a type. */
  static @Nullable Object part(@Nullable Object value, DataType type) {
    if (value instanceof List<?> list && type instanceof DataType.Struct struct) {
      return new PolarwayStruct(struct, list);
    }
    if (value instanceof Map<?, ?> map && type instanceof DataType.Struct struct) {
      return PolarwayStruct.of(struct, map);
    }
    return value instanceof List<?> list ? array(list, PolarwayArray.elementOf(type)) : value;
  }
}
