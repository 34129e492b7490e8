package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.Assignment;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the assignments of SET. Their values become columns of a {@link DerivedQuery}, named by a
 * prefix and a number.
 */
final class AssignmentReader {

  private final TokenCursor cursor;
  private final Clauses clauses;
  private final TargetTable target;
  private final String prefix;
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<Selected> selected = new ArrayList<>();

  AssignmentReader(TokenCursor cursor, TargetTable target, String prefix) {
    this.cursor = cursor;
    this.clauses = new Clauses(cursor.source());
    this.target = target;
    this.prefix = prefix;
  }

  /**
   * A column of the derived query.
   *
   * @param names how many columns a subquery has, from which it takes a row; 0 for an expression
   * @param counted whether the subquery is known to have so many
   */
  private record Selected(int from, int to, String name, int names, boolean counted) {}

  /** Reads assignments up to one of these words. */
  void read(String end, String... otherEnds) throws SqlSyntaxException {
    do {
      int stop = Math.min(clauses.find(cursor.index(), end, otherEnds), nextComma());
      if (cursor.accept("(")) {
        severalColumns(stop);
      } else {
        String column = column();
        cursor.expect("=");
        assign(column, cursor.index(), stop);
      }
      cursor.moveTo(stop);
    } while (cursor.accept(","));
  }

  private int nextComma() {
    return clauses.find(cursor.index(), ",");
  }

  private String column() throws SqlSyntaxException {
    int start = cursor.index();
    Name name = cursor.name("the name of a column");
    int parts = name.parts().size();
    boolean isColumn =
        parts == 1 || name.parts().get(parts - 2).equalsIgnoreCase(target.correlation());
    if (!isColumn) {
      cursor.moveTo(start);
      throw cursor.unexpected(
          "expected a column of " + target.correlation() + "; fields of a STRUCT are set with it");
    }
    return name.last();
  }

  private void severalColumns(int stop) throws SqlSyntaxException {
    List<String> columns = new ArrayList<>();
    do {
      columns.add(column());
    } while (cursor.accept(","));
    cursor.expect(")");
    cursor.expect("=");
    cursor.accept("ROW");
    int open = cursor.index();
    cursor.expect("(");
    if (cursor.peek().beginsQuery() && !cursor.isNext("(")) {
      subquery(columns, open, stop);
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      int end = clauses.find(cursor.index(), ",");
      assign(columns.get(i), cursor.index(), end);
      cursor.moveTo(end);
      cursor.expect(i + 1 < columns.size() ? "," : ")");
    }
    if (cursor.index() != stop) {
      throw cursor.unexpected("expected the end of the assignment");
    }
  }

  private void subquery(List<String> columns, int open, int stop) throws SqlSyntaxException {
    cursor.moveTo(open);
    cursor.skipParentheses();
    if (cursor.index() != stop) {
      throw cursor.unexpected("expected the end of the assignment");
    }
    String name = prefix + selected.size();
    boolean counted = checkCount(columns.size(), open);
    selected.add(new Selected(open, stop, name, columns.size(), counted));
    for (int i = 0; i < columns.size(); i++) {
      assignments.add(new Assignment(columns.get(i), name + ".value" + i));
    }
  }

  /** Fails when a subquery has not so many columns; false when its text does not tell. */
  private boolean checkCount(int columns, int open) throws SqlSyntaxException {
    List<Token> tokens = cursor.source().tokens();
    if (!tokens.get(open + 1).is("SELECT")) {
      return false;
    }
    List<TextRange> items = SelectItems.of(tokens, open + 1);
    for (TextRange item : items) {
      if (SelectItems.isExpanded(tokens, item)) {
        return false;
      }
    }
    if (items.size() != columns) {
      throw cursor
          .source()
          .wrong(
              tokens.get(open + 1).start(),
              "%d columns are assigned, and the query has %d;".formatted(columns, items.size()));
    }
    return true;
  }

  private void assign(String column, int from, int to) throws SqlSyntaxException {
    cursor.moveTo(from);
    if (from >= to) {
      throw cursor.unexpected("expected a value");
    }
    if (to == from + 1 && cursor.isNext("DEFAULT")) {
      assignments.add(new Assignment(column, null));
    } else {
      String name = prefix + selected.size();
      selected.add(new Selected(from, to, name, 0, true));
      assignments.add(new Assignment(column, name));
    }
  }

  List<Assignment> assignments() {
    return List.copyOf(assignments);
  }

  /**
   * Adds the values to a SELECT list, each behind a comma.
   *
   * @param condition when they are computed; empty for always
   */
  void addTo(DerivedText text, String condition) {
    for (Selected value : selected) {
      text.add(", ");
      if (!condition.isEmpty()) {
        text.add("CASE WHEN ").add(condition).add(" THEN ");
      }
      text.add("(");
      if (value.names == 0) {
        text.add(value.from, value.to);
      } else {
        row(text, value);
      }
      text.add(")");
      if (!condition.isEmpty()) {
        text.add(" END");
      }
      text.add(" AS ").add(value.name);
    }
  }

  /** The row of a subquery as one value. */
  private static void row(DerivedText text, Selected value) {
    text.add("SELECT struct_pack(");
    for (int i = 0; i < value.names; i++) {
      text.add((i == 0 ? "" : ", ") + "value" + i + " := value" + i);
    }
    text.add(") FROM ");
    if (value.counted) {
      text.add(value.from, value.to);
    } else {
      // The engine refuses a union of different numbers of columns.
      text.add("(").add(value.from, value.to).add(" UNION ALL SELECT NULL");
      text.add(", NULL".repeat(value.names - 1)).add(" WHERE false)");
    }
    text.add(" AS polarway_row(");
    for (int i = 0; i < value.names; i++) {
      text.add((i == 0 ? "" : ", ") + "value" + i);
    }
    text.add(")");
  }
}
