package io.polarway.storage.parquet;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;

/**
 * What values take up by themselves, without any encoding: the fixed width of their type, or the
 * bytes of a text or blob. A null takes nothing.
 */
final class RawBytes {

  private RawBytes() {}

  static long of(Column column) {
    if (column instanceof BytesColumn bytes) {
      return lengths(bytes);
    }
    return (long) (column.size() - column.nullCount()) * width(column.type());
  }

  private static long lengths(BytesColumn column) {
    int[] offsets = column.offsets();
    if (column.nullCount() == 0) {
      return (long) offsets[column.size()] - offsets[0];
    }
    long bytes = 0;
    for (int row = 0; row < column.size(); row++) {
      if (!column.isNull(row)) {
        bytes += offsets[row + 1] - offsets[row];
      }
    }
    return bytes;
  }

  private static int width(DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      return decimal.precision() <= DataType.Decimal.MAX_LONG_PRECISION
          ? Long.BYTES
          : 2 * Long.BYTES;
    }
    if (!(type instanceof ScalarType scalar)) {
      throw new IllegalArgumentException(type.sqlName());
    }
    return switch (scalar) {
      case BOOLEAN, TINYINT -> Byte.BYTES;
      case SMALLINT -> Short.BYTES;
      case INTEGER, REAL, DATE -> Integer.BYTES;
      case BIGINT, DOUBLE, TIME, TIMESTAMP, TIMESTAMPTZ -> Long.BYTES;
      case UUID -> 2 * Long.BYTES;
      default -> throw new IllegalArgumentException(type.sqlName());
    };
  }
}
