package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ResultColumn;
import java.math.BigDecimal;

/** BIGINT and UINTEGER. */
final class LongReader extends ColumnReader {

  private long[] values = {};

  LongReader(ResultColumn column) {
    super(column);
  }

  @Override
  void take(Column column) {
    values = ((LongColumn) column).values();
  }

  @Override
  public Object getObject(int row) {
    return values[row];
  }

  @Override
  public String getString(int row) {
    return Long.toString(values[row]);
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
  public float getFloat(int row) {
    return (float) values[row];
  }

  @Override
  public double getDouble(int row) {
    return (double) values[row];
  }

  @Override
  public BigDecimal getBigDecimal(int row) {
    return BigDecimal.valueOf(values[row]);
  }
}
