package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.SqlRewriter;
import io.polarway.jdbc.sql.TableReference;
import io.polarway.jdbc.sql.TextRange;
import io.polarway.storage.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts what a session sees of a table in the place of its name, in the user's own text. */
final class TableQueries {

  private final Session session;
  private final TableNames names;

  TableQueries(Session session, TableNames names) {
    this.session = session;
    this.names = names;
  }

  /**
   * A part of a text.
   *
   * @param tables the names in the text; their ranges are in all of it
   */
  String rewritten(String text, TextRange part, List<TableReference> tables) throws SQLException {
    Map<TableReference, String> relations = new HashMap<>();
    for (TableReference reference : tables) {
      relations.put(reference, session.relationOf(names.table(reference.name())));
    }
    return SqlRewriter.replaceTables(
        text, part, tables, reference -> Objects.requireNonNull(relations.get(reference)));
  }
}
