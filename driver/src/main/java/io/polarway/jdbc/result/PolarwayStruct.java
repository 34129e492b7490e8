package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.type.NestedTypes;
import io.polarway.jdbc.type.NestedValues;
import io.polarway.jdbc.type.TypedValue;
import io.polarway.storage.column.DataType;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A STRUCT, of a result or made for a parameter: its fields in their order. Lists in it are {@code
 * Object[]}, structs {@link Struct}. Immutable.
 */
public final class PolarwayStruct implements Struct, TypedValue {

  private final DataType.Struct type;
  private final List<?> attributes;

  /**
   * @param attributes as the engine gives them
   */
  PolarwayStruct(DataType.Struct type, List<?> attributes) {
    this.type = type;
    this.attributes = attributes;
  }

  static PolarwayStruct of(DataType.Struct type, Map<?, ?> values) {
    List<@Nullable Object> attributes = new ArrayList<>(type.fields().size());
    for (DataType.Field field : type.fields()) {
      attributes.add(values.get(field.name()));
    }
    return new PolarwayStruct(type, Collections.unmodifiableList(attributes));
  }

  /**
   * A struct for a parameter.
   *
   * @param typeName such as {@code STRUCT(a INTEGER, b VARCHAR)}
   * @throws SQLException when it is another type, or an attribute is not of its field's type
   */
  public static PolarwayStruct create(
      @Nullable String typeName, @Nullable Object @Nullable [] attributes, ZoneId sessionZone)
      throws SQLException {
    if (!(NestedTypes.parse(typeName) instanceof DataType.Struct struct)) {
      throw SqlErrors.invalidArgument(
          "%s is not a STRUCT type; give one such as STRUCT(a INTEGER, b VARCHAR)"
              .formatted(typeName));
    }
    Object[] given = SqlErrors.required(attributes, "The array of attributes");
    return new PolarwayStruct(
        struct, new NestedValues("the struct", sessionZone).fields(given, struct));
  }

  @Override
  public DataType dataType() {
    return type;
  }

  @Override
  public String getSQLTypeName() {
    return type.sqlName();
  }

  @Override
  public @Nullable Object[] getAttributes() {
    @Nullable Object[] given = new @Nullable Object[attributes.size()];
    for (int i = 0; i < given.length; i++) {
      given[i] = NestedObjects.part(attributes.get(i), type.fields().get(i).type());
    }
    return given;
  }

  @Override
  public @Nullable Object[] getAttributes(@Nullable Map<String, Class<?>> types)
      throws SQLException {
    if (types != null && !types.isEmpty()) {
      throw SqlErrors.unsupported("A type map for struct fields");
    }
    return getAttributes();
  }

  @Override
  public String toString() {
    return type.sqlName() + attributes;
  }
}
