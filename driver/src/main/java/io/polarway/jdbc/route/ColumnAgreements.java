package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.TableCondition;
import io.polarway.jdbc.sql.TableCondition.Agreement;
import io.polarway.jdbc.sql.TableCondition.ColumnAt;
import io.polarway.jdbc.sql.TableReference;
import io.polarway.storage.filter.Condition;
import io.polarway.storage.filter.RowFilter;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds whether the columns agree on which the conditions of a query depend. */
final class ColumnAgreements {

  private ColumnAgreements() {}

  /**
   * The conditions on a table; those whose columns do not agree ask nothing.
   *
   * @param definitions of the tables in the query, by where their names begin
   */
  static List<Condition> conditions(
      TableReference reference, Map<Integer, TableDefinition> definitions) {
    List<Condition> conditions = new ArrayList<>(reference.conditions().size());
    for (TableCondition asked : reference.conditions()) {
      Condition condition = asked.condition();
      boolean holds =
          asked.agreements().stream().allMatch(agreement -> holds(agreement, definitions));
      conditions.add(
          holds
              ? condition
              : new Condition(condition.text(), RowFilter.EVERYTHING, condition.outside()));
    }
    return conditions;
  }

  private static boolean holds(Agreement agreement, Map<Integer, TableDefinition> definitions) {
    List<Object> first = null;
    for (ColumnAt column : agreement.columns()) {
      TableDefinition table = definitions.get(column.start());
      List<Object> described = table == null ? null : described(table, column.column());
      if (described == null || (first != null && !first.equals(described))) {
        return false;
      }
      first = described;
    }
    return true;
  }

  /** What must be equal of a column, or of all; null when there is no such column. */
  private static @Nullable List<Object> described(TableDefinition table, String column) {
    if (!column.equals(ColumnAt.ALL)) {
      int index = table.indexOf(column);
      return index < 0 ? null : List.of(table.columns().get(index).type());
    }
    List<Object> all = new ArrayList<>();
    for (ColumnDefinition definition : table.columns()) {
      all.add(definition.name().toLowerCase(Locale.ROOT));
      all.add(definition.type());
    }
    return all;
  }
}
