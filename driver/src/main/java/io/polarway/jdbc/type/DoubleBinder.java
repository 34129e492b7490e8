package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.sql.SQLException;

/** Into DOUBLE; an exact number becomes the nearest one. */
final class DoubleBinder extends ColumnBinder {

  private DoubleColumn column;

  DoubleBinder(String where) {
    super(where, ScalarType.DOUBLE);
    column = (DoubleColumn) Column.create(ScalarType.DOUBLE, 0);
  }

  @Override
  void take(Column target) {
    column = (DoubleColumn) target;
  }

  @Override
  public void setBoolean(boolean value) {
    column.put(value ? 1 : 0);
  }

  @Override
  public void setLong(long value) {
    column.put((double) value);
  }

  @Override
  public void setDouble(double value) {
    column.put(value);
  }

  @Override
  void putNumber(BigDecimal value) throws SQLException {
    double nearest = value.doubleValue();
    if (Double.isInfinite(nearest)) {
      throw outOfRange(value);
    }
    column.put(nearest);
  }

  @Override
  void putText(String text) throws SQLException {
    column.put(parsed(text, TextParser::floating));
  }
}
