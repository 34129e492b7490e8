package io.polarway.storage.sequence;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogSnapshot;
import io.polarway.storage.engine.RowFunction;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.SequenceDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives out the values of a store's sequences to the sessions of this process, and to the engine,
 * which calls for one for each row of a query. Thread-safe.
 */
public final class SequenceValues implements AutoCloseable {

  static final String NEXT = "polarway_nextval";
  static final String CURRENT = "polarway_currval";

  /** Blocks of sequences that were dropped go when there are more than so many. */
  private static final int KEPT_BLOCKS = 1000;

  private final Catalog catalog;
  private final Map<String, SequenceBlock> blocks = new ConcurrentHashMap<>();
  private final Map<Long, SequenceUse> uses = new ConcurrentHashMap<>();
  private final AtomicLong lastUse = new AtomicLong();

  public SequenceValues(Catalog catalog) {
    this.catalog = catalog;
  }

  /** What the SQL of a {@link SequenceUse} calls. */
  public List<RowFunction> functions() {
    return List.of(
        new RowFunction(NEXT, number -> use(number).next()),
        new RowFunction(CURRENT, number -> use(number).current()));
  }

  private SequenceUse use(long number) {
    SequenceUse use = uses.get(number);
    if (use == null) {
      throw new StorageException(
          Failure.UNKNOWN_FUNCTION,
          "%s and %s are not for users; write nextval('name') and currval('name')"
              .formatted(NEXT, CURRENT));
    }
    return use;
  }

  /** Begins a session's use of a sequence, which the session ends. */
  public SequenceUse begin(SequenceDefinition sequence) {
    long number = lastUse.incrementAndGet();
    SequenceUse use = new SequenceUse(this, sequence, number);
    uses.put(number, use);
    return use;
  }

  void end(long number) {
    uses.remove(number);
  }

  /**
   * Takes note of a sequence that no commit has made yet.
   *
   * @return gives, at the commit, the first value that was not given out by then; null for none
   */
  public Supplier<@Nullable Long> create(SequenceDefinition sequence) {
    if (blocks.size() > KEPT_BLOCKS) {
      removeDropped();
    }
    SequenceBlock block = new SequenceBlock(sequence, catalog, true);
    blocks.put(sequence.id(), block);
    return block::publish;
  }

  private void removeDropped() {
    CatalogSnapshot now = catalog.snapshot();
    blocks
        .entrySet()
        .removeIf(
            block ->
                !block.getValue().isOwn()
                    && now.sequences().stream().noneMatch(s -> s.id().equals(block.getKey())));
  }

  long next(SequenceDefinition sequence) {
    return blocks
        .computeIfAbsent(sequence.id(), id -> new SequenceBlock(sequence, catalog, false))
        .next();
  }

  /** Gives back to the catalog the values that were taken and not given out. */
  @Override
  public void close() {
    blocks.values().forEach(SequenceBlock::giveBack);
  }
}
