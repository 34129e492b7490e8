package io.polarway.storage.parquet;

/** Puts the distinct values of a dictionary in order, without objects: a merge sort. */
final class IndexSort {

  private static final int INSERTION = 8;

  /** An order of two positions. */
  interface Order {
    int compare(int first, int second);
  }

  private IndexSort() {}

  /**
   * Sorts distinct values.
   *
   * @param size their number
   * @param firstOf where each of them stands
   * @param indexes the number of a value in {@code firstOf}, replaced by its rank, for the
   *     positions {@code from} to {@code to - 1}
   * @return where each of them stands, in their order
   */
  static int[] sorted(int size, int[] firstOf, int[] indexes, int from, int to, Order order) {
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = i;
    }
    sort(numbers.clone(), numbers, 0, size, firstOf, order);
    int[] ranks = new int[size];
    int[] positions = new int[size];
    for (int rank = 0; rank < size; rank++) {
      ranks[numbers[rank]] = rank;
      positions[rank] = firstOf[numbers[rank]];
    }
    for (int i = from; i < to; i++) {
      indexes[i] = ranks[indexes[i]];
    }
    return positions;
  }

  /** Sorts a range of {@code target}; {@code source} holds the same numbers there. */
  private static void sort(
      int[] source, int[] target, int from, int to, int[] positionOf, Order order) {
    if (to - from <= INSERTION) {
      for (int i = from + 1; i < to; i++) {
        int number = target[i];
        int place = i;
        while (place > from
            && order.compare(positionOf[target[place - 1]], positionOf[number]) > 0) {
          target[place] = target[place - 1];
          place--;
        }
        target[place] = number;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    sort(target, source, from, middle, positionOf, order);
    sort(target, source, middle, to, positionOf, order);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      if (right == to
          || (left < middle
              && order.compare(positionOf[source[left]], positionOf[source[right]]) <= 0)) {
        target[i] = source[left++];
      } else {
        target[i] = source[right++];
      }
    }
  }
}
