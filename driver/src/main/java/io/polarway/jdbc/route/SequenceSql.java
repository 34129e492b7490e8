package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SequenceCalls;
import io.polarway.jdbc.sql.SequenceCalls.Call;
import io.polarway.jdbc.sql.SqlRewriter;
import io.polarway.jdbc.sql.SqlRewriter.Edit;
import io.polarway.jdbc.sql.TextRange;
import io.polarway.storage.Session;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts what the engine can call in the place of what takes values of the store's sequences. What is
 * no sequence of the store is left to the engine: it may be a temporary one.
 */
final class SequenceSql {

  private final Session session;
  private final TableNames names;

  SequenceSql(Session session, TableNames names) {
    this.session = session;
    this.names = names;
  }

  /** The edits that a text takes. */
  List<Edit> edits(String text) throws SQLException {
    List<Edit> edits = new ArrayList<>();
    for (Call call : SequenceCalls.in(text)) {
      SequenceDefinition sequence = names.findSequence(call.sequence());
      if (sequence != null) {
        String sql =
            call.takes()
                ? session.sequences().nextSql(sequence)
                : session.sequences().currentSql(sequence);
        String label = " AS " + Quoted.name(call.range().of(text));
        edits.add(new Edit(call.range(), call.isLabelled() ? sql + label : sql));
      }
    }
    return edits;
  }

  /** An expression as the engine can run it. */
  String resolved(String expression) throws SQLException {
    return replaced(expression, edits(expression));
  }

  /** A default with the full names of its sequences, which all have to be there. */
  String qualified(String expression) throws SQLException {
    List<Edit> edits = new ArrayList<>();
    for (Call call : SequenceCalls.in(expression)) {
      TableName name = names.sequence(call.sequence()).name();
      edits.add(new Edit(call.range(), (call.takes() ? "nextval(" : "currval(") + text(name)));
    }
    return replaced(expression, edits);
  }

  /** What takes a value of a sequence, with its full name. */
  static String nextValue(TableName sequence) {
    return "nextval(" + text(sequence);
  }

  private static String text(TableName name) {
    return Quoted.text(
            Quoted.nameWhereNeeded(name.schema()) + "." + Quoted.nameWhereNeeded(name.name()))
        + ")";
  }

  private static String replaced(String text, List<Edit> edits) {
    return edits.isEmpty()
        ? text
        : SqlRewriter.replace(text, new TextRange(0, text.length()), edits);
  }
}
