package io.polarway.jdbc.meta;

import io.polarway.jdbc.route.Procedure;
import io.polarway.jdbc.type.SqlTypeInfo;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Procedures and functions as rows, in the order of {@link ResultShapes}' columns. */
final class RoutineRows {

  private static final String PROCEDURE_SCHEMA = "polarway";
  private static final int RADIX = 10;

  private RoutineRows() {}

  static boolean isProcedureSchema(Predicate<String> schema) {
    return schema.test(PROCEDURE_SCHEMA);
  }

  static List<@Nullable Object> procedure(Procedure procedure) {
    return row(
        Dialect.CATALOG,
        PROCEDURE_SCHEMA,
        procedure.name(),
        null,
        null,
        null,
        null,
        DatabaseMetaData.procedureNoResult,
        procedure.name());
  }

  /** The parameters, and behind them the columns of the rows that it gives. */
  static List<List<@Nullable Object>> procedureColumns(
      Procedure procedure, Predicate<String> names) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int position = 0;
    for (Procedure.Parameter parameter : procedure.parameters()) {
      position++;
      if (names.test(parameter.name())) {
        rows.add(
            procedureColumn(
                procedure,
                new ResultColumn(parameter.name(), ScalarType.VARCHAR),
                DatabaseMetaData.procedureColumnIn,
                parameter.required() ? null : "NULL",
                position));
      }
    }
    position = 0;
    for (ResultColumn column : procedure.columns()) {
      position++;
      if (names.test(column.name())) {
        rows.add(
            procedureColumn(
                procedure, column, DatabaseMetaData.procedureColumnResult, null, position));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> procedureColumn(
      Procedure procedure,
      ResultColumn column,
      int kind,
      @Nullable String defaultValue,
      int position) {
    SqlTypeInfo type = SqlTypeInfo.of(column.type());
    return row(
        Dialect.CATALOG,
        PROCEDURE_SCHEMA,
        procedure.name(),
        column.name(),
        kind,
        type.jdbcType(),
        type.typeName(),
        MetadataRows.size(type),
        MetadataRows.size(type),
        MetadataRows.decimalDigits(type),
        type.isNumber() ? RADIX : null,
        DatabaseMetaData.procedureNullable,
        null,
        defaultValue,
        null,
        null,
        MetadataRows.octets(type),
        position,
        "YES",
        procedure.name());
  }

  static List<@Nullable Object> function(FunctionDescription function) {
    return row(
        null,
        null,
        function.name(),
        function.description(),
        function.givesTable()
            ? DatabaseMetaData.functionReturnsTable
            : DatabaseMetaData.functionNoTable,
        function.signature());
  }

  /** What it gives, unless that is a table, and its parameters. */
  static List<List<@Nullable Object>> functionColumns(
      FunctionDescription function, Predicate<String> names) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (!function.givesTable() && names.test("")) {
      String type = function.returnType();
      rows.add(
          functionColumn(
              function, "", type == null ? "ANY" : type, DatabaseMetaData.functionReturn, 0));
    }
    for (int i = 0; i < function.parameters().size(); i++) {
      String name = function.parameters().get(i);
      if (names.test(name)) {
        rows.add(
            functionColumn(
                function, name, function.typeName(i), DatabaseMetaData.functionColumnIn, i + 1));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> functionColumn(
      FunctionDescription function, String name, String typeName, int kind, int position) {
    SqlTypeInfo type = scalar(typeName);
    return row(
        null,
        null,
        function.name(),
        name,
        kind,
        type == null ? jdbcType(typeName) : type.jdbcType(),
        typeName,
        type == null ? null : MetadataRows.size(type),
        type == null ? null : MetadataRows.size(type),
        type == null ? null : MetadataRows.decimalDigits(type),
        type != null && type.isNumber() ? RADIX : null,
        DatabaseMetaData.functionNullableUnknown,
        null,
        type == null ? null : MetadataRows.octets(type),
        position,
        "",
        function.signature());
  }

  private static @Nullable SqlTypeInfo scalar(String typeName) {
    for (ScalarType type : ScalarType.values()) {
      if (type.sqlName().equalsIgnoreCase(typeName)) {
        return SqlTypeInfo.of(type);
      }
    }
    return typeName.equals("DECIMAL")
        ? SqlTypeInfo.of(new DataType.Decimal(DataType.Decimal.MAX_PRECISION, 0))
        : null;
  }

  private static int jdbcType(String typeName) {
    if (typeName.endsWith("]")) {
      return Types.ARRAY;
    }
    return typeName.startsWith("STRUCT") ? Types.STRUCT : Types.OTHER;
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
