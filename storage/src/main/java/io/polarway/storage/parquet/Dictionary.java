package io.polarway.storage.parquet;

/**
 * The distinct values of a chunk in ascending order, and for each of its values the index among
 * them.
 *
 * @param plain the distinct values, encoded PLAIN
 * @param indexes only the chunk's number of entries count
 */
record Dictionary(byte[] plain, int size, int[] indexes) {

  /** The bits that an index needs. */
  int width() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }
}
