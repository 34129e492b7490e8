package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.SqlRewriter;
import io.polarway.jdbc.sql.TableReference;
import io.polarway.jdbc.sql.TextRange;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.TableScan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the tables that a query names. */
final class TableQueries {

  private final TableNames names;
  private final BoundQueries bound;

  TableQueries(Session session, TableNames names) {
    this.names = names;
    this.bound = new BoundQueries(session, names);
  }

  /**
   * The query that a part of a text is.
   *
   * @param tables the names in the text; their ranges are in all of it. Null when the engine has to
   *     tell them.
   */
  Query query(String text, TextRange part, @Nullable List<TableReference> tables)
      throws SQLException {
    if (tables == null) {
      return bound.query(text, part);
    }
    List<TableReference> references = new ArrayList<>(tables.size());
    List<TableScan> scans = new ArrayList<>(tables.size());
    boolean labelled = false;
    for (TableReference table : tables) {
      if (part.contains(table.range()) && !names.isTemporary(table.name())) {
        if (BoundQueries.isFile(table.name()) && names.find(table.name()) == null) {
          return bound.query(text, part);
        }
        references.add(table);
        labelled |= !table.labels().isEmpty();
        scans.add(new TableScan(names.table(table.name()), table.conditions()));
      }
    }
    return new Query(
        part.of(text),
        scans,
        relations ->
            new Query.EngineSql(
                SqlRewriter.replaceTables(text, part, references, relations), Map.of()),
        null,
        labelled);
  }
}
