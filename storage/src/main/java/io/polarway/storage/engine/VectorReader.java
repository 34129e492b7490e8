package io.polarway.storage.engine;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Copies the vectors of one result column, chunk by chunk, into one {@link Column}: whole arrays at
 * once, nothing per value for the scalar types. One thread at a time.
 *
 * <p>The layouts are those of DuckDB's C interface ("Data Chunks and Vectors").
 */
abstract class VectorReader {

  private static final int WORD_BITS = Long.SIZE;

  private final DuckDb duckDb;
  private final Column column;
  private long[] validity = new long[0];

  VectorReader(DuckDb duckDb, DataType type) {
    this.duckDb = duckDb;
    this.column = Column.create(type, 0);
  }

  static VectorReader create(DuckDb duckDb, DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      return ScalarReaders.create(duckDb, decimal);
    }
    if (type instanceof DataType.Text) {
      return new StringReader(duckDb, type);
    }
    return type instanceof ScalarType scalar
        ? createScalar(duckDb, scalar)
        : NestedReaders.create(duckDb, type);
  }

  private static VectorReader createScalar(DuckDb duckDb, ScalarType type) {
    return switch (type) {
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          HUGEINT,
          UTINYINT,
          USMALLINT,
          UINTEGER,
          UBIGINT,
          UHUGEINT,
          REAL,
          DOUBLE,
          DATE,
          TIME,
          TIME_NS,
          TIMESTAMP,
          TIMESTAMP_S,
          TIMESTAMP_MS,
          TIMESTAMP_NS,
          TIMESTAMPTZ,
          TIMESTAMPTZ_NS,
          UUID ->
          ScalarReaders.create(duckDb, type);
      case VARCHAR, BLOB, JSON -> new StringReader(duckDb, type);
      case NULL, TIMETZ, INTERVAL, BIT, BIGNUM, VARIANT, GEOMETRY, TYPE ->
          ObjectReaders.create(duckDb, type);
    };
  }

  final DuckDb duckDb() {
    return duckDb;
  }

  /** What {@link #read} fills. */
  final Column column() {
    return column;
  }

  /**
   * Fills the column with the rows of a vector.
   *
   * @param needed one bit a row; a row whose bit is not set becomes null, and its memory may hold
   *     anything. Null when all rows count.
   */
  final void read(ByteBuffer vector, int rows, long @Nullable [] needed) {
    long[] valid = validity(vector, rows, needed);
    column.reserve(rows);
    readValues(vector, rows, valid);
    column.loaded(rows, valid);
  }

  /** Copies the values of the rows that {@code valid} has, or of all when it is null. */
  abstract void readValues(ByteBuffer vector, int rows, long @Nullable [] valid);

  static boolean has(long @Nullable [] valid, int row) {
    return valid == null || (valid[row / WORD_BITS] & (1L << row)) != 0;
  }

  /** Words for one bit a row, none of them set. */
  static long[] noRows(int rows) {
    return new long[(rows + WORD_BITS - 1) / WORD_BITS];
  }

  static void add(long[] bits, int row) {
    bits[row / WORD_BITS] |= 1L << row;
  }

  private long @Nullable [] validity(ByteBuffer vector, int rows, long @Nullable [] needed) {
    ByteBuffer mask = duckDb.vectorValidity(vector, rows);
    if (mask == null) {
      return needed;
    }
    int words = (rows + WORD_BITS - 1) / WORD_BITS;
    if (validity.length < words) {
      validity = new long[words];
    }
    mask.asLongBuffer().get(validity, 0, words);
    if (needed != null) {
      for (int i = 0; i < words; i++) {
        validity[i] &= needed[i];
      }
    }
    return validity;
  }
}
