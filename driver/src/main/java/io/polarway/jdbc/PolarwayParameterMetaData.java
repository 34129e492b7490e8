package io.polarway.jdbc;

import io.polarway.jdbc.error.SelfWrapper;
import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.type.SqlTypeInfo;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of parameters before they are set; VARCHAR where nothing is. Immutable. */
final class PolarwayParameterMetaData implements ParameterMetaData, SelfWrapper {

  private final List<SqlTypeInfo> types;
  private final int outParameters;

  /**
   * @param types null for a parameter that takes several
   * @param outParameters how many of them, the first ones, are OUT parameters
   */
  PolarwayParameterMetaData(List<? extends @Nullable DataType> types, int outParameters) {
    this.outParameters = outParameters;
    this.types =
        types.stream()
            .map(type -> SqlTypeInfo.of(type == null ? ScalarType.VARCHAR : type))
            .toList();
  }

  @Override
  public int getParameterCount() {
    return types.size();
  }

  @Override
  public int isNullable(int parameter) throws SQLException {
    type(parameter);
    return parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int parameter) throws SQLException {
    return type(parameter).signed();
  }

  @Override
  public int getPrecision(int parameter) throws SQLException {
    return type(parameter).precision();
  }

  @Override
  public int getScale(int parameter) throws SQLException {
    return type(parameter).scale();
  }

  @Override
  public int getParameterType(int parameter) throws SQLException {
    return type(parameter).jdbcType();
  }

  @Override
  public String getParameterTypeName(int parameter) throws SQLException {
    return type(parameter).typeName();
  }

  @Override
  public String getParameterClassName(int parameter) throws SQLException {
    return type(parameter).javaClass().getName();
  }

  @Override
  public int getParameterMode(int parameter) throws SQLException {
    type(parameter);
    return parameter <= outParameters ? parameterModeOut : parameterModeIn;
  }

  private SqlTypeInfo type(int parameter) throws SQLException {
    if (parameter < 1 || parameter > types.size()) {
      throw SqlErrors.parameterIndex(parameter, types.size());
    }
    return types.get(parameter - 1);
  }
}
