package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.Describe;
import io.polarway.jdbc.sql.SqlStatement.Show;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads SHOW, DESCRIBE, SUMMARIZE, and the PRAGMAs of the same meaning. */
final class DescriptionReader {
  private final Source source;
  private final TokenCursor cursor;

  DescriptionReader(TokenCursor cursor) {
    this.source = cursor.source();
    this.cursor = cursor;
  }

  SqlStatement read() throws SqlSyntaxException, UnsupportedFeatureException {
    return switch (cursor.next().image()) {
      case "SHOW" -> show();
      case "PRAGMA" -> pragma();
      case "SUMMARIZE" -> described(Describe.Form.SUMMARIZE);
      default -> cursor.atEnd() ? list(Show.Listing.ALL_TABLES) : described(Describe.Form.DESCRIBE);
    };
  }

  private SqlStatement show() throws SqlSyntaxException {
    if (cursor.atEnd()) {
      return list(Show.Listing.ALL_TABLES);
    }
    if (cursor.accept("ALL", "TABLES")) {
      return list(Show.Listing.ALL_TABLES);
    }
    if (cursor.isNext("TABLES") && (isLast(0) || cursor.peek(1).isAny("FROM", "IN"))) {
      cursor.next();
      if (cursor.accept("FROM") || cursor.accept("IN")) {
        Name schema = cursor.name("the name of a schema");
        cursor.expectEnd();
        return new Show(source.text(), Show.Listing.TABLES, schema);
      }
      return list(Show.Listing.TABLES);
    }
    if (isLast(0) && cursor.accept("SCHEMAS")) {
      return list(Show.Listing.SCHEMAS);
    }
    if (isLast(0) && cursor.accept("DATABASES")) {
      return list(Show.Listing.DATABASES);
    }
    if (cursor.isNext("COLUMNS") && cursor.peek(1).isAny("FROM", "IN")) {
      cursor.next();
      cursor.next();
      return table(Describe.Form.DESCRIBE);
    }
    return table(Describe.Form.SHOW);
  }

  private boolean isLast(int ahead) {
    return cursor.index() + ahead == source.tokens().size() - 1;
  }

  private Show list(Show.Listing listing) throws SqlSyntaxException {
    cursor.expectEnd();
    return new Show(source.text(), listing, null);
  }

  private Describe described(Describe.Form form)
      throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.accept("TABLE");
    Token first = cursor.peek();
    if (!first.beginsQuery() || first.is("TABLE")) {
      return table(form);
    }
    TextRange query = new TextRange(first.start(), source.text().length());
    @Nullable List<TableReference> tables =
        QueryReader.tables(source, cursor.index(), source.tokens().size());
    return new Describe(
        source.text(), source.parameterCount(), form, null, new Describe.Target(query, tables));
  }

  private Describe table(Describe.Form form) throws SqlSyntaxException {
    Name name = cursor.name("the name of a table");
    cursor.expectEnd();
    return new Describe(source.text(), 0, form, name, null);
  }

  private SqlStatement pragma() throws SqlSyntaxException, UnsupportedFeatureException {
    String name = cursor.simpleName("the name of a pragma").toLowerCase(Locale.ROOT);
    switch (name) {
      case "show_tables" -> {
        return list(Show.Listing.TABLES);
      }
      case "show_tables_expanded" -> {
        return list(Show.Listing.ALL_TABLES);
      }
      case "show_databases" -> {
        return list(Show.Listing.DATABASES);
      }
      case "database_list" -> {
        return list(Show.Listing.DATABASE_LIST);
      }
      case "table_info" -> {
        return table(Describe.Form.TABLE_INFO, "a table in parentheses");
      }
      case "show" -> {
        return table(Describe.Form.DESCRIBE, "a table in parentheses");
      }
      default -> throw new UnsupportedFeatureException("PRAGMA " + name);
    }
  }

  private Describe table(Describe.Form form, String what) throws SqlSyntaxException {
    cursor.expect("(");
    Token argument = cursor.peek();
    Name name;
    if (argument.kind() == Token.Kind.TEXT && Texts.isText(argument)) {
      cursor.next();
      name = Name.in(Texts.value(argument));
      if (name == null) {
        throw source.wrong(argument.start(), "Expected " + what);
      }
    } else {
      name = cursor.name(what);
    }
    cursor.expect(")");
    cursor.expectEnd();
    return new Describe(source.text(), 0, form, name, null);
  }
}
