package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.result.UpdaterMethods.CellSetter;
import io.polarway.jdbc.type.ColumnBinder;
import io.polarway.jdbc.type.ColumnReader;
import io.polarway.jdbc.type.ValueBinder;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that are given to a row before it is written, each in a column of one row. Not
 * thread-safe.
 */
final class RowDraft {

  private final List<ResultColumn> columns;
  private final ZoneId sessionZone;
  private final @Nullable Column[] cells;

  RowDraft(List<ResultColumn> columns, ZoneId sessionZone) {
    this.columns = columns;
    this.sessionZone = sessionZone;
    this.cells = new @Nullable Column[columns.size()];
  }

  /** Gives a column a value; when that fails it keeps the one that it had. */
  void put(int index, CellSetter setter) throws SQLException {
    ResultColumn column = columns.get(index);
    DataType type = Rows.storable(column.type());
    if (!type.isStorable()) {
      throw SqlErrors.unsupported("Updating a column of type " + type.sqlName());
    }
    Column cell = Column.create(type, 1);
    ColumnBinder binder =
        ColumnBinder.create("column \"" + column.name() + "\"", type, sessionZone);
    binder.open(cell);
    try {
      setter.set(binder);
    } catch (RuntimeException e) {
      throw SqlErrors.from(e);
    }
    cell.advance();
    cells[index] = cell;
  }

  boolean isEmpty() {
    for (Column cell : cells) {
      if (cell != null) {
        return false;
      }
    }
    return true;
  }

  void clear() {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = null;
    }
  }

  /** The values given, by the indexes of their columns. */
  Map<Integer, @Nullable Object> values() throws SQLException {
    Map<Integer, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i++) {
      Column cell = cells[i];
      if (cell != null) {
        ColumnReader reader =
            ColumnReader.create(new ResultColumn(columns.get(i).name(), cell.type()), sessionZone);
        reader.bind(cell);
        values.put(i, reader.isNull(0) ? null : ValueBinder.queryValue(reader, 0, cell.type()));
      }
    }
    return values;
  }

  /** One row, with nulls where no value was given. */
  ColumnBatch toBatch() {
    List<Column> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      Column cell = cells[i];
      if (cell == null) {
        cell = Column.create(columns.get(i).type(), 1);
        cell.putNull();
        cell.advance();
      }
      row.add(cell);
    }
    return new ColumnBatch(row);
  }
}
