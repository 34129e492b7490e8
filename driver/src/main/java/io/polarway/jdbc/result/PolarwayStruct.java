package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.column.DataType;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A STRUCT: its fields in their order. Immutable. */
final class PolarwayStruct implements Struct {

  private final DataType.Struct type;
  private final @Nullable Object[] attributes;

  private PolarwayStruct(DataType.Struct type, @Nullable Object[] attributes) {
    this.type = type;
    this.attributes = attributes;
  }

  static PolarwayStruct of(DataType.Struct type, Map<?, ?> values) {
    @Nullable Object[] attributes = new @Nullable Object[type.fields().size()];
    for (int i = 0; i < attributes.length; i++) {
      attributes[i] = values.get(type.fields().get(i).name());
    }
    return new PolarwayStruct(type, attributes);
  }

  @Override
  public String getSQLTypeName() {
    return type.sqlName();
  }

  @Override
  public @Nullable Object[] getAttributes() {
    return attributes.clone();
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
    return type.sqlName() + Arrays.toString(attributes);
  }
}
