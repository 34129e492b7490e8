package io.polarway.storage.pruning;

import io.polarway.storage.catalog.IcebergTypes;
import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.ValueRange;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.ColumnDefinition;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.util.SerializableFunction;
import org.jspecify.annotations.Nullable;

/** Whether a file may hold a value of a column that lies in one of some intervals. */
final class IntervalMatch implements FileTest {

  /** More values are not hashed to look for their buckets. */
  private static final int MAX_HASHED = 1_000;

  private final ColumnDefinition column;
  private final Interval[] intervals;
  private final boolean hasNan;
  private final boolean onlyPoints;
  private final Map<Integer, BitSet> buckets = new HashMap<>();

  /**
   * @param intervals in order, without overlaps
   */
  IntervalMatch(ColumnDefinition column, List<Interval> intervals) {
    this.column = column;
    this.intervals = intervals.toArray(Interval[]::new);
    this.hasNan =
        (column.type() == ScalarType.REAL || column.type() == ScalarType.DOUBLE)
            && intervals.stream().anyMatch(interval -> interval.upper() == null);
    this.onlyPoints =
        intervals.size() <= MAX_HASHED && intervals.stream().allMatch(Interval::isPoint);
  }

  @Override
  public boolean mayMatch(StoredFile file) {
    ValueRange range = file.range(column);
    return (range.mayHaveNans() && hasNan)
        || (range.mayHaveValues() && overlaps(range) && mayHaveBucket(range.bucket()));
  }

  private boolean overlaps(ValueRange range) {
    int low = 0;
    int high = intervals.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Interval interval = intervals[middle];
      if (interval.isBelow(range)) {
        low = middle + 1;
      } else if (interval.isAbove(range)) {
        high = middle - 1;
      } else {
        return true;
      }
    }
    return false;
  }

  private boolean mayHaveBucket(ValueRange.@Nullable Bucket bucket) {
    return bucket == null
        || !onlyPoints
        || buckets.computeIfAbsent(bucket.count(), this::bucketsOfPoints).get(bucket.number());
  }

  private BitSet bucketsOfPoints(int count) {
    BitSet numbers = new BitSet(count);
    Type type = IcebergTypes.toIceberg(column.type());
    SerializableFunction<Object, Integer> hash = Transforms.bucket(count).bind(type);
    for (Interval point : intervals) {
      Object value = icebergValue(point.lower());
      if (value != null) {
        numbers.set(hash.apply(value));
      }
    }
    return numbers;
  }

  /** Null for a value that the column cannot have. */
  private @Nullable Object icebergValue(@Nullable Object value) {
    DataType type = column.type();
    if (type instanceof DataType.Decimal decimal && value instanceof BigDecimal number) {
      return number.stripTrailingZeros().scale() > decimal.scale()
          ? null
          : number.setScale(decimal.scale());
    }
    if (type instanceof ScalarType scalar && value instanceof Long number) {
      return switch (scalar) {
        case TINYINT, SMALLINT, INTEGER, DATE ->
            number == number.intValue() ? (Object) number.intValue() : null;
        default -> value;
      };
    }
    return value;
  }
}
