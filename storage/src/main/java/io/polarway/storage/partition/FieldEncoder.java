package io.polarway.storage.partition;

import io.polarway.storage.catalog.IcebergTypes;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.column.WideColumn;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.Transform;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.transforms.Transforms;
import org.jspecify.annotations.Nullable;

/**
 * One partition field: turns the values of its column into codes, and a code back into the
 * partition value in Iceberg's internal representation (Iceberg table specification, "Partition
 * Transforms").
 */
abstract sealed class FieldEncoder {

  /** The code of a null, which no value of a calendar field or of a dictionary has. */
  static final long NULL_CODE = Long.MIN_VALUE;

  private final int column;

  private FieldEncoder(int column) {
    this.column = column;
  }

  static FieldEncoder of(Transform transform, DataType type, int column) {
    if (transform instanceof Transform.Year) {
      return new Calendar(column, type, CalendarUnit.YEAR);
    }
    if (transform instanceof Transform.Month) {
      return new Calendar(column, type, CalendarUnit.MONTH);
    }
    if (transform instanceof Transform.Day) {
      return new Calendar(column, type, CalendarUnit.DAY);
    }
    if (transform instanceof Transform.Hour) {
      return new Calendar(column, type, CalendarUnit.HOUR);
    }
    return new Dictionary(column, function(transform, type));
  }

  private static Function<Object, ?> function(Transform transform, DataType type) {
    if (transform instanceof Transform.Bucket bucket) {
      return Transforms.bucket(bucket.buckets()).bind(IcebergTypes.toIceberg(type));
    }
    if (transform instanceof Transform.Truncate truncate) {
      return Transforms.truncate(truncate.width()).bind(IcebergTypes.toIceberg(type));
    }
    return Function.identity();
  }

  final void encode(ColumnBatch batch, int rows, long[] codes) {
    Column values = batch.column(column);
    encodeValues(values, rows, codes);
    if (values.nullCount() > 0) {
      for (int row = 0; row < rows; row++) {
        if (values.isNull(row)) {
          codes[row] = NULL_CODE;
        }
      }
    }
  }

  final @Nullable Object value(long code) {
    return code == NULL_CODE ? null : valueOf(code);
  }

  abstract void encodeValues(Column values, int rows, long[] codes);

  abstract Object valueOf(long code);

  private enum CalendarUnit {
    YEAR,
    MONTH,
    DAY,
    HOUR
  }

  /** Years, months, days or hours since 1970; the code is the value. */
  private static final class Calendar extends FieldEncoder {
    private static final long MICROS_PER_HOUR = 3_600_000_000L;
    private static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    private final boolean isDate;
    private final CalendarUnit unit;

    Calendar(int column, DataType type, CalendarUnit unit) {
      super(column);
      this.isDate = type == ScalarType.DATE;
      this.unit = unit;
    }

    @Override
    void encodeValues(Column values, int rows, long[] codes) {
      if (isDate) {
        int[] days = ((IntColumn) values).values();
        for (int row = 0; row < rows; row++) {
          codes[row] = days[row];
        }
      } else {
        long[] micros = ((LongColumn) values).values();
        long width = unit == CalendarUnit.HOUR ? MICROS_PER_HOUR : MICROS_PER_DAY;
        for (int row = 0; row < rows; row++) {
          codes[row] = Math.floorDiv(micros[row], width);
        }
      }
      if (unit == CalendarUnit.YEAR || unit == CalendarUnit.MONTH) {
        daysToMonths(values, rows, codes);
      }
    }

    private void daysToMonths(Column values, int rows, long[] codes) {
      long lastDay = NULL_CODE;
      long lastCode = 0;
      for (int row = 0; row < rows; row++) {
        if (codes[row] != lastDay && !values.isNull(row)) {
          lastDay = codes[row];
          LocalDate date = LocalDate.ofEpochDay(lastDay);
          long years = date.getYear() - 1970L;
          lastCode = unit == CalendarUnit.YEAR ? years : 12 * years + date.getMonthValue() - 1;
        }
        codes[row] = lastCode;
      }
    }

    @Override
    Object valueOf(long code) {
      if ((int) code != code) {
        throw new StorageException(
            Failure.VALUE_OUT_OF_RANGE,
            "A time that is too far away, such as infinity, cannot be in a table that is"
                + " partitioned by its hours; partition by day, month or year");
      }
      return (int) code;
    }
  }

  /** Any other transform; the code is the partition value's place in a dictionary. */
  private static final class Dictionary extends FieldEncoder {
    private final Function<Object, ?> transform;
    private final Map<Object, Long> codeOf = new HashMap<>();
    private final List<Object> values = new ArrayList<>();

    Dictionary(int column, Function<Object, ?> transform) {
      super(column);
      this.transform = transform;
    }

    @Override
    void encodeValues(Column column, int rows, long[] codes) {
      for (int row = 0; row < rows; row++) {
        if (!column.isNull(row)) {
          Object value = transform.apply(internalValue(column, row));
          codes[row] =
              codeOf.computeIfAbsent(
                  value,
                  added -> {
                    values.add(added);
                    return values.size() - 1L;
                  });
        }
      }
    }

    @Override
    Object valueOf(long code) {
      return values.get((int) code);
    }
  }

  /** A value as Iceberg represents it in memory. */
  private static Object internalValue(Column column, int row) {
    DataType type = column.type();
    if (column instanceof IntColumn ints) {
      return type == ScalarType.BOOLEAN ? (Object) (ints.get(row) != 0) : (Object) ints.get(row);
    }
    if (column instanceof LongColumn longs) {
      return type instanceof DataType.Decimal decimal
          ? BigDecimal.valueOf(longs.get(row), decimal.scale())
          : (Object) longs.get(row);
    }
    if (column instanceof WideColumn wide) {
      return type instanceof DataType.Decimal decimal
          ? new BigDecimal(wide.getSigned(row), decimal.scale())
          : new UUID(wide.high()[row], wide.low()[row]);
    }
    if (column instanceof BytesColumn bytes) {
      return type == ScalarType.BLOB ? ByteBuffer.wrap(bytes.getBytes(row)) : bytes.getString(row);
    }
    if (column instanceof FloatColumn floats) {
      return floats.get(row);
    }
    if (column instanceof DoubleColumn doubles) {
      return doubles.get(row);
    }
    throw new IllegalStateException("a table has no column of type " + type.sqlName());
  }
}
