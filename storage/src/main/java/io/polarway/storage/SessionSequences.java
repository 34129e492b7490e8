package io.polarway.storage;

import io.polarway.storage.sequence.SequenceUse;
import io.polarway.storage.sequence.SequenceValues;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.transaction.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sequences of a {@link LocalSession}. */
final class SessionSequences implements Sequences, AutoCloseable {

  private final SequenceValues values;
  private final Supplier<Transaction> transaction;
  private final Function<String, Transaction> writable;
  private final Map<String, SequenceUse> uses = new HashMap<>();

  /**
   * @param transaction gives the session's transaction
   * @param writable gives it for what it is told, and fails where nothing can be changed
   */
  SessionSequences(
      SequenceValues values,
      Supplier<Transaction> transaction,
      Function<String, Transaction> writable) {
    this.values = values;
    this.transaction = transaction;
    this.writable = writable;
  }

  @Override
  public List<SequenceDefinition> all() {
    return transaction.get().sequences();
  }

  @Override
  public @Nullable SequenceDefinition find(String schema, String name) {
    for (SequenceDefinition sequence : all()) {
      if (sequence.name().name().equalsIgnoreCase(name)
          && sequence.name().schema().equalsIgnoreCase(schema)) {
        return sequence;
      }
    }
    return null;
  }

  @Override
  public void create(SequenceDefinition sequence, @Nullable String ownerUuid) {
    add("create sequence " + sequence.name(), sequence.created(ownerUuid));
  }

  private void add(String action, SequenceDefinition created) {
    writable.apply(action).createSequence(created, values.create(created));
  }

  @Override
  public void drop(SequenceDefinition sequence) {
    writable.apply("drop sequence " + sequence.name()).dropSequence(sequence);
  }

  @Override
  public void restart(SequenceDefinition sequence, long start) {
    SequenceDefinition restarted = sequence.restarted(start);
    drop(sequence);
    add("restart sequence " + sequence.name(), restarted);
  }

  @Override
  public long next(SequenceDefinition sequence) {
    return use(sequence).next();
  }

  @Override
  public @Nullable Long last(SequenceDefinition sequence) {
    SequenceUse use = uses.get(sequence.id());
    return use == null ? null : use.last();
  }

  @Override
  public String nextSql(SequenceDefinition sequence) {
    return use(sequence).nextSql();
  }

  @Override
  public String currentSql(SequenceDefinition sequence) {
    return use(sequence).currentSql();
  }

  private SequenceUse use(SequenceDefinition sequence) {
    return uses.computeIfAbsent(sequence.id(), id -> values.begin(sequence));
  }

  @Override
  public void close() {
    uses.values().forEach(SequenceUse::close);
    uses.clear();
  }
}
