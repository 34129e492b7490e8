package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.parser.ParseException;
import io.polarway.jdbc.sql.parser.QueryParser;
import io.polarway.jdbc.sql.parser.TokenMgrError;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.LexicalState;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.util.SourceStringReader;
import org.jspecify.annotations.Nullable;

/** Reads a query with the generated grammar. */
final class QueryReader {
  /** Babel takes the most; to that comes "OFFSET 2 LIMIT 1". */
  private static final SqlConformance CONFORMANCE =
      new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public boolean isOffsetLimitAllowed() {
          return true;
        }
      };

  /** From here on the engine reads it: the time that the grammar takes grows with the square. */
  private static final int MOST_TOKENS = 20_000;

  private QueryReader() {}

  /**
   * The tables that the query in the tokens {@code from} to {@code to - 1} reads; null when the
   * grammar has no rule for it, or could take it for another one.
   *
   * @throws UnsupportedFeatureException when it reads versions of what it cannot tell to be tables
   */
  static @Nullable List<TableReference> tables(Source source, int from, int to)
      throws SqlSyntaxException, UnsupportedFeatureException {
    List<TableVersions.Found> versions = TableVersions.in(source, from, to);
    List<TableReference> tables = tables(source, from, to, versions);
    if (versions.isEmpty()) {
      return tables;
    }
    List<TableReference> assigned =
        tables == null ? null : TableVersions.assigned(tables, source, versions);
    if (assigned == null) {
      String written = versions.get(0).version().range().of(source.text());
      throw new UnsupportedFeatureException(
          written
              + (tables == null
                  ? " in a query that only the engine can read"
                  : " behind what is not the name of a table"));
    }
    return assigned;
  }

  private static @Nullable List<TableReference> tables(
      Source source, int from, int to, List<TableVersions.Found> versions) {
    List<Token> tokens = source.tokens().subList(from, to);
    if (tokens.size() > MOST_TOKENS || QueryText.readsNames(tokens)) {
      return null;
    }
    try {
      return TableCollector.tables(source, tokens, read(source, from, to, versions));
    } catch (ParseException | TokenMgrError | RuntimeException | StackOverflowError unreadable) {
      return null;
    }
  }

  private static SqlNode read(Source source, int from, int to, List<TableVersions.Found> versions)
      throws ParseException {
    String grammarText = GrammarText.of(source, from, to, versions);
    QueryParser parser =
        (QueryParser) QueryParser.FACTORY.getParser(new SourceStringReader(grammarText));
    parser.setTabSize(1);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setUnquotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(Integer.MAX_VALUE);
    parser.setConformance(CONFORMANCE);
    parser.switchTo(LexicalState.DQID);
    return parser.SqlQueryEof();
  }
}
