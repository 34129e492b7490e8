package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.Explain;

/** Reads EXPLAIN [ANALYZE] [(FORMAT json | text [, ANALYZE])] statement. */
final class ExplainReader {

  private final Source source;
  private final TokenCursor cursor;
  private boolean analyze;
  private boolean json;

  ExplainReader(TokenCursor cursor) {
    this.source = cursor.source();
    this.cursor = cursor;
  }

  Explain read() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("EXPLAIN");
    analyze = cursor.accept("ANALYZE");
    if (cursor.isNext("(") && cursor.peek(1).isAny("FORMAT", "ANALYZE")) {
      options();
    }
    if (cursor.atEnd()) {
      throw cursor.unexpected("expected the statement to explain");
    }
    SqlStatement statement = SqlParser.parse(source.text().substring(cursor.peek().start()));
    return new Explain(source.text(), source.parameterCount(), statement, analyze, json);
  }

  private void options() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("(");
    do {
      if (cursor.accept("ANALYZE")) {
        analyze = true;
      } else {
        cursor.expect("FORMAT");
        format();
      }
    } while (cursor.accept(","));
    cursor.expect(")");
  }

  private void format() throws SqlSyntaxException, UnsupportedFeatureException {
    Token word = cursor.next();
    if (!word.isAny("JSON", "TEXT")) {
      throw new UnsupportedFeatureException(
          "EXPLAIN (FORMAT " + word.image() + ") (there are JSON and TEXT)");
    }
    json = word.is("JSON");
  }
}
