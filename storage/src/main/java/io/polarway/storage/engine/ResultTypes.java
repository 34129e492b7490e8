package io.polarway.storage.engine;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks the engine for the columns of a query. A prepared statement tells them too, but not the
 * values of an ENUM, no names outside of Unicode's first plane inside of a type, and nothing at all
 * when the type of a parameter is open until it has a value.
 */
final class ResultTypes {

  private ResultTypes() {}

  /** The types that a number alone tells, by their numbers in DuckDB's C interface. */
  private static final Map<Integer, ScalarType> NUMBERED =
      Map.ofEntries(
          Map.entry(1, ScalarType.BOOLEAN),
          Map.entry(2, ScalarType.TINYINT),
          Map.entry(3, ScalarType.SMALLINT),
          Map.entry(4, ScalarType.INTEGER),
          Map.entry(5, ScalarType.BIGINT),
          Map.entry(10, ScalarType.REAL),
          Map.entry(11, ScalarType.DOUBLE),
          Map.entry(12, ScalarType.TIMESTAMP),
          Map.entry(13, ScalarType.DATE),
          Map.entry(14, ScalarType.TIME),
          Map.entry(16, ScalarType.HUGEINT),
          Map.entry(18, ScalarType.BLOB),
          Map.entry(27, ScalarType.UUID),
          Map.entry(31, ScalarType.TIMESTAMPTZ));

  /** JSON has the number of VARCHAR, so this is one only where the statement says so. */
  private static final int VARCHAR = 17;

  /** Whether each of these types is one that {@link #ofResult} can tell. */
  static boolean areNumbered(List<String> types) {
    for (String type : types) {
      if (!type.equals(ScalarType.VARCHAR.sqlName())
          && NUMBERED.values().stream().noneMatch(known -> known.sqlName().equals(type))) {
        return false;
      }
    }
    return true;
  }

  /** The columns of a result; null when one has a type that its number does not tell. */
  static @Nullable List<ResultColumn> ofResult(DuckDb duckDb, ByteBuffer result) {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < duckDb.columnCount(result); i++) {
      int number = duckDb.columnType(result, i);
      DataType type = number == VARCHAR ? ScalarType.VARCHAR : NUMBERED.get(number);
      if (type == null) {
        return null;
      }
      columns.add(new ResultColumn(duckDb.columnName(result, i), type));
    }
    return columns;
  }

  /** The columns that the query gives with these parameters. */
  static List<ResultColumn> describe(
      DuckDb duckDb, Cursor cursor, String query, @Nullable Object[] parameters) {
    ByteBuffer statement = cursor.prepare("DESCRIBE " + query);
    try {
      List<ResultColumn> columns = new ArrayList<>();
      for (List<@Nullable String> row :
          TextRows.read(duckDb, duckDb.execute(statement, parameters), 2)) {
        columns.add(
            new ResultColumn(
                Objects.requireNonNull(row.get(0)),
                TypeParser.parse(Objects.requireNonNull(row.get(1)))));
      }
      return columns;
    } finally {
      duckDb.release(statement);
    }
  }

  /** The type with text in the place of the types that only the engine can read. */
  static DataType readable(DataType type) {
    if (type == ScalarType.VARIANT || type == ScalarType.GEOMETRY || type == ScalarType.TYPE) {
      return ScalarType.VARCHAR;
    }
    if (type instanceof DataType.ListOf list) {
      return new DataType.ListOf(readable(list.element()));
    }
    if (type instanceof DataType.ArrayOf array) {
      return new DataType.ArrayOf(readable(array.element()), array.length());
    }
    if (type instanceof DataType.MapOf map) {
      return new DataType.MapOf(readable(map.key()), readable(map.value()));
    }
    if (type instanceof DataType.Struct struct) {
      return new DataType.Struct(readable(struct.fields()), struct.named());
    }
    if (type instanceof DataType.Union union) {
      return new DataType.Union(readable(union.members()));
    }
    return type;
  }

  private static List<DataType.Field> readable(List<DataType.Field> fields) {
    return fields.stream()
        .map(field -> new DataType.Field(field.name(), readable(field.type())))
        .toList();
  }
}
