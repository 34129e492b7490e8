package io.polarway.storage.catalog;

import io.polarway.storage.table.Transform;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a file's partition value tells of the values of a column (Iceberg table specification,
 * "Partition Transforms").
 *
 * @param columnId the field id of the column that the transform was made of
 * @param value Iceberg's internal representation, texts as {@code String}; null for nulls
 */
record PartitionValue(int columnId, Transform transform, @Nullable Object value) {

  private static final long MICROS_PER_HOUR = 3_600_000_000L;
  private static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;
  private static final long MAX_DAY = Long.MAX_VALUE / MICROS_PER_DAY;
  private static final LocalDate EPOCH = LocalDate.EPOCH;

  /** What is known of the column's values with this added. */
  ValueRange narrow(ValueRange range, Type type) {
    Object partition = value;
    if (partition == null) {
      return new ValueRange(null, null, false, range.mayHaveNulls(), false, null);
    }
    if (BoundValues.isNan(partition)) {
      return new ValueRange(null, null, false, false, true, null);
    }
    if (transform instanceof Transform.Bucket bucket) {
      ValueRange.Bucket number =
          new ValueRange.Bucket(bucket.buckets(), ((Number) partition).intValue());
      return new ValueRange(
          range.lower(), range.upper(), range.mayHaveValues(), false, range.mayHaveNans(), number);
    }
    ValueRange known =
        new ValueRange(
            range.lower(), range.upper(), range.mayHaveValues(), false, false, range.bucket());
    if (transform instanceof Transform.Identity) {
      Object only = BoundValues.comparable(partition);
      return known.within(only, only);
    }
    if (transform instanceof Transform.Truncate truncate) {
      return truncated(known, partition, truncate.width(), type);
    }
    return ofTime(known, ((Number) partition).longValue(), type);
  }

  /** Iceberg's first versions rounded what lies before 1970 up. */
  private ValueRange ofTime(ValueRange known, long unit, Type type) {
    long first = unit <= 0 ? unit - 1 : unit;
    boolean isDate = type.typeId() == Type.TypeID.DATE;
    if (transform instanceof Transform.Hour) {
      return known.within(first * MICROS_PER_HOUR, saturated(unit + 1, MICROS_PER_HOUR));
    }
    long firstDay = day(first);
    long nextDay = day(unit + 1);
    return isDate
        ? known.within(firstDay, nextDay - 1)
        : known.within(
            Math.abs(firstDay) > MAX_DAY ? null : (Long) (firstDay * MICROS_PER_DAY),
            saturated(nextDay, MICROS_PER_DAY));
  }

  /** The last value before {@code end} units; null where that is beyond all values. */
  private static @Nullable Long saturated(long end, long width) {
    return Math.abs(end) > Long.MAX_VALUE / width ? null : (Long) (end * width - 1);
  }

  private long day(long unit) {
    if (transform instanceof Transform.Year) {
      return EPOCH.plus(Period.ofYears((int) unit)).toEpochDay();
    }
    return transform instanceof Transform.Month ? EPOCH.plusMonths(unit).toEpochDay() : unit;
  }

  private static ValueRange truncated(ValueRange known, Object lowest, int width, Type type) {
    if (lowest instanceof BigDecimal number) {
      BigDecimal unscaled = BigDecimal.valueOf(width - 1L, number.scale());
      return known.within(number, number.add(unscaled));
    }
    if (lowest instanceof CharSequence text) {
      String prefix = text.toString();
      boolean isWhole = prefix.codePointCount(0, prefix.length()) < width;
      return known.within(prefix, isWhole ? prefix : ValueRange.afterPrefix(prefix));
    }
    if (type.typeId() == Type.TypeID.INTEGER || type.typeId() == Type.TypeID.LONG) {
      long number = ((Number) lowest).longValue();
      return known.within(
          number, number > Long.MAX_VALUE - width ? null : (Long) (number + width - 1));
    }
    return known;
  }
}
