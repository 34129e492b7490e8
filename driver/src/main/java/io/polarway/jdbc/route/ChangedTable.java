package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.DerivedQuery;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.SqlRewriter.Edit;
import io.polarway.storage.table.TableDefinition;
import java.util.List;
import java.util.stream.Stream;
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

  /** The same with further edits. */
  ChangedTable with(List<Edit> others) {
    return new ChangedTable(table, Stream.concat(edits.stream(), others.stream()).toList());
  }

  /** Whether a name in the text is that of the table. */
  boolean isTarget(Name name) {
    return table != null && name.parts().size() == 1 && name.last().equals(DerivedQuery.TARGET);
  }
}
