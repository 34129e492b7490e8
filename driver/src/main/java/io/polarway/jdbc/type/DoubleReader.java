package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.ResultColumn;
import java.math.BigDecimal;
import java.sql.SQLException;

/** DOUBLE. */
final class DoubleReader extends ColumnReader {

  private static final double LONG_LIMIT = 0x1p63;

  private double[] values = {};

  DoubleReader(ResultColumn column) {
    super(column);
  }

  @Override
  void take(Column column) {
    values = ((DoubleColumn) column).values();
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
    double value = values[row];
    if (value >= -LONG_LIMIT && value < LONG_LIMIT) {
      return (long) value;
    }
    throw outOfRange(row, "long");
  }

  @Override
  public double getDouble(int row) {
    return values[row];
  }

  @Override
  public BigDecimal getBigDecimal(int row) throws SQLException {
    if (Double.isNaN(values[row]) || Double.isInfinite(values[row])) {
      throw outOfRange(row, "BigDecimal");
    }
    return new BigDecimal(ShortestDigits.of(values[row]));
  }
}
