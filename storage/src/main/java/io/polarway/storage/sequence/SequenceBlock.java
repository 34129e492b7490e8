package io.polarway.storage.sequence;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.SequenceRange;
import org.jspecify.annotations.Nullable;

/**
 * The values of one sequence that this process has taken and not yet given out. Thread-safe.
 *
 * <p>The values of a sequence that no commit has made yet are all this process's, until it is
 * {@link #publish published}.
 */
final class SequenceBlock {

  private static final long LARGEST_BLOCK = 4096;

  /** A block that does not last so long was too small. */
  private static final long SHORT_NANOS = 1_000_000_000L;

  private final SequenceDefinition sequence;
  private final Catalog catalog;
  private boolean isOwn;
  private long next;
  private long left;
  private @Nullable Long behind;
  private long size;
  private long takenAtNanos;

  /**
   * @param isOwn whether no commit has made it yet
   */
  SequenceBlock(SequenceDefinition sequence, Catalog catalog, boolean isOwn) {
    this.sequence = sequence;
    this.catalog = catalog;
    this.isOwn = isOwn;
    this.behind = sequence.start();
    this.size = sequence.blockSize();
  }

  synchronized long next() {
    if (left == 0) {
      take();
    }
    long value = next;
    left--;
    next += sequence.increment();
    return value;
  }

  private void take() {
    SequenceRange range = isOwn ? own() : catalog.takeValues(sequence, nextSize()).orElse(null);
    if (range == null) {
      throw new StorageException(
          Failure.SEQUENCE_EXHAUSTED,
          "Sequence %s has given its last value, %d; restart it (ALTER SEQUENCE ... RESTART), or create it with CYCLE"
              .formatted(sequence.name(), sequence.last()));
    }
    next = range.first();
    left = range.count();
    behind = range.next();
  }

  private @Nullable SequenceRange own() {
    Long from = behind;
    return from == null ? null : SequenceRange.of(sequence, from, Long.MAX_VALUE);
  }

  /** Twice as many as the last time when those were gone at once. */
  private long nextSize() {
    long now = System.nanoTime();
    boolean wasShort = takenAtNanos != 0 && now - takenAtNanos < SHORT_NANOS;
    size =
        wasShort
            ? Math.max(sequence.blockSize(), Math.min(LARGEST_BLOCK, 2 * size))
            : sequence.blockSize();
    takenAtNanos = now;
    return size;
  }

  /** Whether no commit has made the sequence yet. */
  synchronized boolean isOwn() {
    return isOwn;
  }

  /** The first value that was not given out, from which on others may take them; null for none. */
  synchronized @Nullable Long publish() {
    Long first = left > 0 ? (Long) next : behind;
    isOwn = false;
    left = 0;
    behind = first;
    return first;
  }

  /** Gives back to the catalog what is left, unless another process has taken values since. */
  synchronized void giveBack() {
    if (left > 0 && !isOwn) {
      left = 0;
      catalog.giveBackValues(sequence, next, behind);
    }
  }
}
