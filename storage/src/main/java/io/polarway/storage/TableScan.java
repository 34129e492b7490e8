package io.polarway.storage;

import io.polarway.storage.filter.Condition;
import io.polarway.storage.table.TableDefinition;
import java.util.List;

/**
 * One place where a query reads a table.
 *
 * @param conditions what it asks of the rows: those that do not fulfil all of them may be left out
 */
public record TableScan(TableDefinition table, List<Condition> conditions) {
  public TableScan {
    conditions = List.copyOf(conditions);
  }
}
