package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.sql.SQLException;

/** Into BOOLEAN; a number is true unless it is 0. */
final class BooleanBinder extends ColumnBinder {

  private IntColumn column;

  BooleanBinder(String where) {
    super(where, ScalarType.BOOLEAN);
    column = (IntColumn) Column.create(ScalarType.BOOLEAN, 0);
  }

  @Override
  void take(Column target) {
    column = (IntColumn) target;
  }

  @Override
  public void setBoolean(boolean value) {
    column.put(value ? 1 : 0);
  }

  @Override
  public void setLong(long value) {
    setBoolean(value != 0);
  }

  @Override
  public void setDouble(double value) {
    setBoolean(value != 0);
  }

  @Override
  void putNumber(BigDecimal value) {
    setBoolean(value.signum() != 0);
  }

  @Override
  void putText(String text) throws SQLException {
    setBoolean(parsed(text, TextParser::bool));
  }
}
