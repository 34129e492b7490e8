package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * Puts the values of a parameter straight into the open slot of a table's column, which is made a
 * row by {@link Column#advance}. The setter that is natural to the type allocates nothing.
 */
public abstract class ColumnBinder extends ParameterBinder {

  private Column column;

  ColumnBinder(String where, DataType type) {
    super(where, type.sqlName());
    this.column = Column.create(type, 0);
  }

  /**
   * A binder for columns of a type that a table can have.
   *
   * @param where how messages call it, such as {@code parameter 2 (column "price")}
   * @param sessionZone the zone of timestamps that come without one, for TIMESTAMPTZ, and of the
   *     clock that shows instants, for types without a zone
   */
  public static ColumnBinder create(String where, DataType type, ZoneId sessionZone) {
    if (type instanceof DataType.Decimal decimal) {
      return new DecimalBinder(where, decimal);
    }
    if (type instanceof DataType.Text text) {
      return new TextBinder(where, type, text.length());
    }
    if (!(type instanceof ScalarType scalar)) {
      throw new IllegalArgumentException("no column has type " + type.sqlName());
    }
    return switch (scalar) {
      case BOOLEAN -> new BooleanBinder(where);
      case TINYINT -> new WholeBinder(where, type, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> new WholeBinder(where, type, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> new WholeBinder(where, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> new WholeBinder(where, type, Long.MIN_VALUE, Long.MAX_VALUE);
      case REAL -> new FloatBinder(where);
      case DOUBLE -> new DoubleBinder(where);
      case VARCHAR -> new TextBinder(where, type, Integer.MAX_VALUE);
      case BLOB -> new BytesBinder(where);
      case DATE -> new DateBinder(where, sessionZone);
      case TIME -> new TimeBinder(where, sessionZone);
      case TIMESTAMP -> new TimestampBinder(where, sessionZone);
      case TIMESTAMPTZ -> new InstantBinder(where, sessionZone);
      case UUID -> new UuidBinder(where);
      case NULL,
          HUGEINT,
          UTINYINT,
          USMALLINT,
          UINTEGER,
          UBIGINT,
          UHUGEINT,
          BIGNUM,
          JSON,
          TIME_NS,
          TIMETZ,
          TIMESTAMP_S,
          TIMESTAMP_MS,
          TIMESTAMP_NS,
          TIMESTAMPTZ_NS,
          INTERVAL,
          BIT,
          VARIANT,
          GEOMETRY,
          TYPE ->
          throw new IllegalArgumentException("no column has type " + type.sqlName());
    };
  }

  /** The column to put values into from now on, of this binder's type. */
  public final void open(Column target) {
    column = target;
    take(target);
  }

  @Override
  public final void setNull() {
    column.putNull();
  }

  /** Keeps the column as what it is. */
  abstract void take(Column target);

  @Override
  final boolean isFirstRow() {
    return column.size() == 0;
  }

  /** Reads a text as a value of the type. */
  interface Parser<T> {
    T parse(String text);
  }

  /** Reads a text, and reports what is wrong with it. */
  final <T> T parsed(String text, Parser<T> parser) throws SQLException {
    try {
      return parser.parse(text);
    } catch (ArithmeticException e) {
      throw outOfRange(text);
    } catch (DateTimeException e) {
      throw unreadableTime(text, e);
    } catch (IllegalArgumentException e) {
      throw unreadable(text);
    }
  }
}
