package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.ResultColumn;
import java.math.BigDecimal;

/** BOOLEAN; as a number 0 or 1. */
final class BooleanReader extends ColumnReader {

  private int[] values = {};

  BooleanReader(ResultColumn column) {
    super(column);
  }

  @Override
  void take(Column column) {
    values = ((IntColumn) column).values();
  }

  @Override
  public Object getObject(int row) {
    return getBoolean(row);
  }

  @Override
  public String getString(int row) {
    return getBoolean(row) ? "true" : "false";
  }

  @Override
  public boolean getBoolean(int row) {
    return values[row] != 0;
  }

  @Override
  public long getLong(int row) {
    return values[row];
  }

  @Override
  public double getDouble(int row) {
    return values[row];
  }

  @Override
  public BigDecimal getBigDecimal(int row) {
    return BigDecimal.valueOf(values[row]);
  }
}
