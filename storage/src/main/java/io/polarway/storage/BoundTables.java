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

/** The tables that stand beside one session's temporary objects. One thread at a time. */
final class BoundTables {

  private final EngineSession engine;
  private final Supplier<Transaction> transaction;
  private final Supplier<ScanPlanner> planner;
  private final Map<String, TableName> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  BoundTables(
      EngineSession engine, Supplier<Transaction> transaction, Supplier<ScanPlanner> planner) {
    this.transaction = transaction;
    this.planner = planner;
    this.engine = engine;
  }

  /**
   * Makes a table stand there from the next {@link #refresh} on.
   *
   * @param taken a name that is not free; null when all are
   * @return the name under which it stands there
   */
  String bind(TableDefinition table, @Nullable String taken) {
    String name = table.name().name();
    boolean isFree =
        !name.equalsIgnoreCase(taken)
            && !engine.hasTemporary(name)
            && table.name().equals(tables.getOrDefault(name, table.name()));
    String bound = isFree ? name : table.name().toString();
    tables.put(bound, table.name());
    return bound;
  }

  /** Brings them up to what the session's transaction sees now. */
  void refresh() {
    if (tables.isEmpty()) {
      return;
    }
    Transaction current = transaction.get();
    ScanPlanner scans = planner.get();
    Map<String, String> relations = new HashMap<>();
    tables.forEach(
        (bound, name) -> {
          TableDefinition table = current.findTable(name.schema(), name.name());
          if (table != null) {
            relations.put(bound, scans.relation(new TableScan(table, List.of())));
          }
        });
    engine.bindTables(relations);
  }
}
