package io.polarway.storage.catalog;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/** Iceberg's values of bounds and partitions, in the form of {@link ValueRange}. */
final class BoundValues {

  private BoundValues() {}

  /**
   * A bound from a manifest; null when nothing can be told from it: writers differ in the order of
   * UUIDs.
   */
  static @Nullable Object decode(@Nullable ByteBuffer bound, Type type) {
    if (bound == null || type.typeId() == Type.TypeID.UUID || isOfOtherType(bound, type)) {
      return null;
    }
    return comparable(Conversions.fromByteBuffer(type, bound));
  }

  /** A date's bound stays as it was where its column became one of timestamps. */
  private static boolean isOfOtherType(ByteBuffer bound, Type type) {
    return type.typeId() == Type.TypeID.TIMESTAMP && bound.remaining() != Long.BYTES;
  }

  /** A value of Iceberg's internal representation; null for one that has no order here, as NaN. */
  static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof Boolean bool) {
      return bool ? 1L : 0L;
    }
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) ? null : (Double) (number + 0.0);
    }
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    return value instanceof BigDecimal || value instanceof UUID ? value : null;
  }

  static boolean isNan(Object value) {
    return (value instanceof Double number && number.isNaN())
        || (value instanceof Float real && real.isNaN());
  }
}
