package io.polarway.jdbc.result;

import io.polarway.jdbc.type.ColumnBinder;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ObjectColumn;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows given as objects, of the classes that {@code setObject} takes, as columns. */
final class Rows {

  private Rows() {}

  /**
   * @param columns of types that a table can have, or whose values are objects anyway
   */
  static ColumnBatch toBatch(
      List<ResultColumn> columns, List<List<@Nullable Object>> rows, ZoneId sessionZone)
      throws SQLException {
    List<Column> filled = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ResultColumn column = columns.get(i);
      Column target = Column.create(column.type(), rows.size());
      if (target instanceof ObjectColumn objects) {
        fill(objects, rows, i);
      } else {
        fill(target, ColumnBinder.create(column.name(), column.type(), sessionZone), rows, i);
      }
      filled.add(target);
    }
    return new ColumnBatch(filled);
  }

  /** The type of a table column that holds the values of any type. */
  static DataType storable(DataType type) {
    if (!(type instanceof ScalarType scalar) || type.isStorable()) {
      return type;
    }
    return switch (scalar) {
      case UTINYINT, USMALLINT -> ScalarType.INTEGER;
      case UINTEGER -> ScalarType.BIGINT;
      case UBIGINT, HUGEINT, UHUGEINT -> new DataType.Decimal(DataType.Decimal.MAX_PRECISION, 0);
      case JSON -> ScalarType.VARCHAR;
      case TIME_NS -> ScalarType.TIME;
      case TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS -> ScalarType.TIMESTAMP;
      case TIMESTAMPTZ_NS -> ScalarType.TIMESTAMPTZ;
      default -> type;
    };
  }

  private static void fill(ObjectColumn target, List<List<@Nullable Object>> rows, int column) {
    for (List<@Nullable Object> row : rows) {
      Object value = row.get(column);
      if (value == null) {
        target.appendNull();
      } else {
        target.append(value);
      }
    }
  }

  private static void fill(
      Column target, ColumnBinder binder, List<List<@Nullable Object>> rows, int column)
      throws SQLException {
    binder.open(target);
    for (List<@Nullable Object> row : rows) {
      binder.setObject(row.get(column));
      target.advance();
    }
  }
}
