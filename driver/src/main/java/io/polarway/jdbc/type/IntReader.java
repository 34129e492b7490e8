package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.ResultColumn;
import java.math.BigDecimal;

/** TINYINT, SMALLINT, INTEGER, UTINYINT and USMALLINT. */
final class IntReader extends ColumnReader {

  private int[] values = {};

  IntReader(ResultColumn column) {
    super(column);
  }

  @Override
  void take(Column column) {
    values = ((IntColumn) column).values();
  }

  @Override
  public Object getObject(int row) {
    return values[row];
  }

  @Override
  public String getString(int row) {
    return Integer.toString(values[row]);
  }

  @Override
  public boolean getBoolean(int row) {
    return values[row] != 0;
  }

  @Override
  public int getInt(int row) {
    return values[row];
  }

  @Override
  public long getLong(int row) {
    return values[row];
  }

  @Override
  public float getFloat(int row) {
    return (float) values[row];
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
