package io.polarway.storage.parquet;

/**
 * The distinct values of a chunk in ascending order, and for each of its values the index among
 * them.
 */
final class Dictionary {

  private final PageBuffer plain;
  private final int size;
  private final int[] indexes;

  /**
   * A dictionary.
   *
   * @param plain the distinct values, encoded PLAIN
   * @param indexes only the chunk's number of entries count
   */
  Dictionary(PageBuffer plain, int size, int[] indexes) {
    this.plain = plain;
    this.size = size;
    this.indexes = indexes;
  }

  /** The distinct values, encoded PLAIN. */
  PageBuffer plain() {
    return plain;
  }

  int size() {
    return size;
  }

  /** The index of each value, as they are. */
  int[] indexes() {
    return indexes;
  }

  /** The bits that an index needs. */
  int width() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }
}
