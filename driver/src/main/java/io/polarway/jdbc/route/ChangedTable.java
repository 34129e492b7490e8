package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.DerivedQuery;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.SqlRewriter.Edit;
import io.polarway.storage.TableScan;
import io.polarway.storage.filter.Condition;
import io.polarway.storage.table.TableDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query that was derived from a statement reads and says beyond its text.
 *
 * @param table what stands behind the name {@link DerivedQuery#TARGET}; null when nothing does
 * @param edits fill the places that were left open
 */
record ChangedTable(@Nullable TableDefinition table, List<Edit> edits) {

  /** For a query that changes nothing. */
  static final ChangedTable NONE = new ChangedTable(null, List.of());

  ChangedTable {
    edits = List.copyOf(edits);
  }

  /** The scan of the table, where it has this name; null otherwise. */
  @Nullable TableScan scan(Name name, List<Condition> conditions) {
    boolean isTarget = name.parts().size() == 1 && name.last().equals(DerivedQuery.TARGET);
    return isTarget && table != null ? new TableScan(table, conditions, null, true) : null;
  }
}
