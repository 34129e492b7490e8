package io.polarway.tck.crash;

import java.util.SplittableRandom;

/**
 * One step of a writing process. All that it does follows from these values.
 *
 * @param number unique; the steps of one thread count upwards
 * @param target the number of an earlier step of the same thread, or of none; an account
 * @param size rows, or an amount
 */
record Change(ChangeKind kind, long number, long target, int size) {

  /** Threads at most; steps of one have the same remainder, so that they touch no other's rows. */
  static final int THREADS = 3;

  static final int ACCOUNTS = 30;
  private static final int LARGEST_BATCH = 5_000;

  static Change random(ChangeKind kind, long number, SplittableRandom random) {
    long steps = number / THREADS;
    long target =
        kind == ChangeKind.TRANSFER
            ? random.nextInt(ACCOUNTS)
            : number - THREADS * random.nextLong(Math.min(steps, 20) + 1);
    // Many small batches stay hot; the large ones go to files.
    int size = 1 + random.nextInt(random.nextBoolean() ? 20 : LARGEST_BATCH);
    return new Change(kind, number, target, size);
  }

  static Change parse(String[] words) {
    return new Change(
        ChangeKind.valueOf(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Integer.parseInt(words[4]));
  }

  @Override
  public String toString() {
    return kind + " " + number + " " + target + " " + size;
  }

  /** The account that gets what {@link #target} gives. */
  int receiver() {
    return (int) (number % ACCOUNTS);
  }

  /** The amount in a row, so that a reader can tell whether the row is the one that was written. */
  long amount(int row) {
    return number * 31 + row;
  }

  long totalAmount() {
    long total = 0;
    for (int row = 0; row < size; row++) {
      total += amount(row);
    }
    return total;
  }
}
