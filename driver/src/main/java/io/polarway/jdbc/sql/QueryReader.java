package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.parser.ParseException;
import io.polarway.jdbc.sql.parser.QueryParser;
import io.polarway.jdbc.sql.parser.TokenMgrError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.LexicalState;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.util.SourceStringReader;

/** Reads a query with the generated grammar. */
final class QueryReader {
  private static final Pattern LEXICAL_POSITION = Pattern.compile("line 1, column (\\d+)");

  /** Babel takes the most; to that comes "OFFSET 2 LIMIT 1". */
  private static final SqlConformance CONFORMANCE =
      new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public boolean isOffsetLimitAllowed() {
          return true;
        }
      };

  private QueryReader() {}

  /** The tables that the query in the tokens {@code from} to {@code to - 1} reads. */
  static List<TableReference> tables(Source source, int from, int to) throws SqlSyntaxException {
    return TableCollector.tables(source, read(source, from, to));
  }

  private static SqlNode read(Source source, int from, int to) throws SqlSyntaxException {
    String grammarText = GrammarText.of(source, from, to);
    QueryParser parser =
        (QueryParser) QueryParser.FACTORY.getParser(new SourceStringReader(grammarText));
    parser.setTabSize(1);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setUnquotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(Integer.MAX_VALUE);
    parser.setConformance(CONFORMANCE);
    parser.switchTo(LexicalState.DQID);
    int end = source.tokens().get(to - 1).end();
    try {
      return parser.SqlQueryEof();
    } catch (ParseException e) {
      throw unexpected(
          source, e.currentToken == null ? 0 : e.currentToken.next.beginColumn - 1, end);
    } catch (CalciteContextException e) {
      throw unexpected(source, e.getPosColumn() - 1, end);
    } catch (TokenMgrError e) {
      Matcher matcher = LEXICAL_POSITION.matcher(String.valueOf(e.getMessage()));
      throw unexpected(source, matcher.find() ? Integer.parseInt(matcher.group(1)) - 1 : 0, end);
    } catch (CalciteException | IllegalArgumentException e) {
      throw source.notUnderstood(
          source.tokens().get(from).start(), "This SQL cannot be read here yet: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw source.notUnderstood(
          source.tokens().get(from).start(), "This SQL is nested too deeply");
    }
  }

  private static SqlSyntaxException unexpected(Source source, int position, int end) {
    for (Token token : source.tokens()) {
      if (token.end() > position && token.start() < end) {
        String image = source.text().substring(token.start(), token.end());
        return source.notUnderstood(
            token.start(), "This SQL cannot be read here yet: unexpected " + image);
      }
    }
    return source.notUnderstood(end, "This SQL cannot be read here yet: it ends too early");
  }
}
