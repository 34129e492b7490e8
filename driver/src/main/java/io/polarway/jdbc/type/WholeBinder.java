package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Into TINYINT, SMALLINT, INTEGER and BIGINT. */
final class WholeBinder extends ColumnBinder {

  private static final double LONG_LIMIT = 0x1p63;

  private final long smallest;
  private final long largest;
  private @Nullable IntColumn ints;
  private @Nullable LongColumn longs;

  WholeBinder(String where, DataType type, long smallest, long largest) {
    super(where, type);
    this.smallest = smallest;
    this.largest = largest;
  }

  @Override
  void take(Column target) {
    ints = target instanceof IntColumn column ? column : null;
    longs = target instanceof LongColumn column ? column : null;
  }

  @Override
  public void setBoolean(boolean value) throws SQLException {
    setLong(value ? 1 : 0);
  }

  @Override
  public void setLong(long value) throws SQLException {
    if (value < smallest || value > largest) {
      throw outOfRange(value);
    }
    LongColumn wide = longs;
    if (wide != null) {
      wide.put(value);
      return;
    }
    IntColumn narrow = ints;
    if (narrow != null) {
      narrow.put((int) value);
    }
  }

  @Override
  public void setDouble(double value) throws SQLException {
    double whole = Math.rint(value);
    if (!(whole >= -LONG_LIMIT && whole < LONG_LIMIT)) {
      throw outOfRange(value);
    }
    setLong((long) whole);
  }

  @Override
  void putNumber(BigDecimal value) throws SQLException {
    BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
    if (whole.unscaledValue().bitLength() >= Long.SIZE) {
      throw outOfRange(value);
    }
    setLong(whole.longValue());
  }

  @Override
  void putText(String text) throws SQLException {
    setLong(parsed(text, TextParser::whole));
  }
}
