package io.polarway.storage.table;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of numbers as its creator declared it.
 *
 * @param id tells it from all that ever were: one that is made anew or restarted has another one;
 *     empty as long as none was given out
 * @param start its first value
 * @param increment the distance from one value to the next, which may be negative
 * @param cycle whether it begins anew behind its last value
 * @param blockSize how many values a process takes from the catalog at once, at least
 * @param ownerUuid the table whose identity column it serves, with which it goes; null for none
 */
public record SequenceDefinition(
    String id,
    TableName name,
    long start,
    long increment,
    long smallest,
    long largest,
    boolean cycle,
    int blockSize,
    @Nullable String ownerUuid) {

  /** The number of values that a process takes at once when nothing else was asked for. */
  public static final int DEFAULT_BLOCK_SIZE = 32;

  /** The value behind which it begins anew, or ends. */
  public long last() {
    return increment > 0 ? largest : smallest;
  }

  /** The value with which it begins anew. */
  public long first() {
    return increment > 0 ? smallest : largest;
  }

  /** The same with an id of its own, for a table or for none. */
  public SequenceDefinition created(@Nullable String owner) {
    check(increment != 0, "INCREMENT BY 0 would give one value for ever");
    check(smallest <= largest, "MINVALUE %d is above MAXVALUE %d".formatted(smallest, largest));
    check(
        start >= smallest && start <= largest,
        "START WITH %d is not between MINVALUE %d and MAXVALUE %d"
            .formatted(start, smallest, largest));
    check(blockSize > 0, "CACHE %d; the least is 1".formatted(blockSize));
    return new SequenceDefinition(
        UUID.randomUUID().toString(),
        name,
        start,
        increment,
        smallest,
        largest,
        cycle,
        blockSize,
        owner);
  }

  /** The same from another value on, with an id of its own. */
  public SequenceDefinition restarted(long newStart) {
    return new SequenceDefinition(
            id, name, newStart, increment, smallest, largest, cycle, blockSize, ownerUuid)
        .created(ownerUuid);
  }

  private void check(boolean holds, String reason) {
    if (!holds) {
      throw new StorageException(
          Failure.INVALID_DEFINITION, "Cannot create sequence %s: %s".formatted(name, reason));
    }
  }
}
