package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.SqlParser;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.sql.SqlSyntaxException;
import io.polarway.storage.CacheState;
import io.polarway.storage.Query;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code CALL polarway.cache_warm('SELECT ...')}: runs a query so that its result is in the cache,
 * and says whether it is, or why not.
 */
final class CacheWarm implements Procedure {

  @Override
  public String name() {
    return "cache_warm";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("sql", true));
  }

  @Override
  public List<ResultColumn> columns() {
    return List.of(
        new ResultColumn("rows", ScalarType.BIGINT),
        new ResultColumn("cached", ScalarType.BOOLEAN),
        new ResultColumn("reason", ScalarType.VARCHAR));
  }

  @Override
  public boolean commits() {
    return false;
  }

  @Override
  public List<List<@Nullable Object>> run(ProcedureCall call) throws SQLException {
    Query query = query(call, call.text(0));
    long rows = 0;
    try (BatchStream stream = call.session().query(query, List.of(), call.timeout())) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        rows += batch.size();
      }
    }
    CacheState state = call.session().cacheState(query, List.of());
    String reason =
        state.held()
            ? null
            : state.bypass() == null
                ? "its result has no room in the cache"
                : state.bypass().explanation();
    return List.of(Arrays.asList(rows, state.held(), reason));
  }

  private static Query query(ProcedureCall call, @Nullable String sql) throws SQLException {
    SqlStatement statement;
    try {
      statement = SqlParser.parse(sql == null ? "" : sql);
    } catch (SqlSyntaxException unreadable) {
      throw SqlErrors.of(
          SqlState.SYNTAX_ERROR, String.valueOf(unreadable.getMessage()), unreadable);
    }
    if (statement.parameterCount() == 0 && call.route(statement) instanceof Route.Engine engine) {
      return engine.query();
    }
    throw SqlErrors.invalidArgument(
        "polarway.cache_warm takes the text of one query without parameters, not "
            + SqlErrors.shown(sql));
  }
}
