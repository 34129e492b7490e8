package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.SqlRewriter;
import io.polarway.jdbc.sql.TableReference;
import io.polarway.jdbc.sql.TextRange;
import io.polarway.storage.Query;
import io.polarway.storage.TableScan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds the tables that a query names. */
final class TableQueries {

  private final TableNames names;

  TableQueries(TableNames names) {
    this.names = names;
  }

  /**
   * The query that a part of a text is.
   *
   * @param tables the names in the text; their ranges are in all of it
   */
  Query query(String text, TextRange part, List<TableReference> tables) throws SQLException {
    List<TableReference> references = new ArrayList<>(tables.size());
    List<TableScan> scans = new ArrayList<>(tables.size());
    boolean labelled = false;
    for (TableReference table : tables) {
      if (part.contains(table.range()) && !names.isTemporary(table.name())) {
        references.add(table);
        labelled |= !table.labels().isEmpty();
        scans.add(new TableScan(names.table(table.name()), table.conditions()));
      }
    }
    return new Query(
        part.of(text),
        scans,
        relations -> SqlRewriter.replaceTables(text, part, references, relations),
        null,
        labelled);
  }
}
