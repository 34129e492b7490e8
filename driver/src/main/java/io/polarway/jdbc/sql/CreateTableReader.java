package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.ColumnClause;
import io.polarway.jdbc.sql.SqlStatement.CreateTable;
import io.polarway.jdbc.sql.SqlStatement.CreateTableAs;
import io.polarway.jdbc.sql.SqlStatement.IdentityClause;
import io.polarway.jdbc.sql.SqlStatement.IfExists;
import io.polarway.jdbc.sql.Token.Kind;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.Identity;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.SortField;
import io.polarway.storage.table.Transform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what follows CREATE [OR REPLACE] TABLE. */
final class CreateTableReader {
  private static final Map<String, DataType> SERIAL_TYPES =
      Map.of(
          "SERIAL", ScalarType.INTEGER,
          "SERIAL4", ScalarType.INTEGER,
          "BIGSERIAL", ScalarType.BIGINT,
          "SERIAL8", ScalarType.BIGINT,
          "SMALLSERIAL", ScalarType.SMALLINT,
          "SERIAL2", ScalarType.SMALLINT);

  private final Source source;
  private final TokenCursor cursor;

  private final List<ColumnClause> columns = new ArrayList<>();
  private final List<PartitionField> partitioning = new ArrayList<>();
  private final List<SortField> sortOrder = new ArrayList<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final ConstraintReader constraints;

  CreateTableReader(TokenCursor cursor) {
    this.source = cursor.source();
    this.cursor = cursor;
    this.constraints = new ConstraintReader(cursor);
  }

  SqlStatement read(boolean replace) throws SqlSyntaxException, UnsupportedFeatureException {
    int ifStart = cursor.peek().start();
    boolean keep = cursor.accept("IF", "NOT", "EXISTS");
    if (keep && replace) {
      throw source.wrong(ifStart, "OR REPLACE and IF NOT EXISTS do not go together");
    }
    IfExists ifExists = replace ? IfExists.REPLACE : keep ? IfExists.KEEP : IfExists.FAIL;
    Name name = cursor.name("the name of a table");
    List<String> names = null;
    boolean hasColumns = false;
    if (cursor.isNext("(")) {
      if (cursor.peek(1).isName() && cursor.peek(2).isAny(",", ")")) {
        names = cursor.nameList("the name of a column");
      } else {
        hasColumns = true;
        columns();
      }
    }
    options();
    if (cursor.accept("AS")) {
      if (hasColumns) {
        throw cursor
            .source()
            .wrong(
                cursor.last().start(),
                "CREATE TABLE AS takes the names of columns only, without types");
      }
      return tableAs(name, ifExists, names);
    }
    if (!hasColumns) {
      throw cursor.unexpected("expected columns with their types, or AS");
    }
    cursor.expectEnd();
    return new CreateTable(
        source.text(),
        name,
        ifExists,
        List.copyOf(columns),
        List.copyOf(partitioning),
        List.copyOf(sortOrder),
        constraints.constraints(),
        constraints.foreignKeys(),
        Map.copyOf(properties));
  }

  private CreateTableAs tableAs(Name name, IfExists ifExists, @Nullable List<String> names)
      throws SqlSyntaxException, UnsupportedFeatureException {
    int first = cursor.index();
    int end = source.tokens().size();
    boolean withData = true;
    if (end - first > 2 && source.tokens().get(end - 1).is("DATA")) {
      if (source.tokens().get(end - 2).is("WITH")) {
        end -= 2;
      } else if (source.tokens().get(end - 2).is("NO") && source.tokens().get(end - 3).is("WITH")) {
        withData = false;
        end -= 3;
      }
    }
    if (first >= end || !cursor.peek().beginsQuery()) {
      throw cursor.unexpected("expected a query");
    }
    TextRange query = new TextRange(cursor.peek().start(), source.tokens().get(end - 1).end());
    return new CreateTableAs(
        source.text(),
        source.parameterCount(),
        name,
        ifExists,
        names,
        List.copyOf(partitioning),
        List.copyOf(sortOrder),
        Map.copyOf(properties),
        query,
        QueryReader.tables(source, first, end),
        withData);
  }

  // -- columns and constraints

  private void columns() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("(");
    do {
      if (cursor.isNext("LIKE")) {
        throw new UnsupportedFeatureException("CREATE TABLE (LIKE ...)");
      }
      if (cursor.peek().isAny("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN")) {
        constraints.ofTable();
      } else {
        column();
      }
    } while (cursor.accept(",") && !cursor.isNext(")"));
    cursor.expect(")");
  }

  private void column() throws SqlSyntaxException, UnsupportedFeatureException {
    String name = cursor.simpleName("the name of a column");
    DataType serial = serial();
    DataType type = serial == null ? new TypeReader(cursor).read() : serial;
    IdentityClause identity =
        serial == null
            ? null
            : new IdentityClause(Identity.BY_DEFAULT, new SequenceReader(cursor).inParentheses());
    boolean nullable = true;
    String defaultExpression = null;
    while (!cursor.isNext(",") && !cursor.isNext(")")) {
      String constraintName = constraints.name();
      if (cursor.accept("NOT", "NULL")) {
        nullable = false;
      } else if (cursor.accept("NULL")) {
        nullable = true;
      } else if (cursor.accept("DEFAULT")) {
        defaultExpression = expression();
      } else if (identity == null && isIdentity()) {
        identity = identity();
      } else {
        constraints.ofColumn(constraintName, name);
      }
    }
    if (identity != null && defaultExpression != null) {
      throw source.wrong(
          cursor.last().start(), "Column " + name + " is an identity column and has a DEFAULT");
    }
    columns.add(
        new ColumnClause(name, type, nullable && identity == null, defaultExpression, identity));
  }

  /** The type that SERIAL and its like stand for, which is a type and an identity; else null. */
  private @Nullable DataType serial() {
    DataType type =
        cursor.peek().kind() == Kind.WORD ? SERIAL_TYPES.get(cursor.peek().image()) : null;
    if (type != null) {
      cursor.next();
    }
    return type;
  }

  private boolean isIdentity() {
    return cursor.peek().isAny("AUTO_INCREMENT", "AUTOINCREMENT", "IDENTITY")
        || cursor.isNext("GENERATED", "BY", "DEFAULT")
        || cursor.isNext("GENERATED", "ALWAYS", "AS", "IDENTITY");
  }

  private IdentityClause identity() throws SqlSyntaxException, UnsupportedFeatureException {
    Identity kind = Identity.BY_DEFAULT;
    if (cursor.accept("GENERATED")) {
      if (cursor.accept("ALWAYS")) {
        kind = Identity.ALWAYS;
      } else {
        cursor.expect("BY", "DEFAULT");
        if (cursor.isNext("ON", "NULL")) {
          throw new UnsupportedFeatureException("GENERATED BY DEFAULT ON NULL");
        }
      }
      cursor.expect("AS", "IDENTITY");
    } else {
      cursor.next();
    }
    return new IdentityClause(kind, new SequenceReader(cursor).inParentheses());
  }

  /** The text of a DEFAULT: all to the comma, the parenthesis or the next constraint. */
  private String expression() throws SqlSyntaxException {
    int start = cursor.peek().start();
    int first = cursor.index();
    int depth = 0;
    while (!cursor.atEnd()) {
      Token token = cursor.peek();
      if (depth == 0 && (token.isAny(",", ")") || (cursor.index() > first && beginsConstraint()))) {
        break;
      }
      if (token.isAny("(", "[", "{")) {
        depth++;
      } else if (token.isAny(")", "]", "}")) {
        depth--;
      }
      cursor.next();
    }
    if (cursor.index() == first) {
      throw cursor.unexpected("expected an expression behind DEFAULT");
    }
    return source.text().substring(start, cursor.last().end());
  }

  private boolean beginsConstraint() {
    return cursor.isNext("NOT", "NULL")
        || (cursor.isNext("NULL")
            && !cursor.last().isAny("IS", "NOT")
            && cursor.last().kind() != Kind.OPERATOR)
        || cursor.isNext("PRIMARY", "KEY")
        || cursor
            .peek()
            .isAny("UNIQUE", "CHECK", "REFERENCES", "CONSTRAINT", "GENERATED", "COLLATE");
  }

  // -- PARTITIONED BY, SORTED BY, WITH

  private void options() throws SqlSyntaxException {
    while (true) {
      if (cursor.accept("PARTITIONED", "BY")) {
        partitioning();
      } else if (cursor.accept("SORTED", "BY")) {
        sortOrder();
      } else if (cursor.isNext("WITH", "(") || cursor.isNext("TBLPROPERTIES")) {
        cursor.next();
        properties();
      } else {
        return;
      }
    }
  }

  private void partitioning() throws SqlSyntaxException {
    cursor.expect("(");
    do {
      partitioning.add(partitionField());
    } while (cursor.accept(","));
    cursor.expect(")");
  }

  private void sortOrder() throws SqlSyntaxException {
    cursor.expect("(");
    do {
      String column = cursor.simpleName("the name of a column");
      boolean descending = cursor.accept("DESC");
      if (!descending) {
        cursor.accept("ASC");
      }
      boolean nullsFirst = cursor.accept("NULLS", "FIRST");
      if (!nullsFirst && cursor.accept("NULLS")) {
        cursor.expect("LAST");
      }
      sortOrder.add(new SortField(column, descending, nullsFirst));
    } while (cursor.accept(","));
    cursor.expect(")");
  }

  private PartitionField partitionField() throws SqlSyntaxException {
    int start = cursor.peek().start();
    String name = cursor.simpleName("a column or a transform of one");
    if (!cursor.accept("(")) {
      return new PartitionField(name, new Transform.Identity());
    }
    int width = -1;
    if (cursor.peek().kind() == Kind.NUMBER) {
      width = cursor.integer("a number");
      cursor.expect(",");
    }
    String column = cursor.simpleName("the name of a column");
    if (width < 0 && cursor.accept(",")) {
      width = cursor.integer("a number");
    }
    cursor.expect(")");
    String transform = name.toLowerCase(Locale.ROOT);
    boolean counted = transform.equals("bucket") || transform.equals("truncate");
    if (counted != width > 0) {
      throw source.wrong(
          start,
          counted
              ? transform + " takes a number above 0 and a column: " + transform + "(16, id)"
              : transform + " takes a column only");
    }
    return new PartitionField(
        column,
        switch (transform) {
          case "identity" -> new Transform.Identity();
          case "year", "years" -> new Transform.Year();
          case "month", "months" -> new Transform.Month();
          case "day", "days", "date" -> new Transform.Day();
          case "hour", "hours" -> new Transform.Hour();
          case "bucket" -> new Transform.Bucket(width);
          case "truncate" -> new Transform.Truncate(width);
          default ->
              throw source.wrong(
                  start,
                  "There is no partition transform "
                      + name
                      + "; there are identity, year, month, day, hour, bucket and truncate");
        });
  }

  private void properties() throws SqlSyntaxException {
    cursor.expect("(");
    do {
      int start = cursor.peek().start();
      String key = key().toLowerCase(Locale.ROOT);
      cursor.expect("=");
      if (properties.put(key, value()) != null) {
        throw source.wrong(start, "The property " + key + " a second time");
      }
    } while (cursor.accept(","));
    cursor.expect(")");
  }

  /** A text, or words with points or hyphens between them. */
  private String key() throws SqlSyntaxException {
    Token first = cursor.peek();
    if (first.kind() == Kind.TEXT) {
      return Texts.value(cursor.next());
    }
    StringBuilder key = new StringBuilder(cursor.simpleName("the name of a property"));
    while (cursor.peek().isAny("-", ".")) {
      key.append(cursor.next().image()).append(cursor.simpleName("the name of a property"));
    }
    return key.toString();
  }

  private String value() throws SqlSyntaxException {
    Token token = cursor.peek();
    if (token.kind() == Kind.TEXT) {
      return Texts.value(cursor.next());
    }
    if (token.isName()) {
      return cursor.simpleName("a value");
    }
    String sign = cursor.accept("-") ? "-" : "";
    if (cursor.peek().kind() != Kind.NUMBER) {
      throw cursor.unexpected("expected a value");
    }
    return sign + cursor.next().image().replace("_", "");
  }
}
