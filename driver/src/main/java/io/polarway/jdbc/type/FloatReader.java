package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.ResultColumn;
import java.math.BigDecimal;
import java.sql.SQLException;

/** REAL. */
final class FloatReader extends ColumnReader {

  private static final float LONG_LIMIT = 0x1p63f;

  private float[] values = {};

  FloatReader(ResultColumn column) {
    super(column);
  }

  @Override
  void take(Column column) {
    values = ((FloatColumn) column).values();
  }

  @Override
  public Object getObject(int row) {
    return values[row];
  }

  @Override
  public String getString(int row) {
    return ShortestDigits.of(values[row]);
  }

  @Override
  public boolean getBoolean(int row) {
    return values[row] != 0;
  }

  @Override
  public long getLong(int row) throws SQLException {
    float value = values[row];
    if (value >= -LONG_LIMIT && value < LONG_LIMIT) {
      return (long) value;
    }
    throw outOfRange(row, "long");
  }

  @Override
  public float getFloat(int row) {
    return values[row];
  }

  @Override
  public double getDouble(int row) {
    return values[row];
  }

  @Override
  public BigDecimal getBigDecimal(int row) throws SQLException {
    if (Float.isNaN(values[row]) || Float.isInfinite(values[row])) {
      throw outOfRange(row, "BigDecimal");
    }
    return new BigDecimal(ShortestDigits.of(values[row]));
  }
}
