package io.polarway.jdbc.route;

import io.polarway.storage.cache.CacheStatistics;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code CALL polarway.cache_clear()}: drops all cached results, and says what they were. */
final class CacheClear implements Procedure {

  @Override
  public String name() {
    return "cache_clear";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public List<ResultColumn> columns() {
    return List.of(
        new ResultColumn("entries", ScalarType.BIGINT),
        new ResultColumn("bytes", ScalarType.BIGINT));
  }

  @Override
  public boolean commits() {
    return false;
  }

  @Override
  public List<List<@Nullable Object>> run(ProcedureCall call) {
    CacheStatistics before = call.session().cacheStatistics();
    call.session().clearCache();
    return List.of(List.of(before.entries(), before.bytes()));
  }
}
