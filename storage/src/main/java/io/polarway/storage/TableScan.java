package io.polarway.storage;

import io.polarway.storage.filter.Condition;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One place where a query reads a table.
 *
 * @param table as of the commit that is read
 * @param conditions what it asks of the rows: those that do not fulfil all of them may be left out
 * @param usedNames the names, in lower case, among which those of all columns are that the query
 *     uses; the relation may lack the other columns. Null when it may use any
 * @param asOf the number of the commit as of which the table is read; null for what the transaction
 *     sees
 * @param rowIds whether the relation has one column more behind the table's: {@link #ROW_ID}
 */
public record TableScan(
    TableDefinition table,
    List<Condition> conditions,
    @Nullable Set<String> usedNames,
    @Nullable Long asOf,
    boolean rowIds) {

  /** The column that tells rows apart, for a {@link RowChange} of the same statement: a BIGINT. */
  public static final String ROW_ID = "polarway_rowid";

  public TableScan {
    conditions = List.copyOf(conditions);
  }

  /** The columns that the query may use, in the table's order; at least one. */
  public List<ColumnDefinition> usedColumns() {
    Set<String> used = usedNames;
    if (used == null) {
      return table.columns();
    }
    List<ColumnDefinition> columns =
        table.columns().stream()
            .filter(column -> used.contains(column.name().toLowerCase(Locale.ROOT)))
            .toList();
    return columns.isEmpty() ? table.columns().subList(0, 1) : columns;
  }

  /** A scan of what the transaction sees, without row ids. */
  public TableScan(TableDefinition table, List<Condition> conditions) {
    this(table, conditions, null, null, false);
  }
}
