package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.DerivedQuery.Slot;
import io.polarway.jdbc.sql.SqlStatement.InsertSource;
import io.polarway.jdbc.sql.SqlStatement.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where the rows of INSERT come from: VALUES, a query or DEFAULT VALUES. */
final class InsertedRows {

  private static final int UNKNOWN = -1;

  private final Source source;
  private final TokenCursor cursor;
  private final int first;
  private final int end;
  private final int with;
  private final List<List<TextTokens>> values;
  private final boolean defaults;

  /** An element of VALUES: the tokens {@code from} to {@code to - 1}. */
  private record TextTokens(int from, int to) {}

  /**
   * @param first the first token of the source, {@code end} the one behind its last
   * @param with how many tokens of the statement are a WITH before it
   */
  InsertedRows(TokenCursor cursor, int first, int end, int with, boolean byName)
      throws SqlSyntaxException {
    this.source = cursor.source();
    this.cursor = cursor;
    this.first = first;
    this.end = end;
    this.with = with;
    cursor.moveTo(first);
    this.defaults = cursor.accept("DEFAULT", "VALUES");
    if (defaults && cursor.index() != end) {
      throw cursor.unexpected("expected the end of the statement");
    }
    if (!defaults && !cursor.peek().beginsQuery()) {
      throw cursor.unexpected("expected VALUES, SELECT or DEFAULT VALUES");
    }
    if (!defaults && byName && cursor.isNext("VALUES")) {
      throw cursor.unexpected("INSERT BY NAME takes a query whose columns have names");
    }
    this.values = !defaults && cursor.isNext("VALUES") ? values() : List.of();
  }

  /** A source that needs no engine; null when it needs one. */
  @Nullable InsertSource plain() {
    if (defaults) {
      return new InsertSource.Defaults();
    }
    cursor.moveTo(first);
    if (with > 0 || !cursor.isNext("VALUES")) {
      return null;
    }
    List<List<Value>> rows = plainRows();
    TextRange range =
        new TextRange(source.tokens().get(first).start(), source.tokens().get(end - 1).end());
    return rows == null ? null : new InsertSource.Values(range, rows);
  }

  /** Rows of plain values; null when there is anything else. */
  private @Nullable List<List<Value>> plainRows() {
    int parameter = 0;
    List<List<Value>> rows = new ArrayList<>();
    cursor.next();
    do {
      if (!cursor.accept("(")) {
        return null;
      }
      List<Value> row = new ArrayList<>();
      do {
        Value value = ValueReader.read(cursor, parameter);
        if (value == null) {
          return null;
        }
        if (value instanceof Value.Parameter) {
          parameter++;
        }
        row.add(value);
      } while (cursor.accept(","));
      if (!cursor.accept(")")) {
        return null;
      }
      rows.add(List.copyOf(row));
    } while (cursor.accept(","));
    return cursor.index() == end ? List.copyOf(rows) : null;
  }

  /** The elements of VALUES, if it is nothing but rows; else none. */
  private List<List<TextTokens>> values() {
    Clauses clauses = new Clauses(source);
    List<List<TextTokens>> rows = new ArrayList<>();
    cursor.next();
    do {
      if (!cursor.accept("(")) {
        return List.of();
      }
      List<TextTokens> row = new ArrayList<>();
      do {
        int to = clauses.find(cursor.index(), ",");
        row.add(new TextTokens(cursor.index(), to));
        cursor.moveTo(to);
      } while (cursor.accept(","));
      if (!cursor.accept(")")) {
        return List.of();
      }
      rows.add(row);
    } while (cursor.accept(","));
    return cursor.index() == end ? rows : List.of();
  }

  /** Adds the query that gives the rows as those of the table. */
  void addTo(DerivedText text) {
    text.add("SELECT ").slot(Slot.Kind.VERSIONS, "*").add(" FROM (");
    if (defaults) {
      text.add("SELECT 1");
    } else if (values.isEmpty()) {
      text.add(first, end);
    } else {
      text.add("VALUES ");
      for (int i = 0; i < values.size(); i++) {
        text.add(i == 0 ? "(" : ", (");
        row(text, values.get(i));
        text.add(")");
      }
    }
    text.add(") AS ").slot(Slot.Kind.SOURCE, "source");
  }

  private void row(DerivedText text, List<TextTokens> row) {
    for (int i = 0; i < row.size(); i++) {
      TextTokens value = row.get(i);
      text.add(i == 0 ? "" : ", ");
      if (value.to == value.from + 1 && source.tokens().get(value.from).is("DEFAULT")) {
        text.slot(Slot.Kind.DEFAULT, i, "NULL");
      } else {
        text.add(value.from, value.to);
      }
    }
  }

  /** The source of a statement that this query carries out. */
  InsertSource.Rows rows(DerivedQuery query)
      throws SqlSyntaxException, UnsupportedFeatureException {
    if (defaults) {
      return new InsertSource.Rows(query, null, 0, true);
    }
    if (!values.isEmpty()) {
      int count = values.get(0).size();
      boolean isEven = values.stream().allMatch(row -> row.size() == count);
      if (isEven) {
        return new InsertSource.Rows(query, null, count, values.size() == 1);
      }
    }
    DerivedText alone = new DerivedText(source).add(0, with).add(with > 0 ? " " : "");
    return new InsertSource.Rows(query, alone.add(first, end).query(), UNKNOWN, false);
  }
}
