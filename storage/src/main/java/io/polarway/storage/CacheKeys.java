package io.polarway.storage;

import io.polarway.storage.cache.BypassReason;
import io.polarway.storage.cache.ResultKey;
import io.polarway.storage.cache.StatementReader;
import io.polarway.storage.cache.StatementTraits;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what the answers to one session's queries follow from. One thread at a time. */
final class CacheKeys {

  private final EngineSession engine;
  private final StatementReader statements;
  private final Supplier<Transaction> transaction;
  private boolean caching = true;

  CacheKeys(EngineSession engine, StatementReader statements, Supplier<Transaction> transaction) {
    this.transaction = transaction;
    this.engine = engine;
    this.statements = statements;
  }

  /** What the answer to a query follows from, or why it is not cached: one of the two is null. */
  record CacheKey(@Nullable ResultKey result, @Nullable BypassReason bypass) {
    static CacheKey bypass(BypassReason reason) {
      return new CacheKey(null, reason);
    }
  }

  void setCaching(boolean on) {
    caching = on;
  }

  CacheKey key(Query query, List<@Nullable Object> parameters) {
    if (query.notCached() != null) {
      return CacheKey.bypass(query.notCached());
    }
    if (!caching) {
      return CacheKey.bypass(BypassReason.CACHE_OFF);
    }
    if (engine.hasTemporaryObjects()) {
      return CacheKey.bypass(BypassReason.SESSION_OBJECTS);
    }
    StatementTraits traits = statements.read(query.text(), engine);
    if (traits.bypass() != null) {
      return CacheKey.bypass(traits.bypass());
    }
    if (!readsOnly(query.scans(), traits.sources())) {
      return CacheKey.bypass(BypassReason.OTHER_SOURCES);
    }
    List<String> versions = new ArrayList<>(query.scans().size());
    for (TableScan scan : query.scans()) {
      String version = version(scan);
      if (version == null) {
        return CacheKey.bypass(BypassReason.OWN_CHANGES);
      }
      versions.add(version);
    }
    String statement = query.blanksShow() ? query.text() : traits.normalized();
    return new CacheKey(new ResultKey(statement, parameters, engine.settings(), versions), null);
  }

  /**
   * Whether a query reads tables of the store and nothing else, so that its text and the settings
   * decide on its columns.
   */
  boolean readsTablesOnly(Query query) {
    boolean mayBe = query.notCached() == null || query.notCached() == BypassReason.INTERNAL;
    if (!mayBe || query.scans().isEmpty() || engine.hasTemporaryObjects()) {
      return false;
    }
    StatementTraits traits = statements.read(query.text(), engine);
    return traits.bypass() == null && readsOnly(query.scans(), traits.sources());
  }

  private @Nullable String version(TableScan scan) {
    Long number = scan.asOf();
    return number == null
        ? transaction.get().version(scan.table())
        : transaction.get().asOf(scan.table(), number).version();
  }

  /**
   * Whether each source of a text is one of the tables that were found in it. A table that is
   * changed stands in it under a name that it has only there.
   */
  private static boolean readsOnly(List<TableScan> scans, List<String> sources) {
    if (scans.size() < sources.size()) {
      return false;
    }
    long targets = scans.stream().filter(TableScan::rowIds).count();
    for (String source : sources) {
      boolean found = false;
      for (int i = 0; i < scans.size() && !found; i++) {
        found =
            !scans.get(i).rowIds() && scans.get(i).table().name().name().equalsIgnoreCase(source);
      }
      if (!found && --targets < 0) {
        return false;
      }
    }
    return true;
  }
}
