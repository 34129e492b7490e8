package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.type.NestedTypes;
import io.polarway.jdbc.type.NestedValues;
import io.polarway.jdbc.type.SqlTypeInfo;
import io.polarway.jdbc.type.TypedValue;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A LIST or ARRAY, of a result or made for a parameter. Its elements are the objects that the
 * engine gives; lists in it are {@code Object[]}, structs {@link java.sql.Struct}. It is in memory
 * and outlives its result set. Not thread-safe.
 */
public final class PolarwayArray implements Array, TypedValue {

  private final DataType elementType;
  private final ZoneId sessionZone;
  private @Nullable List<?> elements;

  PolarwayArray(List<?> elements, DataType elementType, ZoneId sessionZone) {
    this.elements = elements;
    this.elementType = elementType;
    this.sessionZone = sessionZone;
  }

  /**
   * An array for a parameter. Elements that are arrays or collections of their own are elements of
   * the type {@code typeName[]}, if that is not such a type already.
   *
   * @param typeName the type of the elements, as SQL writes it
   * @throws SQLException when an element is not of the type
   */
  public static PolarwayArray create(
      @Nullable String typeName, @Nullable Object @Nullable [] elements, ZoneId sessionZone)
      throws SQLException {
    DataType named = NestedTypes.parse(typeName);
    Object[] given = SqlErrors.required(elements, "The array of elements");
    DataType type = NestedTypes.elementType(named, given);
    return new PolarwayArray(
        new NestedValues("the array", sessionZone).elements(given, type), type, sessionZone);
  }

  @Override
  public DataType dataType() {
    return new DataType.ListOf(elementType);
  }

  /** The type of the elements of a LIST or ARRAY. */
  static DataType elementOf(DataType type) {
    if (type instanceof DataType.ListOf list) {
      return list.element();
    }
    return type instanceof DataType.ArrayOf array ? array.element() : type;
  }

  @Override
  public String getBaseTypeName() {
    return SqlTypeInfo.of(elementType).typeName();
  }

  @Override
  public int getBaseType() {
    return SqlTypeInfo.of(elementType).jdbcType();
  }

  @Override
  public @Nullable Object[] getArray() throws SQLException {
    return NestedObjects.array(elements(), elementType);
  }

  @Override
  public Object getArray(@Nullable Map<String, Class<?>> types) throws SQLException {
    checkNoTypes(types);
    return getArray();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    return NestedObjects.array(slice(index, count), elementType);
  }

  @Override
  public Object getArray(long index, int count, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    checkNoTypes(types);
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return getResultSet(1, elements().size());
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> types) throws SQLException {
    checkNoTypes(types);
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    long number = index;
    for (Object element : slice(index, count)) {
      rows.add(Arrays.asList(number++, element));
    }
    return InMemoryResultSet.of(
        List.of(
            new ResultColumn("INDEX", ScalarType.BIGINT),
            new ResultColumn("VALUE", Rows.storable(elementType))),
        rows,
        ResultSetOptions.detached(sessionZone));
  }

  @Override
  public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    checkNoTypes(types);
    return getResultSet(index, count);
  }

  @Override
  public void free() {
    elements = null;
  }

  @Override
  public String toString() {
    return String.valueOf(elements);
  }

  private List<?> slice(long index, int count) throws SQLException {
    List<?> all = elements();
    if (index < 1 || index > all.size() + 1L || count < 0) {
      throw SqlErrors.invalidArgument(
          "%d elements from number %d on are outside of an array of %d; the first is 1"
              .formatted(count, index, all.size()));
    }
    int start = (int) index - 1;
    return all.subList(start, start + Math.min(count, all.size() - start));
  }

  private List<?> elements() throws SQLException {
    List<?> all = elements;
    if (all == null) {
      throw SqlErrors.of(SqlState.OBJECT_CLOSED, "The Array was freed");
    }
    return all;
  }

  private static void checkNoTypes(@Nullable Map<String, Class<?>> types) throws SQLException {
    if (types != null && !types.isEmpty()) {
      throw SqlErrors.unsupported("A type map for array elements");
    }
  }
}
