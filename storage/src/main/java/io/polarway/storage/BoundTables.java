package io.polarway.storage;

import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.transaction.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tables and other relations that stand beside one session's temporary objects. One thread at a
 * time.
 */
final class BoundTables {

  private final EngineSession engine;
  private final Supplier<Transaction> transaction;
  private final Supplier<ScanPlanner> planner;
  private final Map<String, Bound> relations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  BoundTables(
      EngineSession engine, Supplier<Transaction> transaction, Supplier<ScanPlanner> planner) {
    this.transaction = transaction;
    this.planner = planner;
    this.engine = engine;
  }

  /**
   * A relation.
   *
   * @param fullName tells it from others
   * @param sql gives what stands in FROM for it now; null when it is not there any more
   */
  private record Bound(String fullName, Supplier<@Nullable String> sql) {}

  /**
   * Makes a table stand there from the next {@link #refresh} on.
   *
   * @param taken a name that is not free; null when all are
   * @return the name under which it stands there
   */
  String bind(TableDefinition table, @Nullable String taken) {
    TableName name = table.name();
    return bind(name.name(), name.toString(), () -> relation(name), taken);
  }

  /** The same of any relation, under its name or, where that is not free, its full name. */
  String bind(
      String name, String fullName, Supplier<@Nullable String> sql, @Nullable String taken) {
    Bound there = relations.get(name);
    boolean isFree =
        !name.equalsIgnoreCase(taken)
            && !engine.hasTemporary(name)
            && (there == null || there.fullName().equals(fullName));
    String bound = isFree ? name : fullName;
    relations.put(bound, new Bound(fullName, sql));
    return bound;
  }

  private @Nullable String relation(TableName name) {
    TableDefinition table = transaction.get().findTable(name.schema(), name.name());
    return table == null ? null : planner.get().relation(new TableScan(table, List.of()));
  }

  /** Brings them up to what the session's transaction sees now. */
  void refresh() {
    if (relations.isEmpty()) {
      return;
    }
    Map<String, String> now = new HashMap<>();
    relations.forEach(
        (name, bound) -> {
          String sql = bound.sql().get();
          if (sql != null) {
            now.put(name, sql);
          }
        });
    engine.bindTables(now);
  }
}
