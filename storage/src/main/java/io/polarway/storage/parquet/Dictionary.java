package io.polarway.storage.parquet;

/**
 * The distinct values of a chunk in ascending order, and for each of its values the index among
 * them.
 */
final class Dictionary {

  private final PageBuffer plain;
  private final int[] examples;
  private final int[] indexes;

  /**
   * A dictionary.
   *
   * @param plain the distinct values, encoded PLAIN
   * @param examples for each distinct value, where the chunk has it
   * @param indexes only the chunk's number of entries count
   */
  Dictionary(PageBuffer plain, int[] examples, int[] indexes) {
    this.plain = plain;
    this.examples = examples;
    this.indexes = indexes;
  }

  /** The distinct values, encoded PLAIN. */
  PageBuffer plain() {
    return plain;
  }

  int size() {
    return examples.length;
  }

  /** The index of each value, as they are. */
  int[] indexes() {
    return indexes;
  }

  /** The bits that an index needs. */
  int width() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size() - 1);
  }

  /** Where the chunk has the least of the values {@code from} to {@code to - 1}. */
  int least(int from, int to) {
    int least = indexes[from];
    for (int i = from + 1; i < to; i++) {
      least = Math.min(least, indexes[i]);
    }
    return examples[least];
  }

  /** Where the chunk has the greatest of the values {@code from} to {@code to - 1}. */
  int greatest(int from, int to) {
    int greatest = indexes[from];
    for (int i = from + 1; i < to; i++) {
      greatest = Math.max(greatest, indexes[i]);
    }
    return examples[greatest];
  }
}
