package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.sql.SQLException;

/** Into REAL; any number becomes the nearest one. */
final class FloatBinder extends ColumnBinder {

  private FloatColumn column;

  FloatBinder(String where) {
    super(where, ScalarType.REAL);
    column = (FloatColumn) Column.create(ScalarType.REAL, 0);
  }

  @Override
  void take(Column target) {
    column = (FloatColumn) target;
  }

  @Override
  public void setBoolean(boolean value) {
    column.put(value ? 1 : 0);
  }

  @Override
  public void setLong(long value) {
    column.put((float) value);
  }

  @Override
  public void setFloat(float value) {
    column.put(value);
  }

  @Override
  public void setDouble(double value) throws SQLException {
    float nearest = (float) value;
    if (Float.isInfinite(nearest) && !Double.isInfinite(value)) {
      throw outOfRange(value);
    }
    column.put(nearest);
  }

  @Override
  void putNumber(BigDecimal value) throws SQLException {
    float nearest = value.floatValue();
    if (Float.isInfinite(nearest)) {
      throw outOfRange(value);
    }
    column.put(nearest);
  }

  @Override
  void putText(String text) throws SQLException {
    double value = parsed(text, TextParser::floating);
    column.put(Double.isNaN(value) || Double.isInfinite(value) ? (float) value : nearest(text));
  }

  private float nearest(String text) throws SQLException {
    float value = parsed(text, TextParser::decimal).floatValue();
    if (Float.isInfinite(value)) {
      throw outOfRange(text);
    }
    return value;
  }
}
