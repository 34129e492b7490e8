package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.Insert;
import io.polarway.jdbc.sql.SqlStatement.InsertSource;
import io.polarway.jdbc.sql.SqlStatement.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads INSERT. */
final class InsertReader {
  private final Source source;
  private final TokenCursor cursor;

  InsertReader(TokenCursor cursor) {
    this.source = cursor.source();
    this.cursor = cursor;
  }

  Insert read() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("INSERT");
    if (cursor.isNext("OR")) {
      throw new UnsupportedFeatureException("INSERT OR " + cursor.peek(1).image());
    }
    cursor.expect("INTO");
    Name table = cursor.name("the name of a table");
    if (cursor.accept("AS")) {
      cursor.simpleName("an alias");
    }
    List<String> columns = columns();
    if (cursor.isNext("BY")) {
      throw new UnsupportedFeatureException("INSERT BY " + cursor.peek(1).image());
    }
    refuseBehind();
    return new Insert(source.text(), source.parameterCount(), table, columns, insertSource());
  }

  private @Nullable List<String> columns() throws SqlSyntaxException {
    return cursor.isNext("(") && !cursor.peek(1).beginsQuery()
        ? cursor.nameList("the name of a column")
        : null;
  }

  /** Refuses the clauses that may follow the rows. */
  private void refuseBehind() throws UnsupportedFeatureException {
    int depth = 0;
    List<Token> tokens = source.tokens();
    for (int i = cursor.index(); i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      } else if (depth == 0 && token.is("RETURNING")) {
        throw new UnsupportedFeatureException("INSERT ... RETURNING");
      } else if (depth == 0
          && token.is("ON")
          && i + 1 < tokens.size()
          && tokens.get(i + 1).is("CONFLICT")) {
        throw new UnsupportedFeatureException("INSERT ... ON CONFLICT");
      }
    }
  }

  private InsertSource insertSource() throws SqlSyntaxException, UnsupportedFeatureException {
    if (cursor.accept("DEFAULT", "VALUES")) {
      cursor.expectEnd();
      return new InsertSource.Defaults();
    }
    if (!cursor.peek().beginsQuery()) {
      throw cursor.unexpected("expected VALUES, SELECT or DEFAULT VALUES");
    }
    int first = cursor.index();
    TextRange range = new TextRange(cursor.peek().start(), source.text().length());
    if (cursor.isNext("VALUES")) {
      List<List<Value>> rows = rows();
      if (rows != null) {
        return new InsertSource.Values(range, rows);
      }
      for (int i = first; i < source.tokens().size(); i++) {
        if (source.tokens().get(i).is("DEFAULT")) {
          throw new UnsupportedFeatureException("DEFAULT beside an expression in VALUES");
        }
      }
    }
    return new InsertSource.Rows(range, QueryReader.tables(source, first, source.tokens().size()));
  }

  /** Rows of plain values; null when there is anything else. */
  private @Nullable List<List<Value>> rows() {
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
    return cursor.atEnd() ? List.copyOf(rows) : null;
  }
}
