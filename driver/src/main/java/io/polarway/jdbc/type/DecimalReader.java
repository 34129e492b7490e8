package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ObjectColumn;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;

/** DECIMAL, and the integers of more than 63 bits: UBIGINT, HUGEINT, UHUGEINT and BIGNUM. */
final class DecimalReader extends ColumnReader {

  /** How the unscaled values are held. */
  enum Form {
    LONG,
    UNSIGNED_LONG,
    WIDE,
    UNSIGNED_WIDE,
    OBJECT
  }

  private static final BigDecimal SMALLEST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  /** The powers of ten that a double holds exactly. */
  private static final double[] EXACT_POWERS = new double[19];

  private static final long[] POWERS = new long[19];

  /** Whole numbers below are doubles exactly. */
  private static final long EXACT_LIMIT = 1L << 53;

  static {
    long power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      EXACT_POWERS[i] = power;
      power *= 10;
    }
  }

  private final int scale;
  private final Form form;
  private final boolean onlyFraction;
  private long[] values = {};
  private Column column;

  DecimalReader(ResultColumn column, int scale, Form form) {
    super(column);
    this.scale = scale;
    this.form = form;
    this.onlyFraction =
        column.type() instanceof DataType.Decimal decimal && decimal.precision() == scale;
    this.column = Column.create(column.type(), 0);
  }

  @Override
  void take(Column values) {
    column = values;
    if (values instanceof LongColumn numbers) {
      this.values = numbers.values();
    }
  }

  @Override
  public Object getObject(int row) {
    return getBigDecimal(row);
  }

  /** The engine writes no 0 before the point where the type has no digit there. */
  @Override
  public String getString(int row) {
    String text = getBigDecimal(row).toPlainString();
    if (!onlyFraction) {
      return text;
    }
    return text.startsWith("-") ? "-" + text.substring(2) : text.substring(1);
  }

  @Override
  public boolean getBoolean(int row) {
    return form == Form.LONG ? values[row] != 0 : getBigDecimal(row).signum() != 0;
  }

  @Override
  public long getLong(int row) throws SQLException {
    if (form == Form.LONG) {
      return values[row] / POWERS[scale];
    }
    BigDecimal value = getBigDecimal(row);
    BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
    if (whole.compareTo(SMALLEST_LONG) < 0 || whole.compareTo(LARGEST_LONG) > 0) {
      throw outOfRange(row, "long");
    }
    return whole.longValue();
  }

  /** The nearest double: the quotient of two exact doubles is. */
  @Override
  public double getDouble(int row) {
    if (form == Form.LONG && Math.abs(values[row]) < EXACT_LIMIT) {
      return (double) values[row] / EXACT_POWERS[scale];
    }
    return getBigDecimal(row).doubleValue();
  }

  @Override
  public float getFloat(int row) throws SQLException {
    float value = getBigDecimal(row).floatValue();
    if (Float.isInfinite(value)) {
      throw outOfRange(row, "float");
    }
    return value;
  }

  @Override
  public BigDecimal getBigDecimal(int row) {
    return switch (form) {
      case LONG -> BigDecimal.valueOf(values[row], scale);
      case UNSIGNED_LONG -> new BigDecimal(unsigned(BigInteger.valueOf(values[row]), Long.SIZE));
      case WIDE -> new BigDecimal(wide().getSigned(row), scale);
      case UNSIGNED_WIDE -> new BigDecimal(unsigned(wide().getSigned(row), 2 * Long.SIZE));
      case OBJECT -> new BigDecimal(String.valueOf(((ObjectColumn) column).get(row)));
    };
  }

  private WideColumn wide() {
    return (WideColumn) column;
  }

  private static BigInteger unsigned(BigInteger value, int bits) {
    return value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(bits)) : value;
  }
}
