package io.polarway.jdbc.route;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import org.jspecify.annotations.Nullable;

/** The type of a table's column that takes every value of a query's column. */
final class StorableTypes {

  private static final DataType LARGEST_WHOLE_NUMBER =
      new DataType.Decimal(DataType.Decimal.MAX_PRECISION, 0);

  private StorableTypes() {}

  /**
   * The type itself when a column can have it, the next wider one when there is one, null when
   * there is none. A HUGEINT beyond 38 digits fails later, as a value out of range.
   */
  static @Nullable DataType widened(DataType type) {
    if (type.isStorable()) {
      return type;
    }
    if (type instanceof DataType.Enumeration) {
      return ScalarType.VARCHAR;
    }
    if (!(type instanceof ScalarType scalar)) {
      return null;
    }
    return switch (scalar) {
      case UTINYINT -> ScalarType.SMALLINT;
      case USMALLINT, NULL -> ScalarType.INTEGER;
      case UINTEGER -> ScalarType.BIGINT;
      case UBIGINT -> new DataType.Decimal(20, 0);
      case HUGEINT, UHUGEINT -> LARGEST_WHOLE_NUMBER;
      case JSON -> ScalarType.VARCHAR;
      case TIMESTAMP_S, TIMESTAMP_MS -> ScalarType.TIMESTAMP;
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          REAL,
          DOUBLE,
          VARCHAR,
          BLOB,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMPTZ,
          UUID ->
          type;
      case BIGNUM,
          TIME_NS,
          TIMETZ,
          TIMESTAMP_NS,
          TIMESTAMPTZ_NS,
          INTERVAL,
          BIT,
          VARIANT,
          GEOMETRY,
          TYPE ->
          null;
    };
  }
}
