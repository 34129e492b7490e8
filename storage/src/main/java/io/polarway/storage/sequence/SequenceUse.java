package io.polarway.storage.sequence;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.SequenceDefinition;
import org.jspecify.annotations.Nullable;

/** One session's use of a sequence: it knows the value that the session had last. Thread-safe. */
public final class SequenceUse implements AutoCloseable {

  private final SequenceValues values;
  private final SequenceDefinition sequence;
  private final long number;
  private volatile @Nullable Long last;

  SequenceUse(SequenceValues values, SequenceDefinition sequence, long number) {
    this.values = values;
    this.sequence = sequence;
    this.number = number;
  }

  /**
   * The next value of the sequence.
   *
   * @throws StorageException {@link Failure#SEQUENCE_EXHAUSTED}, {@link Failure#CONFLICT} when it
   *     was dropped, {@link Failure#READ_ONLY}
   */
  public long next() {
    long value = values.next(sequence);
    last = value;
    return value;
  }

  /** The value that {@link #next} gave last; null when it was not called yet. */
  public @Nullable Long last() {
    return last;
  }

  long current() {
    Long value = last;
    if (value == null) {
      throw new StorageException(
          Failure.NO_CURRENT_VALUE,
          "currval of sequence %s: this session has taken no value of it yet; call nextval first"
              .formatted(sequence.name()));
    }
    return value;
  }

  /** SQL that gives the next value for each row. */
  public String nextSql() {
    return SequenceValues.NEXT + "(" + number + ")";
  }

  /** SQL that gives the last value. */
  public String currentSql() {
    return SequenceValues.CURRENT + "(" + number + ")";
  }

  @Override
  public void close() {
    values.end(number);
  }
}
