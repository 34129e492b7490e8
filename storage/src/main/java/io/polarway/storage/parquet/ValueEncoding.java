package io.polarway.storage.parquet;

import org.apache.parquet.column.Encoding;

/** The encodings of values in a data page (Parquet format, "Encodings"). */
enum ValueEncoding {
  PLAIN(Encoding.PLAIN),
  /** Indexes into a sorted dictionary. */
  DICTIONARY(Encoding.RLE_DICTIONARY),
  /** Differences of integers, packed. */
  DELTA(Encoding.DELTA_BINARY_PACKED),
  /** The first bytes of all values, then the second bytes, and so on. */
  BYTE_STREAM_SPLIT(Encoding.BYTE_STREAM_SPLIT),
  /** Lengths, then the bytes. */
  DELTA_LENGTH(Encoding.DELTA_LENGTH_BYTE_ARRAY),
  /** Lengths of the prefix shared with the value before, then what is left. */
  DELTA_PREFIX(Encoding.DELTA_BYTE_ARRAY);

  private final Encoding parquet;

  ValueEncoding(Encoding parquet) {
    this.parquet = parquet;
  }

  Encoding parquet() {
    return parquet;
  }
}
