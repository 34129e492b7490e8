package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Into DECIMAL: rescaled, rounded half away from zero; too many digits are an error. */
final class DecimalBinder extends ColumnBinder {

  private final DataType.Decimal type;
  private final long scaleFactor;
  private final long wholeLimit;
  private @Nullable LongColumn longs;
  private @Nullable WideColumn wides;

  DecimalBinder(String where, DataType.Decimal type) {
    super(where, type);
    this.type = type;
    boolean fitsLong = type.precision() <= DataType.Decimal.MAX_LONG_PRECISION;
    scaleFactor = fitsLong ? power(type.scale()) : 0;
    wholeLimit = fitsLong ? power(type.precision() - type.scale()) : 0;
  }

  @Override
  void take(Column target) {
    longs = target instanceof LongColumn column ? column : null;
    wides = target instanceof WideColumn column ? column : null;
  }

  @Override
  public void setBoolean(boolean value) throws SQLException {
    setLong(value ? 1 : 0);
  }

  @Override
  public void setLong(long value) throws SQLException {
    LongColumn column = longs;
    if (column == null) {
      putNumber(BigDecimal.valueOf(value));
    } else if (value <= -wholeLimit || value >= wholeLimit) {
      throw outOfRange(value);
    } else {
      column.put(value * scaleFactor);
    }
  }

  /** A double as the shortest decimal that stands for it. */
  @Override
  public void setDouble(double value) throws SQLException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw outOfRange(value);
    }
    putNumber(new BigDecimal(ShortestDigits.of(value)));
  }

  @Override
  public void setFloat(float value) throws SQLException {
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      throw outOfRange(value);
    }
    putNumber(new BigDecimal(ShortestDigits.of(value)));
  }

  @Override
  void putNumber(BigDecimal value) throws SQLException {
    BigDecimal rescaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
    if (rescaled.precision() > type.precision()) {
      throw outOfRange(value);
    }
    BigInteger unscaled = rescaled.unscaledValue();
    LongColumn column = longs;
    if (column != null) {
      column.put(unscaled.longValue());
      return;
    }
    WideColumn wide = wides;
    if (wide != null) {
      wide.put(unscaled);
    }
  }

  @Override
  void putText(String text) throws SQLException {
    putDecimal(parsed(text, TextParser::decimal));
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
