package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SelfWrapper;
import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.type.SqlTypeInfo;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.table.Identity;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a result are. Where a column is not known to show a table's column, its
 * table, schema and catalog are empty and its nullability is unknown. Immutable.
 */
public final class PolarwayResultSetMetaData implements ResultSetMetaData, SelfWrapper {

  private final List<ResultColumn> columns;
  private final List<SqlTypeInfo> types;
  private final List<@Nullable ColumnOrigin> origins;

  public PolarwayResultSetMetaData(List<ResultColumn> columns, ColumnOrigin.Finder origins) {
    this.columns = List.copyOf(columns);
    this.origins = origins.find(this.columns.stream().map(ResultColumn::name).toList());
    this.types =
        IntStream.range(0, this.columns.size())
            .mapToObj(i -> SqlTypeInfo.of(declared(this.columns.get(i), this.origins.get(i))))
            .toList();
  }

  /** The engine knows no length of text; the table whose column it is does. */
  private static DataType declared(ResultColumn column, @Nullable ColumnOrigin origin) {
    return origin != null && origin.column().type() instanceof DataType.Text text
        ? text
        : column.type();
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    ColumnOrigin origin = origin(column);
    return origin != null && origin.column().identity() != null;
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return type(column).caseSensitive();
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    type(column);
    return true;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    type(column);
    return false;
  }

  @Override
  public int isNullable(int column) throws SQLException {
    ColumnOrigin origin = origin(column);
    return origin == null
        ? columnNullableUnknown
        : origin.column().nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return type(column).signed();
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return type(column).displaySize();
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    type(column);
    return columns.get(column - 1).name();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    ColumnOrigin origin = origin(column);
    return origin == null ? getColumnLabel(column) : origin.column().name();
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    ColumnOrigin origin = origin(column);
    return origin == null ? "" : origin.table().schema();
  }

  @Override
  public String getTableName(int column) throws SQLException {
    ColumnOrigin origin = origin(column);
    return origin == null ? "" : origin.table().name();
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    ColumnOrigin origin = origin(column);
    return origin == null ? "" : origin.catalog();
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return type(column).precision();
  }

  @Override
  public int getScale(int column) throws SQLException {
    return type(column).scale();
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return type(column).jdbcType();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return type(column).typeName();
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return type(column).javaClass().getName();
  }

  /**
   * Whether no statement can change the values: they are not those of a table's column, or those of
   * a column {@code GENERATED ALWAYS}.
   */
  @Override
  public boolean isReadOnly(int column) throws SQLException {
    ColumnOrigin origin = origin(column);
    return origin == null || origin.column().identity() == Identity.ALWAYS;
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    return !isReadOnly(column);
  }

  /** Never: constraints, and other transactions, can refuse a value. */
  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    type(column);
    return false;
  }

  private @Nullable ColumnOrigin origin(int column) throws SQLException {
    type(column);
    return origins.get(column - 1);
  }

  private SqlTypeInfo type(int column) throws SQLException {
    if (column < 1 || column > types.size()) {
      throw SqlErrors.columnIndex(column, types.size());
    }
    return types.get(column - 1);
  }
}
