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

  private QueryReader() {}

  /**
   * The tables that the query in the tokens {@code from} to {@code to - 1} reads; null when the
   * grammar has no rule for it, or could take it for another one.
   */
  static @Nullable List<TableReference> tables(Source source, int from, int to) {
    if (QueryText.readsNames(source.tokens().subList(from, to))) {
      return null;
    }
    try {
      return TableCollector.tables(source, read(source, from, to));
    } catch (ParseException | TokenMgrError | RuntimeException | StackOverflowError unreadable) {
      return null;
    }
  }

  private static SqlNode read(Source source, int from, int to) throws ParseException {
    String grammarText = GrammarText.of(source, from, to);
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
