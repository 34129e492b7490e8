package io.polarway.storage;

import io.polarway.storage.table.SequenceDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sequences that a session sees. They are made and dropped within its transaction, as tables
 * are; values are taken outside of it, so that no other session can get the same ones, whatever
 * becomes of the transaction. One thread at a time.
 */
public interface Sequences {

  /** All sequences, in order of schema and name. */
  List<SequenceDefinition> all();

  /** The sequence of this name, in any case; null when there is none. */
  @Nullable SequenceDefinition find(String schema, String name);

  /**
   * Creates a sequence.
   *
   * @param ownerUuid the table with which it goes; null for none
   */
  void create(SequenceDefinition sequence, @Nullable String ownerUuid);

  /** Drops a sequence that was found. */
  void drop(SequenceDefinition sequence);

  /** Makes a sequence give values from one on. */
  void restart(SequenceDefinition sequence, long start);

  /**
   * The next value.
   *
   * @throws io.polarway.storage.error.StorageException {@code SEQUENCE_EXHAUSTED}; {@code CONFLICT}
   *     when another transaction has dropped it; {@code READ_ONLY}
   */
  long next(SequenceDefinition sequence);

  /** The value that this session had last; null when it had none. */
  @Nullable Long last(SequenceDefinition sequence);

  /** SQL of the engine, for this session's queries, that gives the next value for each row. */
  String nextSql(SequenceDefinition sequence);

  /** SQL that gives the value that this session had last, and fails when it had none. */
  String currentSql(SequenceDefinition sequence);
}
