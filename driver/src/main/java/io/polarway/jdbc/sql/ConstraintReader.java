package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.ForeignKeyClause;
import io.polarway.jdbc.sql.Token.Kind;
import io.polarway.storage.table.CheckConstraint;
import io.polarway.storage.table.Constraints;
import io.polarway.storage.table.Key;
import java.util.ArrayList;
import java.util.List;

/** Reads the constraints of CREATE TABLE, those of its columns and those beside them. */
final class ConstraintReader {

  private static final String COLUMN = "the name of a column";

  private final TokenCursor cursor;
  private final List<Key> keys = new ArrayList<>();
  private final List<CheckConstraint> checks = new ArrayList<>();
  private final List<ForeignKeyClause> foreignKeys = new ArrayList<>();

  ConstraintReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  Constraints constraints() {
    return new Constraints(keys, checks, List.of());
  }

  List<ForeignKeyClause> foreignKeys() {
    return List.copyOf(foreignKeys);
  }

  /** The name that CONSTRAINT gives to what follows; empty when it does not. */
  String name() throws SqlSyntaxException {
    return cursor.accept("CONSTRAINT") ? cursor.simpleName("the name of a constraint") : "";
  }

  /** A constraint in the place of a column. */
  void ofTable() throws SqlSyntaxException, UnsupportedFeatureException {
    String name = name();
    if (cursor.accept("PRIMARY", "KEY")) {
      primaryKey(name, cursor.last().start(), cursor.nameList(COLUMN));
    } else if (cursor.accept("UNIQUE")) {
      key(name, false, cursor.nameList(COLUMN));
    } else if (cursor.accept("CHECK")) {
      check(name);
    } else if (cursor.accept("FOREIGN", "KEY")) {
      List<String> columns = cursor.nameList(COLUMN);
      cursor.expect("REFERENCES");
      references(name, columns);
    } else {
      throw unexpected();
    }
  }

  /** A constraint behind a column and its type. */
  void ofColumn(String name, String column) throws SqlSyntaxException, UnsupportedFeatureException {
    if (cursor.accept("PRIMARY", "KEY")) {
      primaryKey(name, cursor.last().start(), List.of(column));
    } else if (cursor.accept("UNIQUE")) {
      key(name, false, List.of(column));
    } else if (cursor.accept("CHECK")) {
      check(name);
    } else if (cursor.accept("REFERENCES")) {
      references(name, List.of(column));
    } else {
      throw unexpected();
    }
  }

  private void primaryKey(String name, int position, List<String> columns)
      throws SqlSyntaxException, UnsupportedFeatureException {
    if (keys.stream().anyMatch(Key::primary)) {
      throw cursor.source().wrong(position, "A second primary key");
    }
    key(name, true, columns);
  }

  private void key(String name, boolean primary, List<String> columns)
      throws SqlSyntaxException, UnsupportedFeatureException {
    boolean enforced = !cursor.accept("NOT", "ENFORCED");
    if (enforced) {
      cursor.accept("ENFORCED");
    }
    keys.add(new Key(name, primary, columns, enforced));
    checkNotDeferred();
  }

  private void check(String name) throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("(");
    int start = cursor.peek().start();
    int depth = 0;
    while (depth > 0 || !cursor.isNext(")")) {
      if (cursor.atEnd()) {
        throw cursor.unexpected("expected the closing parenthesis of CHECK");
      }
      boolean first = cursor.last().is("(");
      Token token = cursor.next();
      if (token.is("SELECT") || (first && token.is("FROM"))) {
        throw new UnsupportedFeatureException("a query in a CHECK constraint");
      }
      if (token.kind() == Kind.PARAMETER || token.kind() == Kind.NAMED_PARAMETER) {
        throw new UnsupportedFeatureException("a parameter in a CHECK constraint");
      }
      depth += token.isAny("(", "[", "{") ? 1 : token.isAny(")", "]", "}") ? -1 : 0;
    }
    String expression = cursor.source().text().substring(start, cursor.last().end());
    cursor.expect(")");
    if (cursor.isNext("NOT", "ENFORCED")) {
      throw new UnsupportedFeatureException("a CHECK constraint that is NOT ENFORCED");
    }
    cursor.accept("ENFORCED");
    checks.add(new CheckConstraint(name, expression));
  }

  private void references(String name, List<String> columns)
      throws SqlSyntaxException, UnsupportedFeatureException {
    Name table = cursor.name("the name of a table");
    List<String> referenced = cursor.isNext("(") ? cursor.nameList(COLUMN) : List.of();
    while (cursor.accept("ON")) {
      String event = cursor.isNext("DELETE") ? "DELETE" : "UPDATE";
      cursor.expect(event);
      if (!cursor.accept("NO", "ACTION") && !cursor.accept("RESTRICT")) {
        throw new UnsupportedFeatureException(
            "a foreign key with ON " + event + " " + cursor.peek().image());
      }
    }
    if (cursor.isNext("MATCH")) {
      throw new UnsupportedFeatureException("a foreign key with MATCH");
    }
    checkNotDeferred();
    if (!cursor.accept("NOT", "ENFORCED")) {
      cursor.accept("ENFORCED");
    }
    foreignKeys.add(new ForeignKeyClause(name, columns, table, referenced));
  }

  private void checkNotDeferred() throws UnsupportedFeatureException {
    if (cursor.isNext("DEFERRABLE") || cursor.isNext("INITIALLY")) {
      throw new UnsupportedFeatureException("a DEFERRABLE constraint");
    }
  }

  private UnsupportedFeatureException unexpected() throws SqlSyntaxException {
    if (cursor.peek().isAny("GENERATED", "AS")) {
      return new UnsupportedFeatureException("a GENERATED column");
    }
    if (cursor.isNext("COLLATE")) {
      return new UnsupportedFeatureException("COLLATE of a column");
    }
    if (cursor.isNext("USING", "COMPRESSION")) {
      return new UnsupportedFeatureException("USING COMPRESSION");
    }
    throw cursor.unexpected("expected a comma, a constraint or the closing parenthesis");
  }
}
